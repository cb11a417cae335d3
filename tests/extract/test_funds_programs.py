"""Funds, programmes, policies and classes."""

import pytest

from tests.extract.entities_helper import named, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上，赣江新质母基金正式揭牌。", "赣江新质母基金"),
        ("省财政拨付科技成果转化补助资金。", "科技成果转化补助资金"),
        ("共同设立宁德华创产业投资基金。", "宁德华创产业投资基金"),
        ("有序推进江淮种子基金组建。", "江淮种子基金"),
        ("未来三年将组建总规模超200亿元的产业基金群。", "产业基金群"),
        ("今年将设立50亿元规模的新材料产业基金。", "新材料产业基金"),
        ("今年将新设50亿规模新材料产业基金。", "新材料产业基金"),
        ("年内新设15亿元的科创种子基金。", "科创种子基金"),
        ("两家打算合筹一只氢能专项投资基金，规模8亿元。", "氢能专项投资基金"),
        ("去年下达耕地提升与利用资金3亿元。", "耕地提升与利用资金"),
        ("财政部下达湖北省防汛抗旱资金26亿元，下达湖南省水利发展资金21亿元。", "水利发展资金"),
        ("湖北省财政厅下达湖北省科技创新专项资金2亿元。", "湖北省科技创新专项资金"),
        ("每年从科技三项费用中挤出700万元。", "科技三项费用"),
        ("天目二号创业投资合伙企业（有限合伙）完成备案。", "天目二号创业投资合伙企业（有限合伙）"),
        ("江西省财政厅拨付2022年度自然科学基金经费500万元。", "自然科学基金"),
        ("江西省科技厅下达2022年度科技成果转化资金700万元。", "科技成果转化资金"),
        ("宜春高新区百亿母基金上午发布。", "宜春高新区百亿母基金"),
        ("抚州市首只20亿元天使基金落户。", "抚州市首只20亿元天使基金"),
        ("市里同时设三支基金，包括创投基金、赣江并购基金和赣江绿色基金。", "创投基金"),
    ],
)
def test_funds(text: str, name: str) -> None:
    assert name in named(text, "Fund")


def test_a_fund_that_the_text_calls_by_no_name_is_its_owners() -> None:
    found = named("宜春高新区设立的母基金是区里第一支，母基金总规模90亿元。", "Fund")
    assert found["母基金"] == "宜春高新区母基金"


def test_a_bare_fund_is_the_one_of_the_title_where_no_other_is_named() -> None:
    text = "《抚州市产业投资引导基金合作机构申请公告》昨天发布，引导基金总规模12亿元。"
    assert named(text, "Fund")["引导基金"] == "抚州市产业投资引导基金"
    two = named("《抚州市产业引导基金申报指南》昨天发布，抚州市科创引导基金总规模12亿元，引导基金投向企业。", "Fund")
    assert two["引导基金"] == "抚州市科创引导基金"


def test_a_headline_that_tells_the_only_fund_by_its_size_means_it() -> None:
    found = named("抚州百亿母基金落子\n\n抚州市创新投资基金昨天签约，基金由市级财政出资。", "Fund")
    assert found["抚州百亿母基金"] == "抚州市创新投资基金"


def test_who_manages_it_is_no_part_of_the_name() -> None:
    assert "瑞昌金融集团" in named("基金总规模30亿元，基金管理人为瑞昌金融集团。", "Institution")


@pytest.mark.parametrize(
    "text",
    [
        "募集了11支子基金。",
        "社会资本参与。",
        "省级专项资金已到位。",
        "私募基金蓬勃发展。",
        "财政安排支持资金3亿元。",
        "冻结资金2亿元。",
    ],
)
def test_no_funds(text: str) -> None:
    assert named(text, "Fund") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推出“赣科贷”产品。", "“赣科贷”"),
        ("启动“双百引才”行动。", "“双百引才”行动"),
        ("开展知识产权金融试点。", "知识产权金融试点"),
        ("享受研发费用加计扣除。", "研发费用加计扣除"),
        ("推出绿色制造和基础研究专项贷款。", "绿色制造和基础研究专项贷款"),
        ("建成贵阳科技金融平台。", "贵阳科技金融平台"),
        ("纳入国家重点研发计划。", "国家重点研发计划"),
        ("支持鄱阳县高标准农田项目。", "鄱阳县高标准农田项目"),
    ],
)
def test_programs(text: str, name: str) -> None:
    assert name in named(text, "Program")


