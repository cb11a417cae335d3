"""Whom figures are about where no name stands by them: words that stand for a body, sources, lists in turn."""

import pytest

from tests.extract.test_observations import subject


def test_the_office_that_publishes_a_figure_is_not_what_it_is_about() -> None:
    text = "庐江县去年研发投入增长\n据省统计局测算，庐江县全社会研发投入强度达2.9%，规上企业研发机构覆盖率升至61%。"
    assert subject(text) == ["庐江县", "庐江县"]


def test_a_word_for_the_whole_school_means_the_university() -> None:
    text = "安徽大学科研再上台阶\n技术转让给了铜陵有色金属集团股份有限公司。全校有效发明专利3120件。"
    assert subject(text) == ["安徽大学"]


def test_a_word_for_the_zone_means_the_zone() -> None:
    text = "合肥高新区一季度开门红\n安徽省委领导来到这里调研。园区集聚芯片企业160家。"
    assert subject(text) == ["合肥高新技术产业开发区"]


def test_figures_in_turn_belong_to_the_list_of_the_clause_before() -> None:
    text = "新认定的企业里，合肥市、芜湖市、蚌埠市最多，依次为286家、151家和93家。"
    assert subject(text, "2024-03-11") == ["合肥市", "芜湖市", "蚌埠市"]


@pytest.mark.parametrize("behind", ["平均水平高", "平均高出"])
def test_an_average_is_only_what_is_compared_with(behind: str) -> None:
    assert subject(f"去年，芜湖市研发投入强度比全省{behind}5.5个百分点。") == ["芜湖市"]


def test_what_the_text_turns_to_is_the_subject() -> None:
    text = "合肥高新区建设人才高地\n以安徽大学为例，这里坚持面向产业，加强校企联动，建有31个实训中心。"
    assert subject(text) == ["安徽大学"]


def test_a_paragraph_that_names_nobody_is_about_the_headline() -> None:
    text = "赣州经开区前三季度增长27%\n赣州经开区今年招商。\n长城产业园完成基础设施。\n前三季度，大口径财政收入完成4.1亿元。"
    assert subject(text)[-1] == "赣州经济技术开发区"
