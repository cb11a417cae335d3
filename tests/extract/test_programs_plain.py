"""Works, listed projects and products that plain phrases name."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宣汉县南溪水库二期工程概算3亿元。", "宣汉县南溪水库二期工程"),
        ("成渝高铁投资1400亿元。", "成渝高铁"),
        ("绵阳市青川路大桥重建，拨付资金500万元。", "绵阳市青川路大桥重建"),
        ("从达州至巴中公路改造，投资8亿元。", "达州至巴中公路改造"),
        ("宣汉县人民医院迁建项目投资2亿元。", "宣汉县人民医院迁建项目"),
        ("资金分配如下：\n（一）老城片区雨污管网，3000万元。", "老城片区雨污管网"),
        ("名单如下：\n1.绵阳长河机械有限公司，高速冲压车间改造，贷款2亿元。", "高速冲压车间改造"),
        ("出口信用保险补贴6万元到账。", "出口信用保险补贴"),
        ("央行新设3000亿元防疫专项再贷款。", "防疫专项再贷款"),
        ("传来消息，“四川光明扶残工程”开工。", "四川光明扶残工程"),
        ("银行推出的“川惠担”见贷即保，放款4亿元。", "川惠担"),
        ("该县推出民宿扶持提升计划。", "民宿扶持提升计划"),
        ("自雁城英才计划启动以来，该县引进人才。", "雁城英才计划"),
        ("雁城英才计划实施三年来，该县引进人才。", "雁城英才计划"),
        ("按照雁城英才计划部署，该县引进人才。", "雁城英才计划"),
        ("该行获批农村土地流转和规模经营贷款4.1亿元。", "农村土地流转和规模经营贷款"),
        ("成功审批3.9亿元高标准农田建设贷款，支持当地。", "高标准农田建设贷款"),
        ("该行投放秋粮收购贷款3.6亿元。", "秋粮收购贷款"),
        ("今年投放沼泽区危旧房改造专项贷款承诺20亿元。", "沼泽区危旧房改造专项贷款"),
        ("安排草场轮牧和实际养畜牧民补贴2.1亿元。", "草场轮牧和实际养畜牧民补贴"),
        ("当地自2019年以来开展山区林业碳汇质押融资改革试点工作，成效明显。", "山区林业碳汇质押融资改革试点"),
        ("该行以“整园授信”业务模式放款。", "整园授信"),
        ("该行推出“能力流”评价体系。", "“能力流”评价体系"),
        ("她申请到“银发贴息贷款”10万元。", "银发贴息贷款"),
        ("渔船“护边补贴”提高到每户4200元。", "护边补贴"),
        ("当地办了“暖冬行”科技金融专场活动，签约20亿元。", "“暖冬行”科技金融专场活动"),
        ("该行发行“果业振兴”专题金融债券20亿元。", "“果业振兴”专题金融债券"),
        ("该行发放碳减排贷款18亿元。", "碳减排贷款"),
        (
            "关于2025年纺织业节水改造贷款贴息拟支持项目的公示\n现将纺织业节水改造贷款贴息名单公布。",
            "纺织业节水改造贷款贴息",
        ),
    ],
)
def test_programme_named_by_a_plain_phrase(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    "text",
    [
        "农村公路投资5亿元。",
        "宣汉县南溪水库风景很好。",
        "重点铁路项目贷款10亿元。",
        "城市污水处理厂投资不小。",
        "将“绿色金融”作为重点。",
        "该行探索“基金+贷款”的做法，放款3亿元。",
        "该行发放小微企业贷款3亿元，投放流动资金贷款2亿元。",
        "当地拿到银行贷款3亿元、人民币贷款2亿元、过桥贷款1亿元。",
        "该公司收到设备补助300万元，领取政府补助200万元。",
    ],
)
def test_classes_and_places_without_money_are_no_programme(text: str) -> None:
    assert not named(text, "Program")


def test_ending_cut_by_a_verb_is_none() -> None:
    assert not [name for name in named("成渝高铁投资1400亿元。", "Institution") if name.endswith("铁投")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("省里安排农机报废与更新补贴资金2.3亿元。", "农机报废与更新补贴资金"),
        ("安排油茶调出大县奖励资金3600万元。", "油茶调出大县奖励资金"),
        ("厅里从外经贸转型协同促进资金中给园区安排150万元。", "外经贸转型协同促进资金"),
        ("果业纾困资金已投入2.1亿元。", "果业纾困资金"),
        ("县里安排的急救能力提升资金到了2000万元。", "急救能力提升资金"),
        ("省财政通过陶瓷技术研发资金和果业振兴专项资金安排3亿元。", "陶瓷技术研发资金"),
    ],
)
def test_public_money_called_by_what_it_is_for(text: str, name: str) -> None:
    assert name in named(text, "Fund")


def test_money_of_nobody_in_particular_is_no_fund() -> None:
    assert not named("公司动用自有资金3亿元，撬动社会资金2亿元，追回违纪资金1亿元。", "Fund")


@pytest.mark.parametrize("text", ["银行给牧民贷3万元，利率3%。", "前者贷5000万元，后者贷了2亿元。"])
def test_what_somebody_borrows_is_no_product(text: str) -> None:
    assert not named(text, "Program")


def test_a_product_for_herders_and_a_loan_that_is_let_out_are_named() -> None:
    assert "牧民贷" in named("青禾银行推出牧民贷，已放款2亿元。", "Program").values()
    assert "碳减排贷款" in named("该行放出碳减排贷款12亿元。", "Program").values()