def test_slogans_are_no_programs() -> None:
    assert named("打通“最后一公里”，跑出“加速度”。", "Program") == {}


def test_policies_and_their_short_titles() -> None:
    found = named(
        "省里印发《江西省科技金融条例（试行）》（以下简称《条例》）。《条例》提出新目标。《江西日报》作了报道。",
        "Policy",
    )
    assert found == {
        "《江西省科技金融条例（试行）》": "江西省科技金融条例（试行）",
        "《条例》": "江西省科技金融条例（试行）",
    }


def test_fund_in_the_title_of_its_rules() -> None:
    state = read("财政厅印发《星火计划专项资金管理办法》。专项资金今年达2亿元。", "江西新政")
    assert "星火计划专项资金" in {m.name for m in state.mentions if m.type == "Fund"}


@pytest.mark.parametrize(
    "name", ["科技型中小企业", "专精特新企业", "新型农业经营主体", "银行", "光伏组件生产企业", "创新主体"]
)
def test_classes(name: str) -> None:
    assert name in named(f"会议指出，要向{name}倾斜。", "Category")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("为17家科技型企业发放贷款。", "科技型企业"),
        ("累计为50余家中小企业授信。", "中小企业"),
        ("惠及50家中小微企业。", "中小微企业"),
        ("该公司为一家科技型企业。", None),
    ],
)
def test_counted_classes(text: str, name: str | None) -> None:
    assert list(named(text, "Category")) == ([name] if name else [])


def test_class_takes_its_clause_into_its_name() -> None:
    found = named("对首次通过认定的企业，奖励20万元。", "Category")
    assert found["企业"] == "首次通过认定的企业"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("对获评省级“领跑者”的企业，奖励15万元。", "获评省级“领跑者”的企业"),
        ("凡在本区注册、年出口超过600万元的企业，奖励8万元。", "在本区注册、年出口超过600万元的企业"),
        ("对牵头制定国际标准、行业标准的单位，给予90万元奖励。", "牵头制定国际标准、行业标准的单位"),
        ("对2019年新入驻“青云”基地的团队，资助3万元。", "新入驻“青云”基地的团队"),
    ],
)
def test_a_class_takes_the_whole_clause_that_a_promise_is_made_to(text: str, name: str) -> None:
    assert name in named(text, "Category").values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("清河银行向石门水库扩容项目发放贷款3亿元。", "石门水库扩容项目"),
        ("清河银行为该县城乡供热一体化项目授信6亿元。", "城乡供热一体化项目"),
        ("清河银行发放贷款5亿元，支持青江流域综合整治工程建设。", "青江流域综合整治工程"),
        ("甲集团投资45亿元建设白石抽水蓄能电站。", "白石抽水蓄能电站"),
        ("东山乡的花椒深加工车间投了320万元。", "花椒深加工车间"),
        ("公司拟在当地投资建设固态电池生产基地，投资总额不超过20亿元。", "固态电池生产基地"),
        ("总投资20亿元的光电模组扩产项目昨日开工。", "光电模组扩产项目"),
    ],
)
def test_works_that_money_is_for_are_named(text: str, name: str) -> None:
    assert name in named(text, "Program")


@pytest.mark.parametrize("text", ["省财政厅安排6亿元支持科研项目。", "向科技局申报各类科研项目。"])
def test_kinds_of_projects_are_no_works(text: str) -> None:
    assert not named(text, "Program")


def test_a_figure_behind_investing_leaves_the_group_its_name() -> None:
    found = named("青禾集团投资30亿元建设工厂。", "Institution")
    assert "青禾集团投资" not in found


def test_a_department_is_parted_from_the_money_that_someone_got() -> None:
    found = named("公司收到新余高新区财政局产业扶持资金800万元。", "Institution", "Fund")
    assert any(name.endswith("财政局") for name in found.values())
    assert "产业扶持资金" in found


def test_a_verb_of_paying_out_stands_outside_the_name_of_a_fund() -> None:
    found = named("新余高新区管委会兑现科技创新奖励资金600万元。", "Institution", "Fund")
    assert not any("兑现" in name for name in found)


def test_quoted_projects_of_a_list_are_programmes() -> None:
    found = named("甲县“枸杞规范化种植”、乙县“滩羊舍饲养殖”等2个项目入选，“石斛产业化开发”项目获批。", "Program")
    assert set(found.values()) == {"枸杞规范化种植", "滩羊舍饲养殖", "石斛产业化开发"}


