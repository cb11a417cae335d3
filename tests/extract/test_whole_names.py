"""Names that run into their neighbours, names that a body got later, and who stands behind a short one."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline
from graph.facts import ArticleFacts


def read(text: str) -> ArticleFacts:
    return Pipeline().extract(Article("t", text, date="2022-05-06"))


def names(text: str, *types: str) -> set[str]:
    return {entity.name for entity in read(text).entities if entity.type in types}


def flows(text: str) -> list[tuple[list[str], list[str], list[str], int]]:
    facts = read(text)
    name = {entity.id: entity.name for entity in facts.entities}
    return [
        ([name[i] for i in f.provider], [name[i] for i in f.via], [name[i] for i in f.recipient], int(f.amount or 0))
        for f in facts.flows
    ]


def test_a_fund_named_behind_a_firm_that_acts_with_it_is_one_of_two() -> None:
    text = "徐州发展集团有限公司联合长沙市产业投资基金共同发起设立青湖先进制造母基金。"
    assert names(text, "Fund") == {"长沙市产业投资基金", "青湖先进制造母基金"}
    assert "徐州发展集团有限公司" in names(text, "Institution")


@pytest.mark.parametrize(
    "joins", ["与长沙市产业投资基金、信达资产管理股份有限公司", "联合长沙市产业投资基金、信达资产管理股份有限公司"]
)
def test_three_parties_of_whom_one_is_a_fund_pay_a_sum_each(joins: str) -> None:
    text = f"徐州发展集团有限公司{joins}共同发起设立青湖先进制造母基金，三方首期分别认缴15亿元、9亿元和6亿元。"
    paid = [(payer, amount // 10**8) for payer, _, _, amount in flows(text)]
    firm = "中国信达资产管理股份有限公司"
    assert paid == [(["徐州发展集团有限公司"], 15), (["长沙市产业投资基金"], 9), ([firm], 6)]


def test_the_first_of_its_kind_does_not_lend_its_counting_word_to_a_product() -> None:
    assert names("全国首单民营创投机构科技创新债券由重庆银行承销。", "Program") == {"民营创投机构科技创新债券"}


def test_offices_of_an_insurer_and_a_guarantor_are_of_its_kind() -> None:
    facts = read("国元农业保险股份有限公司沛县支公司赔款10万元，安徽省农业信贷融资担保有限公司沛县办事处担保20万元。")
    kinds = {entity.name: entity.kind for entity in facts.entities}
    assert kinds["国元农业保险股份有限公司沛县支公司"] == "financial"
    assert kinds["安徽省农业信贷融资担保有限公司沛县办事处"] == "financial"


def test_zones_of_a_grade_in_a_province_are_no_zone() -> None:
    assert not names("江苏省国家高新区数量增至16家，浙江省国家级经开区数量居第二。", "Zone")


def test_a_zone_goes_by_the_name_that_it_got() -> None:
    text = "徐州经济技术产业园区始建于1999年。国务院批复同意该园区升级，徐州经济技术产业园区定名为徐州高新技术产业开发区。徐州高新区营业总收入586亿元。"
    assert names(text, "Zone") == {"徐州高新技术产业开发区"}


def test_an_office_that_follows_another_stays_a_second_one() -> None:
    text = "徐州市科技局更名为徐州市科学技术创新局，徐州市科技局曾发放补助50万元。"
    assert names(text, "Institution") == {"徐州市科学技术局", "徐州市科学技术创新局"}


def test_the_one_branch_for_technology_is_meant_by_its_last_words() -> None:
    text = "徐州市商业银行科技支行正式挂牌开业。当天，科技支行与江苏中久防务科技有限公司签订授信协议，授信2.3亿元。"
    assert flows(text) == [(["徐州市商业银行科技支行"], [], ["江苏中久防务科技有限公司"], 230_000_000)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "徐州稀土公司的“高纯氧化镝制备技术”、徐州大学的“离子型浸取工艺”摘得一等奖，徐州市财政局每项奖励10万元。",
            [(["徐州市财政局"], [], ["徐州稀土公司", "徐州大学"], 100_000)],
        ),
        (
            "徐州锐芯公司的“陶瓷过滤膜”获徐州市财政局资助90万元，徐州恒星公司得到70万元。",
            [
                (["徐州市财政局"], [], ["徐州锐芯公司"], 900_000),
                (["徐州市财政局"], [], ["徐州恒星公司"], 700_000),
            ],
        ),
    ],
)
def test_whoever_owns_a_work_gets_what_it_wins(text: str, given: object) -> None:
    assert flows(text) == given


def test_sums_behind_an_agreement_with_each_are_told_apart() -> None:
    text = "江苏银行徐州分行分别与徐州港投资集团有限公司、徐州锐芯科技有限公司签订协议，授信80亿元、15亿元。"
    assert [(got, amount // 10**8) for _, _, got, amount in flows(text)] == [
        (["徐州港投资集团有限公司"], 80),
        (["徐州锐芯科技有限公司"], 15),
    ]


def test_a_verb_behind_a_title_is_nobody() -> None:
    assert names("化学工程学院魏中平副教授申报的项目获资助58万元。", "Person") == {"魏中平"}


def test_a_figure_of_speech_is_no_fund() -> None:
    assert not names("过去招商靠地价，现在靠基金引来了好企业。", "Fund")


def test_a_headline_gives_the_size_of_a_fund_and_no_second_one() -> None:
    text = (
        "徐州30亿元新能源产业母基金落地\n6月22日，徐州市新能源产业发展母基金在泉山区揭牌，由徐州市财政局出资3.2亿元。"
    )
    assert names(text, "Fund") == {"徐州市新能源产业发展母基金"}


def test_a_project_is_named_without_the_firm_that_builds_it() -> None:
    text = "徐州市新能源产业发展母基金与隆迪光伏科技有限公司签约，投入1.2亿元，支持该公司建设年产5吉瓦组件项目。"
    assert names(text, "Program") == {"年产5吉瓦组件项目"}


def test_the_head_of_the_firm_that_borrows_is_not_of_the_guarantor() -> None:
    facts = read(
        "江苏银行徐州分行向江苏金穗种业有限公司发放“种业贷”1500万元，由江苏金控融资担保集团股份有限公司提供担保。"
        "企业负责人王建国算了一笔账。"
    )
    name = {entity.id: entity.name for entity in facts.entities}
    assert [name[r.tail] for r in facts.relations if r.type == "POSTED_AT"] == ["江苏金穗种业有限公司"]


def test_an_office_being_set_up_and_a_bureau_are_two() -> None:
    text = "徐州银保监分局筹备组和市农业局一起推开咖啡订单质押贷款。"
    assert {"徐州银保监分局", "徐州市农业局"} <= names(text, "Institution")


def test_budgets_of_the_county_level_are_of_none_of_many_counties() -> None:
    text = "徐州市在泉山区、沛县、丰县试办咖啡价格指数保险，每亩保费150元，省、市、县三级财政补助70%。"
    assert flows(text)[0][0] == ["江苏省财政厅", "徐州市财政局"]


def test_money_given_to_a_firm_by_its_short_name_is_no_fund_of_that_name() -> None:
    text = "徐州锐芯科技有限公司（以下简称“徐州锐芯”）公告，徐州经济技术开发区管理委员会将给予徐州锐芯产业扶持资金共计6000万元。"
    assert flows(text) == [(["徐州经济技术开发区管理委员会"], [], ["徐州锐芯科技有限公司"], 60_000_000)]


def test_with_the_county_is_not_the_county_of_that_name() -> None:
    text = "《沛县专项资金管理办法》由县科技局会同县财政局负责解释。"
    assert names(text, "Institution") == {"沛县科学技术局", "沛县财政局"}
    assert names(text, "Place") == {"沛县"}


def test_a_school_of_resources_is_not_in_the_county_of_that_name() -> None:
    text = "江苏理工大学资源与环境工程学院获批12项，江苏理工大学获资助500万元。"
    assert names(text, "Place") == {"江苏省"}


def test_a_holding_is_no_part_of_its_own_short_name() -> None:
    text = "徐州产投控股集团有限公司由徐州市国资委全资控股。"
    assert names(text, "Institution") == {"徐州产投控股集团有限公司", "徐州市国有资产监督管理委员会"}


def test_this_ministry_is_the_one_whose_division_speaks() -> None:
    facts = read("农业部农业机械化管理司司长李伟国表示，2015年起该部与中国农业银行开展农机融资租赁试点。")
    name = {entity.id: entity.name for entity in facts.entities}
    runs = {name[r.head] for r in facts.relations if r.type == "RUNS"}
    assert "农业部" in runs and "农业部农业机械化管理司" not in runs


def test_a_price_on_which_an_insurance_pays_is_no_payment() -> None:
    text = "徐州糖料蔗价格指数保险启动，当白糖平均价格低于每吨5500元时，由保险公司按跌幅赔偿蔗农；高于每吨6500元时，赔偿制糖企业。"
    assert not [flow for flow in flows(text) if flow[3]]
    assert not read(text).observations


def test_whoever_puts_a_project_on_a_plan_takes_no_part_in_it() -> None:
    facts = read("江苏省科技厅已将“燃料电池关键材料”列入江苏省重点领域研发计划。")
    assert not [r for r in facts.relations if r.type == "PARTICIPATES_IN"]


def test_a_fund_for_two_things_is_named_behind_the_budget_it_is_from() -> None:
    text = "江苏省财政厅下达2021年中央财政农业资源及生态保护补助资金7.5亿元。"
    assert names(text, "Fund") == {"农业资源及生态保护补助资金"}


def test_what_all_rules_promise_comes_from_the_one_that_some_of_them_name() -> None:
    text = (
        "沛县财政局对新建茶园的农户每亩补助800元。沛县财政局对低产改造的农户每亩补助300元。"
        "企业新建生产线的，最高补助200万元。首次通过认证的，一次性奖励5万元。"
    )
    assert [payer for payer, _, _, _ in flows(text)] == [["沛县财政局"]] * 4


def test_the_bank_that_lends_a_part_of_a_project_is_the_one_named_at_it() -> None:
    text = "新安江治理项目总投资15.6亿元，其中亚行贷款1亿美元，国家开发银行江苏省分行承诺贷款3.2亿元。"
    assert [payer for payer, _, _, _ in flows(text)][1:] == [["亚洲开发银行"], ["国家开发银行江苏省分行"]]


def test_behind_the_story_of_a_branch_the_bank_of_the_headline_goes_on() -> None:
    text = (
        "江苏银行：科技贷款余额突破320亿元\n今年2月，江苏银行为徐州锐芯科技有限公司发放贷款800万元。\n"
        "徐州港集团急需资金。紫金农商银行徐州分行发放贷款1500万元。\n该行累计向科技型企业发放贷款53亿元。"
    )
    assert [payer for payer, _, _, amount in flows(text) if amount == 53 * 10**8] == [["江苏银行"]]
    branch = text.replace("江苏银行：", "紫金农商银行：").replace("2月，江苏银行", "2月，紫金农商银行")
    assert [payer for payer, _, _, amount in flows(branch) if amount == 53 * 10**8] != [["紫金农商银行"]]


def test_the_work_gets_the_money_that_is_called_by_it() -> None:
    text = "沛县财政局安排樱桃冷链分拣中心项目资金420万元，安排张寨镇花椒烘干加工项目资金310万元。"
    assert flows(text) == [
        (["沛县财政局"], [], ["樱桃冷链分拣中心项目"], 4_200_000),
        (["沛县财政局"], [], ["张寨镇花椒烘干加工项目"], 3_100_000),
    ]
    assert not names(text, "Fund")


def test_within_years_to_firms_names_no_zone() -> None:
    assert not names("江苏银行徐州分行将在三年内向园区企业提供总额60亿元的授信。", "Zone")


def test_the_unit_of_a_project_in_a_list_gets_what_is_meant_for_it() -> None:
    text = (
        "江苏省科技厅拟对26个项目予以立项支持。\n"
        "1.高导电铝合金导体关键技术研发，承担单位为徐州锐芯科技有限公司，拟资助1500万元；\n"
        "2.电动微型客车轻量化平台开发，承担单位为徐州港集团有限公司，合作单位为徐州大学，拟资助2000万元。"
    )
    assert [got for _, _, got, _ in flows(text)] == [["徐州锐芯科技有限公司"], ["徐州港集团有限公司"]]


def test_among_them_lends_no_character_to_a_firms_name() -> None:
    text = "该基金首期150亿元，其中国电投资有限公司出资2亿元，其中国开金融有限责任公司出资3亿元。"
    assert names(text, "Institution") == {"国电投资有限公司", "国开金融有限责任公司"}
