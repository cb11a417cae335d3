"""Local departments: rule 2 (the article's place), rule 7 (levels of budget), units of known bodies."""

import pytest

from extract.model import Article
from tests.extract.entities_helper import named, read, whole

TITLE = "江西九江出台新政"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("省财政厅", "江西省财政厅"),
        ("市科技局", "九江市科学技术局"),
        ("省政府", "江西省人民政府"),
        ("市委", "中国共产党九江市委员会"),
        ("省发改委", "江西省发展和改革委员会"),
        ("省国资委", "江西省人民政府国有资产监督管理委员会"),
        ("市金融监管局", "九江市地方金融监督管理局"),
        ("省税务局", "国家税务总局江西省税务局"),
    ],
)
def test_department_takes_the_place_of_the_article(printed: str, name: str) -> None:
    assert named(f"{TITLE}\n近日，{printed}印发通知。", title=TITLE)[printed] == name


def test_list_without_level() -> None:
    found = named(f"{TITLE}\n省农业农村厅、财政厅联合发文。", title=TITLE)
    assert found["财政厅"] == "江西省财政厅"


def test_place_named_wins() -> None:
    found = named(f"{TITLE}\n山东省科技厅来访。", title=TITLE)
    assert found["山东省科技厅"] == "山东省科学技术厅"


@pytest.mark.parametrize(
    ("printed", "name"),
    [("中央财政", "财政部"), ("省级财政", "江西省财政厅"), ("市财政", "九江市财政局"), ("赣州市财政", "赣州市财政局")],
)
def test_budget_is_its_finance_department(printed: str, name: str) -> None:
    state = read(f"{TITLE}\n今年{printed}安排1亿元。", TITLE)
    mention = next(m for m in state.mentions if m.text == printed)
    assert (mention.name, mention.implied) == (name, True)


@pytest.mark.parametrize(
    ("sentence", "level", "name"),
    [
        ("省级统筹安排科研资金5亿元。", "省级", "江西省财政厅"),
        ("项目建成，由市级拿出2000万元补足。", "市级", "九江市财政局"),
    ],
)
def test_level_that_hands_out_a_sum_is_its_finance_department(sentence: str, level: str, name: str) -> None:
    state = read(f"{TITLE}\n{sentence}", TITLE)
    assert [m.name for m in state.mentions if m.text == level] == [name]


def test_level_of_a_plan_hands_nothing_out() -> None:
    state = read(f"{TITLE}\n获评省级示范园区2家，省级安排了两次验收。", TITLE)
    assert not [m for m in state.mentions if m.text == "省级"]


def test_units_of_known_bodies() -> None:
    found = named("财政部农业农村司司长到会，科技部资源配置与管理司处长发言。")
    assert {"财政部农业农村司", "科技部资源配置与管理司"} <= set(found)


def test_governments_of_listed_places() -> None:
    found = named("集团与松滋、广水等地政府签约。", title="湖北一集团签约")
    assert found["广水"] == "广水市人民政府"


def test_bare_committee_is_that_of_the_zone() -> None:
    found = named("滁州高新区近日揭牌。管委会拿出5000万元。")
    assert found["管委会"].endswith("管理委员会")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泰兴市近日决定，市科知局会同有关方面审定。", "泰兴市科知局"),
        ("郑州高新区产业促进局介绍了进展。", "郑州高新技术产业开发区产业促进局"),
        ("南昌市行政审批局优化流程。", "南昌市行政审批局"),
    ],
)
def test_bureaux_that_no_list_has(text: str, name: str) -> None:
    assert name in named(text, "Institution").values()