def test_a_level_that_spends_is_its_government() -> None:
    assert named("青岛市今年扩大招生，市里给了3亿元补助。", "Institution")["市里"] == "青岛市人民政府"
    assert named("青岛市消息，中心又得到市里2亿元经费。", "Institution")["市里"] == "青岛市人民政府"
    assert "市里" not in named("青岛市市里的道路正在翻修。", "Institution")
    told = "宁波市消息，公司跟奉化区签了协议，区里承诺跟投3亿元。"
    assert named(told, "Institution")["区里"] == "奉化区人民政府"
    assert named("西安高新区消息，区财政已支出88万元。", "Institution")["区财政"].endswith("财政局")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总投资130亿元的未来三厂及发动机项目开工。", "未来三厂及发动机项目"),
        ("其中，青禾片区旧房改造建设项目投资额最大，计划总投资23亿元。", "青禾片区旧房改造建设项目"),
        ("东江园区综合开发（一期）项目总投资18亿元。", "东江园区综合开发（一期）项目"),
    ],
)
def test_a_project_is_named_where_its_investment_is_told(text: str, name: str) -> None:
    assert name in named(text, "Program")


@pytest.mark.parametrize(
    "text", ["全县签约招商项目17个，计划总投资44亿元。", "重点产业项目总投资20亿元。", "该项目总投资3亿元。"]
)
def test_a_class_of_projects_is_no_name(text: str) -> None:
    assert not named(text, "Program")


def test_a_sort_of_projects_that_a_list_counts_is_a_class() -> None:
    found = named("其中重点河湖治理项目8个，资金5200万元；农网升级改造项目2个，资金260万元。", "Category")
    assert set(found) == {"重点河湖治理项目", "农网升级改造项目"}


def test_a_programme_goes_on_behind_its_marks_over_nouns() -> None:
    assert "“双百”乡村医生专项计划" in named("自“双百”乡村医生专项计划启动，共投入9亿元。", "Program")
    assert named("他用“三步走”完成计划。", "Program") == {}


def test_money_named_by_its_level_alone_is_no_fund() -> None:
    assert named("泾县四个项目得到中央财政专项资金支持，另有中央财政奖补资金80万元。", "Fund") == {}
    assert list(named("泾县收到中央财政农业保险保费补贴资金80万元。", "Fund")) == ["中央财政农业保险保费补贴资金"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全市实施金鹰计划。", "金鹰计划"),
        ("兰州市启动凤还巢工程。", "兰州市凤还巢工程"),
        ("获准开展QFLP试点。", "QFLP试点"),
        ("推进科技和金融结合试点。", "科技和金融结合试点"),
        ("纳入先投后股试点。", "先投后股试点"),
        ("国家重大新药创制专项支持了该项目。", "重大新药创制专项"),
        ("银行推出科技履约贷。", "科技履约贷"),
        ("入选水体污染控制与治理重大专项。", "水体污染控制与治理重大专项"),
    ],
)
def test_programmes_by_emblem_trial_and_name(text: str, name: str) -> None:
    assert any(found.endswith(name) or name.endswith(found) for found in named(text, "Program"))


@pytest.mark.parametrize(
    "text", ["公司年度生产计划已经完成。", "按照工作计划推进。", "“十四五”计划期间。", "采取PPP模式。"]
)
def test_ordinary_plans_are_no_programmes(text: str) -> None:
    assert named(text, "Program") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上决定，加快实施跨越登高行动计划。", "跨越登高行动计划"),
        ("商务部今年启动汽车家具下乡，安排资金5亿元。", "汽车家具下乡"),
        ("两部门联合下达2015年第二批中央预算内节能改造专项投资计划。", "中央预算内节能改造专项投资计划"),
        ("农发行放款1亿元，用于支持平江县高标准农田及蓝莓产业园建设项目。", "平江县高标准农田及蓝莓产业园建设项目"),
        ("丹江口市入选国家知识产权强市建设试点城市。", "国家知识产权强市建设试点城市"),
        ("赣州银行推出“点石成金”知识产权质押系列产品。", "点石成金"),
    ],
)
def test_a_programme_that_the_verb_before_it_tells(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    "text",
    ["各地开展安全生产专项行动。", "县里推进重点项目建设工程。", "公司制定年度投资计划。", "宁波市支持重点项目建设。"],
)
def test_a_plain_phrase_is_no_programme(text: str) -> None:
    assert not named(text, "Program")


