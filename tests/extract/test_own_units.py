"""Units that an article on one university names without it, and what a bare 学校, 中心 or 集团 then means: sentences of our own."""

from tests.extract.entities_helper import named, read, relations

OWN = "南昌大学今年获批项目12项，立项者来自材料工程学院和土木工程学院。科研处处长李雷说，学校拿出600万元。"


def test_schools_and_offices_are_the_university_s() -> None:
    found = named(OWN, "Institution")
    assert found["材料工程学院"] == "南昌大学材料工程学院"
    assert found["土木工程学院"] == "南昌大学土木工程学院"
    assert found["科研处"] == "南昌大学科研处"


def test_a_school_of_it_is_not_the_school_spoken_of() -> None:
    assert named(OWN, "Institution")["学校"] == "南昌大学"


def test_of_two_universities_neither_owns_a_school() -> None:
    found = named("南昌大学与江西师范大学开会，材料工程学院到会。", "Institution")
    assert found.get("材料工程学院", "材料工程学院") == "材料工程学院"


def test_a_bare_centre_is_the_only_one_of_the_article() -> None:
    found = named("走进南昌高新区创业发展中心，人来人往。中心主任王琛说，以企业为中心。", "Institution")
    assert found["中心"] == "南昌高新技术产业开发区创业发展中心"


def test_projects_that_a_plan_takes_in() -> None:
    text = "经财政部批复，松溪县“红茶规范化种植及深加工”、永泰县“冰糖橙选育与贮藏”2个项目列入科技富民强县专项行动计划。"
    stated = relations(text)
    assert ("PART_OF", "红茶规范化种植及深加工", "科技富民强县专项行动计划") in stated
    assert ("APPLIES_TO", "冰糖橙选育与贮藏", "永泰县") in stated
    assert ("APPLIES_TO", "科技富民强县专项行动计划", "永泰县") not in stated


def test_a_university_takes_part_in_what_its_people_lead() -> None:
    text = "南昌大学土木工程学院教授李雷牵头的国家重大科研仪器研制项目得到688万元。"
    stated = relations(text)
    assert ("PARTICIPATES_IN", "南昌大学", "国家重大科研仪器研制项目") in stated


def test_short_schools_and_those_that_open_a_clause_before_a_post_are_its_own() -> None:
    text = "南昌大学今年获批项目12项。其中，材料学院李雷教授获得重点项目，化工系副教授王磊获得面上项目。动科动医学院教授张远各有斩获。"
    stated = relations(text)
    assert ("PART_OF", "南昌大学材料学院", "南昌大学") in stated
    assert ("PART_OF", "南昌大学化工系", "南昌大学") in stated
    assert ("POSTED_AT", "张远", "南昌大学动科动医学院") in stated


def test_institutes_of_an_academy_are_where_their_names_say() -> None:
    text = "中科院青海盐湖研究所和中科院南京土壤研究所参加。"
    places = {(head, tail) for kind, head, tail in relations(text) if kind == "LOCATED_IN"}
    assert ("中国科学院青海盐湖研究所", "青海省") in places


def test_a_region_in_a_name_yields_to_the_province_before_it() -> None:
    text = "湖北省长江经济带天风产业基金规模50亿元。"
    places = {tail for kind, _, tail in relations(text) if kind == "LOCATED_IN"}
    assert places == {"湖北省"}


def test_a_programme_that_only_a_title_names_rests_on_the_document() -> None:
    text = "青岛市政府印发《关于实施“海燕人才计划”的意见》，三年引进200人。"
    assert ("BASED_ON", "海燕人才计划", "关于实施“海燕人才计划”的意见") in relations(text)
    text = "省农业厅印发《江西省2020年度稻田轮作制度试点实施方案》。"
    assert ("BASED_ON", "稻田轮作制度试点", "江西省2020年度稻田轮作制度试点实施方案") in relations(text)
    text = "商务部印发《关于全国推广家电下乡工作的通知》。家电下乡产品热销，销售额9亿元。"
    assert ("BASED_ON", "家电下乡", "关于全国推广家电下乡工作的通知") in relations(text)


def test_a_title_of_ordinary_work_names_no_programme() -> None:
    assert "Program" not in {m.type for m in read("市里印发《关于做好年度招生计划的通知》。").nested}


def test_a_national_plan_stands_before_by_whom_it_is_led() -> None:
    assert "国家新兴产业创投计划" in named("国家新兴产业创投计划由财政部牵头。", "Program")
    assert not named("公司计划由南京迁往苏州。", "Program")


def test_what_a_fund_does_with_a_class_is_no_part_of_it() -> None:
    assert "民营企业" in named("江西青禾产业基金主要投资民营企业。", "Category")


def test_party_committees_of_regions_and_councils_of_unions() -> None:
    text = "广西壮族自治区党委常委、自治区副主席李远，省农信联社理事长吴山出席。"
    found = named(text, "Institution", title="广西科技动态")
    assert found["广西壮族自治区党委"] == "中国共产党广西壮族自治区委员会"
    assert "省农信联社" in found
    assert ("POSTED_AT", "李远", "广西壮族自治区人民政府") in relations(text)
    assert "新疆生产建设兵团科学技术局" in named("兵团科技局批下专项。").values()


def test_projects_behind_the_company_whose_they_are() -> None:
    text = "天水星火机床有限公司的精密车床项目也拿到1500万元。青禾集团所属启东风电基地一期项目投产，青禾集团的贷款项目已获批。"
    stated = relations(text)
    assert ("RUNS", "天水星火机床有限公司", "精密车床项目") in stated
    assert ("RUNS", "青禾集团", "启东风电基地一期项目") in stated
    assert not any(tail == "贷款项目" for _, _, tail in stated)


def test_a_city_budget_is_of_the_city_that_the_sentence_begins_a_name_with() -> None:
    text = "青岛市产业引导基金2014年成立，市财政每年出资5亿元。\n济南市、济南高新区和济南市创投公司都设了基金。"
    assert named(text, "Institution")["市财政"] == "青岛市财政局"
