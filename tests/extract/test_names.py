"""Names of bodies: where they start, what they are part of, and what is no name."""

import pytest

from tests.extract.entities_helper import kinds, named, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨天，市里与安徽恒远新材料有限公司签约。", "安徽恒远新材料有限公司"),
        ("项目由青岛港汇物流集团承建。", "青岛港汇物流集团"),
        ("联合南昌大学开展攻关。", "南昌大学"),
        ("推进宁波石墨烯创新中心建设。", "宁波石墨烯创新中心"),
        ("会上为洛阳轴承产业研究院授牌。", "洛阳轴承产业研究院"),
        ("学生来自兰州现代工程职业学院。", "兰州现代工程职业学院"),
        ("材料科学与工程学院的团队", "材料科学与工程学院"),
        ("由江苏和赢液压有限公司承担。", "江苏和赢液压有限公司"),
        ("山东潍坊的寿光国家农业科技园区管委会", "寿光国家农业科技园区管委会"),
        ("半导体厂商拓荆科技宣布扩产。", "拓荆科技"),
        ("该公司买进中元华电365万股。", "中元华电"),
        ("原股东七二五所退出。", "七二五所"),
        ("省财政厅农业农村处处长介绍，江苏省财政厅农业农村处负责。", "江苏省财政厅农业农村处"),
        ("由国网张家口供电公司负责。", "国网张家口供电公司"),
        ("位于昆山的清陶能源宣布扩产。", "清陶能源"),
        ("名单上有国轩锂电。", "国轩锂电"),
        ("由芜湖产投牵头。", "芜湖产投"),
        ("温岭农商银行投放贷款。", "温岭农商银行"),
    ],
)
def test_name_starts_after_function_words(text: str, name: str) -> None:
    assert name in named(text, "Institution")