def test_a_fund_for_the_development_of_something() -> None:
    assert "人才发展专项资金" in named("赣州市设立10亿元人才发展专项资金。", "Fund")


def test_a_fund_before_its_manager() -> None:
    assert "赣州科创引导基金" in named("赣州科创引导基金管理人为赣州创投公司。", "Fund")


def test_a_class_behind_a_title_that_applies_to_it() -> None:
    found = named("《赣州市科创办法》适用于在赣州市注册的科技型企业。", "Category")
    assert found["科技型企业"] == "在赣州市注册的科技型企业"


def test_who_gets_it_by_a_clause_without_a_noun() -> None:
    text = "通江市印发办法。获得国家技术发明奖一等奖的，奖励80万元。牵头制定国际标准的单位，给予30万元资助。研发投入超过300万元的，给予补助。"
    assert named(text, "Category") == {
        "获得国家技术发明奖一等奖的": "获得国家技术发明奖一等奖的",
        "单位": "牵头制定国际标准的单位",
    }


def test_private_capital_called_society() -> None:
    assert named("市财政安排1亿元，撬动社会投资6亿元。社会投资增长5%。", "Category") == {"社会": "社会资本"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市科技局开展十校百企牵手服务万户行动，成效明显。", "十校百企牵手服务万户行动"),
        ("县里大力推进支持返乡青年开店“五个一”行动。", "支持返乡青年开店“五个一”行动"),
        ("省厅完成了矿山尾库隐患排查3年行动，累计检查900次。", "矿山尾库隐患排查3年行动"),
        ("学院举办之外，还实施技术经理人特训营“1+N”系列活动，办了六期。", "技术经理人特训营“1+N”系列活动"),
    ],
)
def test_what_is_run_is_named_with_its_verbs_and_quotes(text: str, name: str) -> None:
    assert name in named(text, "Program")


def test_a_counted_class_with_what_it_did_and_money_named_in_marks() -> None:
    found = named("对全市86家申报了工业设计费补助的单位下达经费。7家工厂获得“重点规上工厂研发奖补”50万元。")
    assert found["单位"] == "申报了工业设计费补助的单位"
    assert "重点规上工厂研发奖补" in found.values()


def test_a_bank_that_serves_firms_is_no_part_of_their_class() -> None:
    assert "科技型企业" in named("邮储银行服务科技型企业超9万户。", "Category")


def test_the_end_of_a_reporters_name_is_no_company() -> None:
    assert "京东" not in named("本报讯（记者 李一帆 通讯员 王京东）市财政局拨款300万元。")


def test_words_of_deeds_begin_no_fund_and_a_fund_of_funds_is_no_government() -> None:
    found = named("全市落实产业扶贫资金5亿元。云州市设立云州市政府引导母基金，规模30亿元，各区财政出资。")
    assert "落实产业扶贫资金" not in found
    assert found.get("各区财政") == "各区财政"
    assert "云州市人民政府引导母基金" not in found.values()
    assert "生态循环农业" not in named("发展生态循环农业等6大行动。")


def test_banks_that_lend_and_classes_joined_by_and() -> None:
    assert "银行" in named("贴息资金引来银行贷款202亿元。", "Category")
    assert "民营和小微企业" in named("全部用来发放民营和小微企业贷款。", "Category")
    assert "全国性银行" in named("名单交给21家全国性银行。", "Category")
    assert "高企" in named("对重新认定的高企予以奖励6万元。", "Category") or "重新认定的高企" in named(
        "对重新认定的高企予以奖励6万元。"
    )


def test_a_fund_is_parted_from_the_one_that_it_pays_into() -> None:
    found = named("青禾政府引导基金向星海母基金注资7亿元。", "Fund")
    assert {"青禾政府引导基金", "星海母基金"} <= set(found)


def test_numerals_and_what_is_new_begin_no_name_of_money() -> None:
    assert "万饮水安全专项资金" not in named("某县获846万饮水安全专项资金90万元支持。", "Fund")
    assert not named("学校新增科研经费4.5亿元。", "Fund")


def test_a_counted_class_is_named_by_the_relief_that_it_has() -> None:
    found = named("去年全市3200户企业享受留抵退税，减免企业所得税6亿元。", "Category")
    assert list(found.values()) == ["享受留抵退税的企业"]


