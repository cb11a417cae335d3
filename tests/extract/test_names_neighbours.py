"""Names that must not take in the words beside them, nor be cut because of them."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该基金的管理人深创投表示，将加大投入。", "深创投"),
        ("基金管理人启岳资本介绍，项目已投12个。", "启岳资本"),
        ("世界500强企业与我县恒澜生化就合作签约。", "恒澜生化"),
        ("机器人公司越澜智造宣布完成B轮融资。", "越澜智造"),
        ("华启云能科技获奖。", "华启云能科技"),
        ("去年建成的平台是低温材料安徽省重点实验室。", "低温材料安徽省重点实验室"),
        ("华宁科技等30家企业获得补助。", "华宁科技"),
        ("美国高澜公司投资建厂。", "美国高澜公司"),
        ("他毕业后入职海澜研究院，担任工程师。", "海澜研究院"),
        ("江西国轩高科有限公司获得补助。", "江西国轩高科有限公司"),
        ("其中福然德股份有限公司出资2500万元。", "福然德股份有限公司"),
        ("锦溪村的振海家庭农场喜获丰收。", "振海家庭农场"),
        ("在绿澜资本创始合伙人张立民看来，行业沉默。", "绿澜资本"),
        ("记者找到了云澜资本管理合伙人陈立民。", "云澜资本"),
        ("初创企业Nova Robotics宣布完成1亿美元A轮融资。", "Nova Robotics"),
        ("由中船海为高科技有限公司牵头组建。", "中船海为高科技有限公司"),
        ("由乙公司牵头组建澜州市超硬材料及制品产业研究院。", "澜州市超硬材料及制品产业研究院"),
        ("国产光刻设备企业芯澜微在研发关键期获得1.2亿元融资支持。", "芯澜微"),
        ("医疗影像公司睿溪科技、芯片企业澜宇微电子都获得了补助。", "睿溪科技"),
        ("其中，材料学院匡小军教授获得重点项目1项。", "材料学院"),
    ],
)
def test_institution_begins_and_ends_where_its_name_does(text: str, name: str) -> None:
    assert name in named(text, "Institution")


@pytest.mark.parametrize(
    "text",
    [
        "区里建立了资金池合作银行名录。",
        "全省装机医院超过200家，接诊医院都已联网。",
        "一家英国GPU芯片公司被收购，它是甲方的控股孙公司。",
        "昆山科技等部门到场。",
        "韩启彬、田宇等与代表团企业家座谈。",
        "龙头企业普遍在扩产，优质企业蜂拥在园区布局，企业亟须获得支持，企业绿色能源转型。",
        "机器人关联公司变更了股东，下属公司也在其中。",
        "二级学院教授到场。",
    ],
)
def test_what_bodies_are_is_no_name(text: str) -> None:
    assert named(text, "Institution") == {}


def test_fund_with_a_function_word_in_its_brand() -> None:
    found = named("目前，鑫易达私募投资基金、卓澜成创投基金已完成备案。", "Fund")
    assert set(found) == {"鑫易达私募投资基金", "卓澜成创投基金"}


def test_partnership_with_its_place_in_brackets() -> None:
    text = "名称：海澜智联新能（安徽）股权投资基金合伙企业（有限合伙），管理人是苏州龙溪东方投资管理企业（有限合伙）。"
    found = {"海澜智联新能（安徽）股权投资基金合伙企业（有限合伙）", "苏州龙溪东方投资管理企业（有限合伙）"}
    assert found == set(named(text, "Fund"))


def test_trial_zone_of_two_provinces() -> None:
    assert set(named("闽赣合作特别试验区获批，特别要求园区加快建设。", "Zone")) == {"闽赣合作特别试验区"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上游有渡澜新材、颀达科技等企业。", {"渡澜新材", "颀达科技"}),
        ("领域有长澜硬科、盛澜材料；部件有森达科技、渡澜电子（为整车厂配套）。", {"长澜硬科", "盛澜材料", "渡澜电子"}),
    ],
)
def test_list_behind_a_verb_of_having(text: str, names: set[str]) -> None:
    assert names <= set(named(text, "Institution"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("清江大学李明远、王建国、赵志强等获得2021年度省自然科学奖一等奖。", {"李明远", "王建国", "赵志强"}),
        ("刘海涛、陈志远等县领导参加活动。", {"刘海涛", "陈志远"}),
        ("滨海理工学院陈立、王芳等完成的项目获省科技进步奖二等奖。", {"陈立", "王芳"}),
        ("本项目由李东升、何晓明、陆毅教授共同完成。", {"李东升", "何晓明", "陆毅"}),
    ],
)
def test_persons_in_a_row_whom_no_post_tells(text: str, names: set[str]) -> None:
    assert set(named(text, "Person")) == names


@pytest.mark.parametrize(
    "text",
    [
        "华为、万科、金蝶等获得省科技进步奖。",
        "黄芪、党参、白术等获得金奖，江西、安徽、云南等获得国家奖。",
        "方特、蓝光、万达等出席签约仪式。",
        "白酒、黄酒等参加展览。",
        "投资方瑞丰资本表示，资金到位。",
        "创始人曾是工程师，董事长曾为教师，此后曾担任所长。",
    ],
)
def test_rows_of_other_things_are_no_persons(text: str) -> None:
    assert named(text, "Person") == {}


def test_row_that_a_joining_word_opens() -> None:
    text = "乙公司作为受托机构，与江州市在生物医药、新材料等领域共同发起设立5只创投基金。"
    assert "" not in named(text, "Institution")


def test_class_of_places_begins_behind_what_comes_there() -> None:
    assert set(named("一批项目先后落户开发区，两项大奖花落高校。", "Category")) >= {"开发区", "高校"}


def test_class_takes_in_neither_a_mark_nor_what_is_done() -> None:
    found = named("医疗影像公司睿溪科技、芯片企业澜宇微电子都获得了补助，由市人社局会同人才中心组织实施。", "Category")
    assert set(found) == {"芯片企业"}


def test_rank_begins_no_project() -> None:
    assert set(named("民营500强华章钢构项目正式签约。", "Program")) == {"华章钢构项目"}


def test_fund_that_is_only_meant_to_be_invested_in_has_no_name() -> None:
    assert named("甲方拟投子基金总规模20亿元，新发基金减少。", "Fund") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市长姜有为出席仪式。", "姜有为"),
        ("局长张立为企业授牌。", "张立"),
        ("副市长石中和，负责此事。", "石中和"),
        ("区领导董波陪同。", "董波"),
        ("工坊由毛大庆创立。", "毛大庆"),
    ],
)
def test_person_whose_last_characters_are_words(text: str, name: str) -> None:
    assert set(named(text, "Person")) == {name}


def test_count_ends_no_project() -> None:
    found = named("由海澜集团投资8亿元的动力电芯电池项目等8个项目签约。", "Program")
    assert set(found) == {"动力电芯电池项目"}


def test_persons_of_a_course_of_life_and_an_interview() -> None:
    found = named("朱小虎在采访里说，要退出。彭志明入职一家企业，此前毕业于海澜大学。", "Person")
    assert set(found) == {"朱小虎", "彭志明"}


def test_row_of_firms_with_their_sums() -> None:
    text = (
        "紫澜展锐（超60亿元）、芯盟科技（数十亿元）、博泰车联网（15亿元）、熙泰科技（超10亿元）、芯粤能（10亿元）居前。"
    )
    assert set(named(text, "Institution")) == {"紫澜展锐", "芯盟科技", "博泰车联网", "熙泰科技", "芯粤能"}
    assert named("江苏（3亿元）、浙江（2亿元）、半导体（1亿元）居前。", "Institution") == {}


def test_township_behind_a_preposition() -> None:
    assert set(named("该局对岩溪镇安排补助资金100万元。", "Place")) == {"岩溪镇"}