@pytest.mark.parametrize(
    "text",
    [
        "有关部门表示支持。",
        "各家银行都已到场。",
        "上市公司纷纷响应。",
        "该市设立了实验室。",
        "大学生前来应聘。",
        "银行业整体向好。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert named(text, "Institution", "Zone", "Fund") == {}


def test_branch_begins_with_its_bank() -> None:
    state = read("徽商银行芜湖分行向企业放款。")
    branch = next(m for m in state.mentions if m.text == "徽商银行芜湖分行")
    assert (branch.kind, branch.parent, branch.place) == ("bank", "徽商银行", "芜湖市")
    assert "徽商银行" in {m.name for m in state.nested}


def test_legal_form_is_no_other_body() -> None:
    found = named("中国农业银行股份有限公司青田县支行发放了贷款。", "Institution")
    assert found["中国农业银行股份有限公司青田县支行"] == "中国农业银行青田县支行"


def test_places_in_names_are_nested() -> None:
    state = read("洛阳轴承产业研究院成立。")
    assert [m.text for m in state.mentions] == ["洛阳轴承产业研究院"]
    assert ("洛阳", "Place") in {(m.text, m.type) for m in state.nested}


def test_place_chain_goes_upwards_only() -> None:
    assert "福建顺昌竹业有限公司" in named("顺昌县福建顺昌竹业有限公司拿到贷款。", "Institution")


def test_a_body_called_by_its_founders_short_name_is_not_called_by_the_legal_name() -> None:
    assert named("腾讯公益慈善基金会捐赠1亿元。", "Institution")["腾讯公益慈善基金会"] == "腾讯公益慈善基金会"


def test_list_of_branches() -> None:
    found = named("同日，市科技局与兴业银行泉州分行、招商银行泉州分行签约。", "Institution", title="泉州市科技局签约")
    assert {"兴业银行泉州分行", "招商银行泉州分行"} <= set(found)


def test_firms_of_a_place_in_a_counted_list() -> None:
    found = named("支持株洲汽电新材、湘潭电机等48家企业改造。", "Institution")
    assert "湘潭电机" in found


def test_trades_in_a_list_are_no_firms() -> None:
    assert named("支持新材料、生物医药、轨道交通等312家企业。", "Institution") == {}


def test_branch_of_the_central_bank_is_of_the_government() -> None:
    assert kinds("人民银行成都分行发文。")["人民银行成都分行"] == "central_government"


def test_name_takes_the_official_form_that_the_gazetteer_knows() -> None:
    state = read("厦门火炬高新区与火炬高新区企业座谈。")
    zones = {e.name for e in state.entities if e.type == "Zone"}
    assert zones == {"厦门火炬高技术产业开发区"}


def test_brands_in_a_list_of_firms() -> None:
    found = named("远景动力、协鑫光伏、浙江旺禾等重点企业获得支持。", "Institution")
    assert "浙江旺禾" in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("江西金瑞融资担保有限公司提供担保。", "江西金瑞融资担保有限公司", "financial"),
        ("走进湘潭理工学院。", "湘潭理工学院", "university"),
        ("来到绍兴黄酒协会。", "绍兴黄酒协会", "association"),
        ("芜湖海关发布数据。", "芜湖海关", "central_government"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_zones_and_their_committees() -> None:
    state = read("滁州高新区管委会同中新苏滁高新技术产业开发区合作。")
    found = {m.text: (m.type, m.kind) for m in state.mentions}
    assert found["滁州高新区管委会"] == ("Institution", "local_government")
    assert "Zone" in {m.type for m in (*state.nested, *state.mentions)}


def test_county_of_a_bank_is_its_place() -> None:
    state = read("浙江省的温岭农商银行投放贷款。")
    assert next(m for m in state.mentions if m.text == "温岭农商银行").place == "温岭市"


def test_partnership_without_its_form_is_a_fund() -> None:
    assert "苏州青山相道股权投资合伙企业" in named("苏州青山相道股权投资合伙企业到账2亿元。", "Fund")


def test_kinds_of_bonds_are_products() -> None:
    assert kinds("海州集团的科创票据卖了5亿元。")["科创票据"] == "product"


def test_level_before_a_name_is_the_place_of_the_article() -> None:
    found = named("盐城市组建了市产业投资母基金，委托市国控集团管理。")
    assert found["市产业投资母基金"] == "盐城市产业投资母基金"
    assert found["市国控集团"] == "盐城市国控集团"


def test_zone_by_a_made_up_name_behind_its_place() -> None:
    found = named("公司收到南昌县小蓠经济开发区和天津市宝坻区九园工业区拨付的资金。", "Zone")
    assert set(found) == {"南昌县小蓠经济开发区", "天津市宝坻区九园工业区"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("记者在宁阳县乡饮乡凤鸣畜禽养殖专业合作社看到丰收。", "宁阳县乡饮乡凤鸣畜禽养殖专业合作社"),
        ("依托该校建设的西南作物种质发掘与利用重点实验室已获批。", "西南作物种质发掘与利用重点实验室"),
        ("张江集团牵头组建子基金。", "张江集团"),
        ("与建信投资、四川科创集团、四川振兴投资签署合伙协议。", "四川振兴投资"),
    ],
)
def test_names_of_words_that_other_things_bear(text: str, name: str) -> None:
    assert name in named(text, "Institution")


@pytest.mark.parametrize(
    "text",
    [
        "支持农民合作社发展。",
        "他经营一家生态家庭农场。",
        "江苏省重点实验室增至128个。",
        "推进金融中心与科创中心联动。",
        "总分行联动支持。",
    ],
)
def test_classes_of_bodies_are_no_names(text: str) -> None:
    assert named(text, "Institution") == {}


def test_manager_of_private_funds_is_no_fund() -> None:
    found = kinds("公司与南通锡联新创私募投资基金有限公司、常州碳如通股权投资中心（有限合伙）共同出资。")
    assert found["南通锡联新创私募投资基金有限公司"] == "financial"
    assert found["常州碳如通股权投资中心（有限合伙）"] == "venture"


def test_brand_of_two_function_words_opens_a_clause() -> None:
    assert "天能电池集团" in named("县里动员。天能电池集团带头捐款。", "Institution")


def test_zone_whose_name_ends_in_a_verb() -> None:
    assert "绥安开发区" in named("项目分别是绥安开发区的单车基地。", "Zone")
    assert named("支持五星级园区和省级园区。", "Zone") == {}


def test_two_parties_and_the_fund_of_one() -> None:
    found = named("北京市政府和首钢集团共同发起设立首钢基金。")
    assert found["首钢基金"] == "首钢基金"
    assert found["首钢集团"] == "首钢集团有限公司"
    assert "西安市长安风险补偿基金" in named("包括西安市长安风险补偿基金和西安市增信基金。", "Fund")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司与中化工建设投资集团签约。", "中化工建设投资集团"),
        ("由安徽省属企业升级发展基金管理有限公司担任管理人。", "安徽省属企业升级发展基金管理有限公司"),
        ("山区桥梁安全与韧性全国重点实验室由该校牵头。", "山区桥梁安全与韧性全国重点实验室"),
        ("中国皮毛和制革工业研究院承办。", "中国皮毛和制革工业研究院"),
    ],
)
def test_names_that_run_over_stop_words(text: str, name: str) -> None:
    assert name in named(text, "Institution")


