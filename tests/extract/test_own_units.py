"""Units that an article on one university names without it, and what a bare 学校, 中心 or 集团 then means: sentences of our own."""

from tests.extract.entities_helper import named, relations

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
