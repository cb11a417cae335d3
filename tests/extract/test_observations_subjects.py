"""Whom figures are about where no name stands by them: words that stand for a body, sources, lists in turn."""

import pytest

from tests.extract.test_observations import observed, state_of, subject


def test_the_office_that_publishes_a_figure_is_not_what_it_is_about() -> None:
    text = "庐江县去年研发投入增长\n据省统计局测算，庐江县全社会研发投入强度达2.9%，森林覆盖率升至61%。"
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


def test_a_share_of_stock_is_of_the_body_right_before_it() -> None:
    text = "松涛资本出手更早。2004年底，松涛资本用70万美元拿下长信科技3%的股份。"
    assert subject(text)[-1] == "长信科技"


def test_what_members_have_is_the_class_that_was_counted() -> None:
    text = "安徽省的担保业\n全省有融资担保机构140家，注册资本合计310亿元。"
    assert subject(text) == ["安徽省", "融资担保机构"]


def test_a_programme_that_is_run_is_what_the_figures_behind_it_are_about() -> None:
    text = "合肥：服务企业再加力\n合肥市科技局搭建服务平台12家；开展“专家入企”专项行动，服务企业900家。"
    assert subject(text)[-1] == "“专家入企”专项行动"


def test_a_class_that_is_counted_stays_where_only_the_source_is_left() -> None:
    text = "中国人民银行发布的数据显示，获得贷款支持的科技型中小企业25.2万家，获贷率为48.2%。"
    assert subject(text) == ["科技型中小企业", "科技型中小企业"]


def test_a_class_that_opens_a_clause_and_acts_is_its_subject() -> None:
    text = "安徽省高新区开局良好\n安徽省今年新增研发机构28个。其中，国家高新区新增研发机构9个。"
    assert subject(text)[-1] == "国家高新区"


def test_who_is_named_once_in_passing_is_not_what_a_paragraph_is_about() -> None:
    text = "上半年工业经济领跑\n上半年，规上工业增加值同比增长21.5%。\n下半年还将引进铜峰电子。"
    assert subject(text) == [None]


def test_a_zone_of_the_headline_is_what_it_is_about_though_named_once() -> None:
    text = "合肥高新区一季度重大项目开工38个\n规上工业营收1125亿元，同比增长28%；在建项目达945个、占全市22%。"
    assert subject(text)[-2:] == ["合肥高新技术产业开发区"] * 2


def test_a_noun_takes_up_the_last_name_that_ends_in_it() -> None:
    assert subject("合肥市科技局给芜湖市人民医院拨了款。该院去年业务收入3.1亿元。") == ["芜湖市人民医院"]


def test_a_firm_that_the_headline_leads_to_is_what_a_bare_company_means() -> None:
    text = "庐江的机械厂\n庐江重工机械股份有限公司是省里的老厂。合肥市科技局给了补助。公司去年研发投入3200万元，有专利86件。"
    assert subject(text) == ["庐江重工机械股份有限公司"] * 2


def test_the_whole_city_is_no_prefecture_of_another_kind() -> None:
    text = "恩施市茶园\n恩施市种茶。恩施土家族苗族自治州来人看过。全市茶园面积12.5万亩。"
    assert subject(text) == ["恩施市"]


@pytest.mark.parametrize(
    "text",
    [
        "合肥市上半年经济\n合肥市开局良好。上半年，高端装备产业增加值达到86亿元，同比增长7.4%。",
        "合肥市上半年经济\n合肥市开局良好。上半年，规上工业企业实现利润21亿元，同比增长8.5%。",
        "合肥市上半年经济\n合肥市开局良好。上半年，城镇居民人均可支配收入2.3万元，同比增长6.1%。",
    ],
)
def test_an_industry_or_a_statistical_population_is_a_part_of_what_its_place_measures(text: str) -> None:
    assert subject(text) == ["合肥市", "合肥市"]
    assert observed(text)[0].measure.startswith(("高端装备产业", "规上工业企业", "城镇居民"))