def test_short_level_before_a_long_ending() -> None:
    found = named("连云港市今年组建了市投资基金，可参股县市区基金。", "Fund")
    assert found == {"市投资基金": "连云港市投资基金"}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("会议审议了江西省赣芯百川新旧动能转换母基金设立方案。", "江西省赣芯百川新旧动能转换母基金", "Fund"),
        ("由厦门中科能联合基金管理有限公司担任管理人。", "厦门中科能联合基金管理有限公司", "Institution"),
        ("基金由国新汇盛投资管理有限公司与两家企业出资。", "国新汇盛投资管理有限公司", "Institution"),
        (
            "泉州高新区腾飞云木股权投资基金合伙企业（有限合伙）完成备案。",
            "泉州高新区腾飞云木股权投资基金合伙企业（有限合伙）",
            "Fund",
        ),
        ("河南省周口市郸城县大李国家农业科技园区获批建设。", "河南省周口市郸城县大李国家农业科技园区", "Zone"),
        ("合肥新阳高新区举行签约仪式。", "合肥新阳高新区", "Zone"),
        ("苏州园区银湖分园揭牌。", "苏州园区银湖分园", "Zone"),
        ("由省数字经济发展领导小组牵头。", "省数字经济发展领导小组", "Institution"),
    ],
)
def test_names_that_go_on_behind_a_brand(text: str, name: str, type_: str) -> None:
    assert name in named(text, type_)


def test_numbered_institute_of_a_group() -> None:
    state = read("中国电科38所参与了签约。")
    unit = next(m for m in state.mentions if m.text == "中国电科38所")
    assert (unit.kind, unit.parent) == ("research", "中国电子科技集团有限公司")


def test_association_of_firms() -> None:
    assert "江西省高新技术企业协会" in named("江西省高新技术企业协会参与了签约。", "Institution")


def test_zone_behind_its_place_is_the_one_that_the_gazetteer_knows() -> None:
    assert named("北京中关村科技园区", "Zone") == {"北京中关村科技园区": "中关村科技园区"}
    assert named("常州滨江中关村科技园区", "Zone")["常州滨江中关村科技园区"] != "中关村科技园区"


def test_longer_known_name_stays_the_beginning() -> None:
    found = named("中科院宁波材料所湖州新材料创新中心落成。", "Institution")
    assert found["中科院宁波材料所湖州新材料创新中心"].startswith("中国科学院宁波材料技术与工程研究所")


def test_company_keeps_the_short_name_of_its_zone() -> None:
    found = named("光谷金融发展集团有限公司参与出资。", "Institution")
    assert found == {"光谷金融发展集团有限公司": "光谷金融发展集团有限公司"}