@pytest.mark.parametrize(
    "text", ["江苏开新局。", "全市发展新格局加快形成。", "江西省按《通知》（工信厅联企业〔2022〕22号）执行。"]
)
def test_what_is_no_bureau(text: str) -> None:
    assert named(text, "Institution") == {}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("市科委", "宁波市科学技术委员会"),
        ("市工商局", "宁波市工商行政管理局"),
        ("市金融办", "宁波市金融工作办公室"),
        ("省妇联", "浙江省妇女联合会"),
        ("省委人才办", "中国共产党浙江省委员会人才工作领导小组办公室"),
        ("团市委", "共青团宁波市委员会"),
        ("市生产力促进中心", "宁波市生产力促进中心"),
        ("北大", "北京大学"),
        ("发改委", "国家发展和改革委员会"),
    ],
)
def test_more_short_names(printed: str, name: str) -> None:
    assert named(f"浙江省宁波市日前召开会议。会上，{printed}介绍了情况。", "Institution")[printed] == name


def test_commission_of_a_list_is_that_of_its_place() -> None:
    found = named("宁波市财政局、发改委联合发文。", "Institution")
    assert found["发改委"] == "宁波市发展和改革委员会"


def test_institute_of_a_place_with_the_short_name_of_a_university() -> None:
    assert "山西浙大新材料研究院" in named("山西浙大新材料研究院揭牌。", "Institution")


def test_what_the_country_pays_in_is_the_finance_ministrys() -> None:
    found = named("基金募集资金9亿元，通过国家出资2亿元、社会资本出资7亿元。", "Institution")
    assert found == {"国家": "财政部"}


def test_verb_behind_a_government() -> None:
    found = named("浙江大学和余杭区政府办的研究院。", "Institution")
    assert found["余杭区政府"] == "余杭区人民政府"


def test_branch_in_a_valley_is_of_its_bank() -> None:
    state = read("汉口银行光谷支行放了贷款。")
    branch = next(m for m in state.mentions if m.text == "汉口银行光谷支行")
    assert branch.parent == "汉口银行"


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("科技部农村科技司司长到会。", "科技部农村科技司", "科学技术部农村科技司"),
        ("青海省财政厅预算处人士说。", "青海省财政厅预算处", "青海省财政厅预算处"),
        ("贵州省科技厅项目统筹处负责人说。", "贵州省科技厅项目统筹处", "贵州省科学技术厅项目统筹处"),
        ("中科院科技促进发展局说。", "中科院科技促进发展局", "中国科学院科技促进发展局"),
    ],
)
def test_a_part_is_named_to_the_end_of_its_last_word(text: str, printed: str, name: str) -> None:
    assert named(text, "Institution")[printed] == name


def test_governments_of_every_level_or_of_all_trial_counties_are_nobodys() -> None:
    assert "县政府" not in named("青禾县入选。市、州、县政府也可入股，各试点县政府要挂帅。", "Institution")


def test_two_bureaux_joined_by_and_are_two() -> None:
    found = named("安徽省科技厅与兵团科技局签约，赣州市财政局和园区招商促进局到会。", "Institution")
    assert found["安徽省科技厅"] == "安徽省科学技术厅"
    assert found["兵团科技局"] == "新疆生产建设兵团科学技术局"
    assert found["赣州市财政局"] == "赣州市财政局"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("市中小企业信用担保中心", "九江市中小企业信用担保中心"),
        ("省十二届人大常委会", "江西省人民代表大会常务委员会"),
    ],
)
def test_bodies_of_a_level(printed: str, name: str) -> None:
    assert named(f"{TITLE}\n{printed}作了报告。", title=TITLE)[printed] == name


def test_a_desk_of_a_bank() -> None:
    found = named("中信银行杭州分行投资银行部总经理说。", "Institution")
    assert "中信银行杭州分行投资银行部" in found


def test_department_of_the_level_hands_out_its_money_itself() -> None:
    article = Article("test", f"{TITLE}\n日前，省科技厅下达省级科技经费3000万元。", title=TITLE, date="2023-05-04")
    assert [flow.provider for flow in whole().extract(article).flows] == [["Institution:江西省科学技术厅"]]


def test_a_districts_office_is_named_with_its_city_before_it() -> None:
    found = named("公司收到哈尔滨市松北区工业信息科技局补助500万元。", "Institution")
    assert "哈尔滨市松北区工业信息科技局" in found