def test_what_borrowers_owe_is_told_of_the_place_but_what_lenders_have_lent_of_them() -> None:
    text = "合肥市的贷款\n截至6月末，合肥市专精特新企业贷款余额301亿元，同比增长25%。农村信用社贷款余额55亿元。"
    assert subject(text) == ["合肥市", "合肥市", "农村信用社"]


@pytest.mark.parametrize("place", ["安徽省", "全省"])
def test_a_bare_class_behind_a_place_is_a_part_of_the_measure(place: str) -> None:
    text = f"安徽：中小企业的专利\n中小企业更会用专利了。2022年，{place}企业专利申请量达到9.4万件。"
    assert subject(text) == ["安徽省"]


def test_zones_in_a_class_act_for_themselves_behind_their_place() -> None:
    text = "安徽省高新区开局良好\n安徽省开局良好。上半年，安徽省高新区实现工业增加值902亿元。"
    assert subject(text)[-1] != "安徽省"


def test_a_class_whose_number_is_given_by_name_has_not_that_number() -> None:
    text = "合肥高新区的规划\n规划提出，到2025年，国家级研发机构数为90家，上市企业数为200家。"
    assert subject(text, "2022-02-23") == ["合肥高新技术产业开发区"] * 2


def test_what_a_share_is_of_is_no_subject_though_a_time_stands_before_it() -> None:
    text = "我国经济\n2022年，安徽省实现进出口总额4.1万亿元，占同期全国进出口总额的比重为19.1%。"
    assert set(subject(text)) == {"安徽省"}


@pytest.mark.parametrize(
    "text",
    [
        "双桥水库工程开工\n近日，中国农业发展银行青阳支行投放贷款3亿元，支持双桥水库工程建设。工程位于青阳县杨田镇，坝顶高程86.5米，总库容1200万立方米。",
        "双桥水库工程获贷款\n近日，中国农业发展银行青阳支行向双桥水库工程投放贷款3亿元。水库坝高86.5米，总库容1200万立方米。",
    ],
)
def test_heights_and_volumes_are_of_the_work_not_of_where_it_lies_or_who_lends_for_it(text: str) -> None:
    assert subject(text) == ["双桥水库工程"] * 2


def test_the_terms_of_a_loan_are_of_who_got_it() -> None:
    state = state_of("江苏银行向宁波甬光能源有限公司发放贷款12亿元。该笔贷款期限15年，年利率3.2%。", "2023-07-31")
    names = {e.id: e.name for e in state.entities}
    assert [names[o.subject or ""] for o in state.observations] == ["宁波甬光能源有限公司"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "合肥市签约\n合肥市、芜湖市、安庆市三市占全省签约额的七成。",
        "水库开工\n该水库建成后，合肥市、芜湖市、安庆市三市年均用水9亿立方米。",
        "名单公布\n名单公布，同意成都市、昆明市、贵阳市等18个城市开展试点。",
    ],
)
def test_what_several_have_together_is_none_of_theirs_alone(text: str) -> None:
    assert len(subject(text)) == 1


def test_a_fund_stays_the_topic_while_its_partners_are_named() -> None:
    text = (
        "皖江湖畔产业投资基金落地\n皖江湖畔产业投资基金近日签约。基金由多方设立。徽商银行负责托管。徽商银行行长张平到场。"
        "徽商银行此前已有经验。徽商银行还将派人。\n存续期8年，已储备项目23个。"
    )
    assert set(subject(text)) == {"皖江湖畔产业投资基金"}


def test_a_sum_of_another_noun_that_equals_a_flow_is_measured() -> None:
    text = "徽商银行发债\n徽商银行发行金融债20亿元。该行注册资本20亿元。"
    assert [(o.measure, o.value) for o in observed(text)] == [("注册资本", 2_000_000_000)]


def test_a_word_for_the_whole_bank_means_no_branch_of_it() -> None:
    text = "徽商银行公布业绩\n徽商银行公布业绩，徽商银行行长到场。池州市的徽商银行青阳支行开业。上半年，全行涉农贷款余额900亿元。"
    assert subject(text) == ["徽商银行"]