def test_governments_of_provinces_by_their_characters() -> None:
    state = read("川渝两省市政府签署协议。")
    assert [m.name for m in state.mentions if m.type == "Institution"] == ["四川省人民政府", "重庆市人民政府"]


def test_title_of_another_form_that_is_called_a_policy() -> None:
    assert named("近日印发《加快全区种业振兴》的实施意见。", "Policy") == {"《加快全区种业振兴》": "加快全区种业振兴"}
    assert named("晚会上演出《加快全区种业振兴》节目。", "Policy") == {}


def test_ending_that_a_word_runs_across_is_none() -> None:
    assert named("在青海省科技厅工作会商会议上，双方交流。", "Institution") == {"青海省科技厅": "青海省科学技术厅"}


def test_known_fund_takes_no_words_before_it() -> None:
    assert "国家自然科学基金" in named("学校党委、行政十分关心国家自然科学基金申报。", "Fund")


def test_names_with_different_dashes_are_one() -> None:
    state = read("天津滨海—云谷科技园揭牌，天津滨海-云谷科技园开园。")
    assert len({m.entity.name for m in state.mentions if m.type == "Zone" and m.entity}) == 1


def test_verbs_between_a_place_and_a_programme_are_no_part_of_it() -> None:
    assert named("湖南健全完善科技特派员制度。", "Program") == {"科技特派员制度": "科技特派员制度"}


def test_people_counted_as_those_who_gain_are_a_class() -> None:
    assert "学生" in named("青禾银行发放贷款6亿元，4万名学生用上了这笔钱。", "Category")
    assert "车主" in named("青禾市补贴3亿元，惠及车主24万人。", "Category")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由中银资本管理。", "中银资本管理"),
        ("基金交由青禾金融集团运营。", "青禾金融集团"),
        ("湖北省长江经济带天风产业基金规模为50亿元。", "湖北省长江经济带天风产业基金"),
        ("无锡高新区建设生物医药产业园。", "生物医药产业园"),
        ("科沃斯公司打造机器人产业创新中心。", "机器人产业创新中心"),
        ("南京未来科技城坐落于江北新区。", "南京未来科技城"),
        ("苏州生物创投基金投向早期企业。", "苏州生物创投基金"),
        ("联合设立的苏州新兴产业创投基金投入运作。", "苏州新兴产业创投基金"),
    ],
)
def test_names_begin_and_end_at_what_is_done(text: str, name: str) -> None:
    assert name in named(text)


def test_pointed_and_aimed_at_things_are_no_names() -> None:
    assert "这三只母基金" not in named("这三只母基金规模均为100亿元。")
    aims = "全市要打造科创金融合作示范区、产品业务创新集聚区、改革政策先行先试区。"
    assert not named(aims, "Zone")


def test_park_that_is_called_a_project_is_one() -> None:
    found = read("总投资50亿元的芜湖青禾家电产业园项目签约。").mentions
    assert [(m.text, m.type) for m in found if m.type != "Place"] == [("芜湖青禾家电产业园项目", "Program")]


@pytest.mark.parametrize("text", ["与工农中建四大银行签约。", "工、农、中、建、交五大行到场。"])
def test_banks_by_their_first_characters(text: str) -> None:
    names = set(named(text).values())
    assert {"中国工商银行", "中国农业银行", "中国银行", "中国建设银行"} <= names
    assert "工农中建四大银行" not in names


def test_those_characters_in_other_words_are_no_banks() -> None:
    assert not named("加强工农中等职业教育，建行动小组。", "Institution")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("据高工锂电统计，前三季度融资21起。", "高工锂电"),
        ("据青禾财经社今年4月报道，公司亏损。", "青禾财经社"),
        ("青禾桔子数据显示，投资频数下降。", "青禾桔子"),
        ("同华为公司、中铁装备等大型企业开展合作。", "中铁装备"),
    ],
)
def test_short_names_told_by_what_they_publish_or_stand_beside(text: str, name: str) -> None:
    assert name in named(text, "Institution")