def test_public_money_set_up_with_its_size_is_a_fund() -> None:
    assert "产业发展资金" in named("青禾县设立3亿元产业发展资金，支持技术改造。", "Fund")


def test_works_of_a_whole_industry_are_no_project() -> None:
    assert not named("全国主要钢铁企业环保工程完成投资90亿元，同比增长5%。", "Program")
    assert not named("银行为保障重大民生工程授信30亿元。", "Program")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("从山东省科技援疆资金中拿出900万元。", "山东省科技援疆资金"),
        ("湖州市中小企业信用保证基金为企业担保。", "湖州市中小企业信用保证基金"),
        ("安排企业应急周转金300万元。", "企业应急周转金"),
        ("获科技型企业技术创新资金80万元。", "科技型企业技术创新资金"),
    ],
)
def test_money_that_is_lent_on_or_held_ready(text: str, name: str) -> None:
    assert name in named(text, "Fund")


def test_what_an_audit_found_is_no_part_of_a_fund() -> None:
    assert "遵义市财政局" in named("遵义市财政局截留项目资金300万元。", "Institution")


def test_funds_of_budgets_and_lotteries_by_name() -> None:
    found = named("中央预算内投资给了3亿元，体彩公益金安排500万元，期末货币资金5亿元，追回违纪资金20万元。", "Fund")
    assert found == {"中央预算内投资": "中央预算内投资", "体彩公益金": "体育彩票公益金"}


def test_money_that_goes_somewhere_alone_is_no_fund() -> None:
    found = named("债券发行后，2亿元募集资金专项用于建设厂房。", "Fund")
    assert not [text for text in found if text.endswith("专项")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("其中，太仓致远1号私募证券投资基金目标规模200亿元。", "太仓致远1号私募证券投资基金"),
        ("鑫达基金、百年煜明贰号创投基金先后设立。", "百年煜明贰号创投基金"),
        ("清江科技承担绵阳高新区天使母基金管理工作。", "绵阳高新区天使母基金"),
    ],
)
def test_a_fund_of_unknown_words(text: str, name: str) -> None:
    assert name in named(text, "Fund")


@pytest.mark.parametrize(
    "text", ["办法明确基金、银行各担一半。", "设立创投基金、并购基金，吸引投资。", "首批央企创投母基金落地。"]
)
def test_no_fund_is_named(text: str) -> None:
    assert not named(text, "Fund")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("双方联合开展“银企领航 园区同行”系列活动。", "“银企领航 园区同行”系列活动"),
        ("国开行支持的抚州市农田水利提升项目已取得成效。", "抚州市农田水利提升项目"),
        ("支持的银川万头规模化智慧牧场改扩建项目顺利推进。", "银川万头规模化智慧牧场改扩建项目"),
        ("总投资超百亿元的玄武岩新材料应用项目，拟在绵阳建设。", "玄武岩新材料应用项目"),
    ],
)
def test_projects_and_series_of_events(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    ("text", "payer", "fund"),
    [
        (
            "公司近日收到江苏常州经济开发区财政局产业扶持奖励资金2500万元。",
            "江苏常州经济开发区财政局",
            "产业扶持奖励资金",
        ),
        ("公司获得宝坻区清江工业区管委会企业发展扶持资金1786万元。", "宝坻区清江工业区管委会", "企业发展扶持资金"),
    ],
)
def test_the_office_whose_money_was_got_is_apart_from_it(text: str, payer: str, fund: str) -> None:
    assert payer in named(text, "Institution")
    assert fund in named(text, "Fund")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("为种业公司启动了“沙河走廊种业贷”贷款流程。", {"沙河走廊种业贷"}),
        ("关于“绵阳长河窑炉废气治理改造项目”的资金已获审批。", {"绵阳长河窑炉废气治理改造项目"}),
        ("这是自治区‘双百双新’产业项目，也是“重点项目”。", set()),
    ],
)
def test_what_stands_in_marks_and_ends_as_programmes_do(text: str, names: set[str]) -> None:
    assert set(named(text, "Program").values()) == names


def test_what_a_project_is_said_to_be_is_no_class() -> None:
    assert "重大产业项目" not in named("绵阳冷链项目，是绵阳市重点推进的投资大、链条全的重大产业项目。", "Category")