@pytest.mark.parametrize(
    "text",
    ["据不完全统计，有30家。", "据海关统计，出口增长。", "公开数据显示，投资增长。", "华为、人工智能、大数据等。"],
)
def test_figures_without_a_source_name_nobody_new(text: str) -> None:
    assert not set(named(text, "Institution")) - {"华为"}


def test_a_known_name_within_other_words_is_none() -> None:
    assert not named("公司收购了锤子科技部分专利。", "Institution").keys() & {"科技部"}
    assert "中国" not in named("SK中国、SK海力士领投。", "Place")


def test_what_is_traded_is_no_firm() -> None:
    assert not named("生猪期货结算价跌破这条线，养殖户买入场外期权。", "Institution")
    assert "南华期货" in named("南华期货参加试点。", "Institution")


def test_counties_of_a_counted_list_by_their_short_names() -> None:
    text = "咸宁分得资金3469万元。赤壁、嘉鱼、通山等6个县市区得960万元。"
    assert {"赤壁", "嘉鱼", "通山"} <= named(text, "Place").keys()


def test_companies_of_a_province_or_city_by_ordinary_words() -> None:
    assert "合肥市创新投资公司" in named("合肥市创新投资公司与芜湖市政府签约。", "Institution")
    found = named("发起人是省投资集团。", "Institution", title="安徽省科技动态")
    assert found["省投资集团"] == "安徽省投资集团控股有限公司"
    assert not named("安徽省上市公司增加。", "Institution")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财政部办公厅、国家知识产权局办公室发文。", {"财政部办公厅", "国家知识产权局办公室"}),
        ("国家发展改革委办公厅联合科技部办公厅发文。", {"国家发展和改革委员会办公厅", "科学技术部办公厅"}),
        ("2月10日，米芯元瀚半导体股份有限公司上市。", {"米芯元瀚半导体股份有限公司"}),
        ("随后，他转至深川技术有限公司任职。", {"深川技术有限公司"}),
        ("与中创工信资本、亿通投资等投资机构签约。", {"中创工信资本", "亿通投资"}),
        ("知名GP华瀚资本出资。", {"GP华瀚资本"}),
    ],
)
def test_the_whole_name_and_no_more(text: str, names: set[str]) -> None:
    assert set(named(text, "Institution").values()) == names


@pytest.mark.parametrize(
    "text",
    [
        "全力打造“农家银行”特色品牌。",
        "绵阳加快建设国际金融中心，绵阳国际金融中心建设提速。",
        "以省部共建方式建设省部共建国家重点实验室。",
        "部署推进省重点实验室重组工作。",
        "某省、市科技局与复旦大学共建研究院。",
        "形成“央企资本+产业龙头”架构。",
    ],
)
def test_aims_and_figures_of_speech_are_no_bodies(text: str) -> None:
    kept = {"绵阳市人民政府", "复旦大学", "市科学技术局"}
    assert set(named(text, "Institution").values()) <= kept


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("绵阳市富硒农业技术创新中心揭牌。", {"绵阳市富硒农业技术创新中心"}),
        ("依托国家老年疾病临床医学研究中心。", {"国家老年疾病临床医学研究中心"}),
        ("湖南高新创投出资。", {"湖南高新创投"}),
        ("但单靠银行“单打独斗”效率有限。", set()),
        ("批复建设综合类创新中心。", set()),
    ],
)
def test_words_that_do_and_do_not_stand_in_names(text: str, names: set[str]) -> None:
    assert set(named(text, "Institution").values()) == names


def test_a_zone_begins_behind_what_is_done_with_it() -> None:
    assert "翠坪新区" in named("推动高标准建设翠坪新区等工作。", "Zone")


def test_somebody_with_a_post_is_no_unit() -> None:
    assert set(named("复旦大学副校长何望科出席。", "Institution").values()) == {"复旦大学"}


def test_an_office_of_a_government() -> None:
    assert "长春市政府合作交流办" in named("记者从长春市政府合作交流办获悉。", "Institution")
