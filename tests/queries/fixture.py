"""A small invented world for the tests of questions: articles written for it, with their facts, and a store that holds them.

Bodies and places are real by name, their doings and figures are made up. `ENTITIES` says what the gazetteer would know;
`ARTICLES` pair each sentence with the facts that it states.
"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.facts import ArticleFacts, Background, Entity, Evidence, Flow, KnownRelation, Mention, Observation, Relation

# name: (label, kind, aliases, English name, tags)
ENTITIES: dict[str, tuple[str, str | None, list[str], str | None, list[str]]] = {
    "科学技术部": ("Institution", "central_government", ["科技部"], "Ministry of Science and Technology", ["ministry"]),
    "财政部": ("Institution", "central_government", [], "Ministry of Finance", ["ministry"]),
    "中国人民银行": (
        "Institution",
        "central_government",
        ["央行", "人民银行"],
        "People's Bank of China",
        ["central_bank"],
    ),
    "工业和信息化部": (
        "Institution",
        "central_government",
        ["工信部"],
        "Ministry of Industry and Information Technology",
        ["ministry"],
    ),
    "国家金融监督管理总局": (
        "Institution",
        "central_government",
        ["金融监管总局"],
        "National Financial Regulatory Administration",
        [],
    ),
    "中国银行保险监督管理委员会": ("Institution", "central_government", ["银保监会"], None, []),
    "中国工商银行": (
        "Institution",
        "bank",
        ["工商银行", "工行"],
        "Industrial and Commercial Bank of China",
        ["large_state_bank"],
    ),
    "中国工商银行江苏省分行": ("Institution", "bank", ["工行江苏分行", "工行江苏省分行"], None, []),
    "中国农业银行": ("Institution", "bank", ["农业银行", "农行"], "Agricultural Bank of China", ["large_state_bank"]),
    "中国银行": ("Institution", "bank", ["中行"], "Bank of China", ["large_state_bank"]),
    "国家开发银行": ("Institution", "bank", ["国开行"], "China Development Bank", ["policy_bank"]),
    "招商银行": ("Institution", "bank", ["招行"], "China Merchants Bank", ["joint_stock_bank"]),
    "江苏银行": ("Institution", "bank", [], "Bank of Jiangsu", ["city_bank"]),
    "苏科担保集团": ("Institution", "financial", ["苏科担保"], "Suke Guarantee Group", []),
    "国投创业投资管理有限公司": ("Institution", "financial", ["国投创业"], "SDIC Venture Capital", []),
    "江苏省人民政府": ("Institution", "local_government", ["江苏省政府"], "Jiangsu Provincial Government", []),
    "江苏省科学技术厅": (
        "Institution",
        "local_government",
        ["江苏省科技厅", "江苏科技厅"],
        None,
        ["science_department"],
    ),
    "浙江省科学技术厅": (
        "Institution",
        "local_government",
        ["浙江省科技厅", "浙江科技厅"],
        None,
        ["science_department"],
    ),
    "江苏省财政厅": ("Institution", "local_government", ["江苏财政厅"], None, ["finance_department"]),
    "徐州高新技术产业开发区管理委员会": ("Institution", "local_government", ["徐州高新区管委会"], None, []),
    "科技部火炬高技术产业开发中心": ("Institution", "central_government", ["火炬中心"], "Torch Center", []),
    "徐州蓝芯半导体有限公司": ("Institution", "company", ["蓝芯半导体"], "Lanxin Semiconductor", []),
    "杭州云脉科技有限公司": ("Institution", "company", ["云脉科技"], "Yunmai Technology", []),
    "西安西部量子科技有限公司": ("Institution", "company", ["西部量子"], "Western Quantum", []),
    "东南大学": ("Institution", "university", [], "Southeast University", ["double_first_class"]),
    "科创板": ("Institution", "market", [], "STAR Market", ["board"]),
    "国家科技成果转化引导基金": (
        "Fund",
        "guidance",
        ["转化基金"],
        "National Fund for Technology Transfer and Commercialization",
        ["national_fund"],
    ),
    "国家集成电路产业投资基金": (
        "Fund",
        "other",
        ["大基金"],
        "China Integrated Circuit Industry Investment Fund",
        ["national_fund"],
    ),
    "江苏省战略性新兴产业母基金": (
        "Fund",
        "fund_of_funds",
        ["江苏母基金"],
        "Jiangsu Strategic Emerging Industries Fund of Funds",
        [],
    ),
    "徐州高新创投基金": ("Fund", "venture", [], "Xuzhou Hi-Tech Venture Fund", []),
    "浙江省科创母基金": ("Fund", "fund_of_funds", [], "Zhejiang Sci-Tech Innovation Fund of Funds", []),
    "陕西省科技专项资金": ("Fund", "fiscal", [], "Shaanxi Science and Technology Special Fund", []),
    "企业创新积分制": ("Program", "scheme", ["创新积分制"], "Enterprise Innovation Points System", []),
    "科技创新再贷款": ("Program", "product", [], "Sci-Tech Innovation Relending Facility", []),
    "创新积分贷": ("Program", "product", [], "Innovation Points Loan", []),
    "苏科贷": ("Program", "product", [], "Suke Loan", []),
    "国家重点研发计划": ("Program", "program", [], "National Key R&D Programme", []),
    "科技金融支持若干措施": ("Policy", None, [], "Measures on Sci-Tech Finance", []),
    "关于推广企业创新积分制的通知": ("Policy", None, [], "Notice on Extending the Innovation Points System", []),
    "江苏省高新技术企业培育方案": ("Policy", None, [], None, []),
    "徐州高新技术产业开发区": (
        "Zone",
        "high_tech",
        ["徐州高新区"],
        "Xuzhou High-tech Zone",
        ["national_high_tech_zone"],
    ),
    "杭州高新技术产业开发区": (
        "Zone",
        "high_tech",
        ["杭州高新区"],
        "Hangzhou High-tech Zone",
        ["national_high_tech_zone"],
    ),
    "西安高新技术产业开发区": (
        "Zone",
        "high_tech",
        ["西安高新区"],
        "Xi'an High-tech Zone",
        ["national_high_tech_zone"],
    ),
    "武汉东湖新技术开发区": (
        "Zone",
        "high_tech",
        ["东湖高新区", "光谷"],
        "Wuhan East Lake High-tech Zone",
        ["national_high_tech_zone"],
    ),
    "苏州工业园区": ("Zone", "economic", [], "Suzhou Industrial Park", ["national_economic_zone"]),
    "杨凌农业高新技术产业示范区": (
        "Zone",
        "agricultural",
        ["杨凌农高区", "杨凌示范区"],
        "Yangling Agricultural Zone",
        [],
    ),
    "中国": ("Place", "country", [], "China", []),
    "江苏省": ("Place", "province", ["江苏"], "Jiangsu", []),
    "徐州市": ("Place", "city", ["徐州"], "Xuzhou", []),
    "苏州市": ("Place", "city", ["苏州"], "Suzhou", []),
    "南京市": ("Place", "city", ["南京"], "Nanjing", ["provincial_capital"]),
    "浙江省": ("Place", "province", ["浙江"], "Zhejiang", []),
    "杭州市": ("Place", "city", ["杭州"], "Hangzhou", ["provincial_capital"]),
    "陕西省": ("Place", "province", ["陕西"], "Shaanxi", []),
    "西安市": ("Place", "city", ["西安"], "Xi'an", ["provincial_capital"]),
    "湖北省": ("Place", "province", ["湖北"], "Hubei", []),
    "武汉市": ("Place", "city", ["武汉"], "Wuhan", ["provincial_capital"]),
    "科技型中小企业": ("Category", None, [], "technology-based SMEs", []),
    "高新技术企业": ("Category", None, [], "high-tech enterprises", []),
    "科技型企业": ("Category", None, [], None, []),
    "社会资本": ("Category", None, [], "private capital", []),
    "林建国": ("Person", None, [], None, []),
    "周敏": ("Person", None, [], None, []),
}
WITHIN = [("江苏省", "中国"), ("浙江省", "中国"), ("陕西省", "中国"), ("湖北省", "中国"), ("徐州市", "江苏省"), ("苏州市", "江苏省"), ("南京市", "江苏省"), ("杭州市", "浙江省"), ("西安市", "陕西省"), ("武汉市", "湖北省")]  # fmt: skip
KNOWN = [("国家金融监督管理总局", "SUCCEEDS", "中国银行保险监督管理委员会", "2023")]


@dataclass
class Say:
    """A sentence with the facts that it states; relations are (head, type, tail, other fields)."""

    text: str
    relations: list[tuple[Any, ...]] = field(default_factory=list)
    flows: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)


def flow(
    provider: str, recipient: str, amount: str | None, instrument: str, status: str, **other: Any
) -> dict[str, Any]:
    """Return a flow; parties are names joined by +, the amount is in 万元 unless a currency is given."""
    names = {"provider": provider, "recipient": recipient, "via": other.pop("via", "")}
    parties = {role: [n for n in text.split("+") if n] for role, text in names.items()}
    scale = 1 if "currency" in other else 10_000
    figure = Decimal(amount) * scale if amount else None
    if "amount_min" in other:
        other["amount_min"] = Decimal(other["amount_min"]) * scale
    qualifier = other.pop("qualifier", "exact" if amount else None)
    return {**parties, "amount": figure, "instrument": instrument, "status": status, "qualifier": qualifier, **other}


def seen(subject: str, measure: str, value: str, unit: str, period: str | None = None, **other: Any) -> dict[str, Any]:
    """Return an observation."""
    return {
        "subject": subject,
        "measure": measure,
        "value": Decimal(value),
        "unit": unit,
        "period": period,
        "qualifier": "exact",
        **other,
    }


ARTICLES: list[tuple[str, str, str, list[Say]]] = [
    ("央行设立科技创新再贷款", "2022-04-29", "金融时报", [
        Say("中国人民银行设立科技创新再贷款，额度4000亿元，支持科技型企业。", [("中国人民银行", "ESTABLISHES", "科技创新再贷款", {"period": "2022-04"})],
            [flow("中国人民银行", "科技型企业", "40000000", "relending", "committed", via="科技创新再贷款", period="2022-04", amount_text="4000亿元")]),
        Say("科学技术部与中国人民银行合作推动此事。", [("科学技术部", "PARTNERS_WITH", "中国人民银行", {})]),
    ]),
    ("徐州高新区设立创投基金", "2022-05-20", "新华日报", [
        Say("徐州高新区管委会发起设立徐州高新创投基金，总规模10亿元。", [("徐州高新技术产业开发区管理委员会", "ESTABLISHES", "徐州高新创投基金", {"period": "2022-05"}), ("徐州高新创投基金", "LOCATED_IN", "徐州高新技术产业开发区", {})],
            [flow("", "徐州高新创投基金", "100000", "fund_size", "committed", period="2022-05", amount_text="10亿元")]),
        Say("国家科技成果转化引导基金出资3亿元，社会资本认缴7亿元。", [], [
            flow("国家科技成果转化引导基金", "徐州高新创投基金", "30000", "investment", "actual", period="2022-05", amount_text="3亿元"),
            flow("社会资本", "徐州高新创投基金", "70000", "investment", "committed", period="2022-05", amount_text="7亿元")]),
        Say("该基金由国投创业投资管理有限公司管理。", [("国投创业投资管理有限公司", "MANAGES", "徐州高新创投基金", {})]),
        Say("徐州高新区管委会管理徐州高新区，园区位于徐州市。", [("徐州高新技术产业开发区管理委员会", "MANAGES", "徐州高新技术产业开发区", {}), ("徐州高新技术产业开发区", "LOCATED_IN", "徐州市", {}), ("徐州高新技术产业开发区管理委员会", "LOCATED_IN", "徐州市", {})]),
        Say("江苏省财政厅2022年拨付徐州高新区1.5亿元。", [("江苏省财政厅", "LOCATED_IN", "江苏省", {})],
            [flow("江苏省财政厅", "徐州高新技术产业开发区", "15000", "grant", "actual", period="2022", amount_text="1.5亿元")]),
        Say("徐州高新区管委会2022年补贴蓝芯半导体2000万元，公司位于徐州高新区。", [("徐州蓝芯半导体有限公司", "LOCATED_IN", "徐州高新技术产业开发区", {})],
            [flow("徐州高新技术产业开发区管理委员会", "徐州蓝芯半导体有限公司", "2000", "subsidy", "actual", period="2022", amount_text="2000万元")]),
    ]),
    ("工商银行推出创新积分贷", "2023-07-10", "经济日报", [
        Say("中国工商银行推出创新积分贷，以企业创新积分制为基础。", [("中国工商银行", "RUNS", "创新积分贷", {"period": "2023"}), ("创新积分贷", "BASED_ON", "企业创新积分制", {})]),
        Say("截至2023年6月，中国工商银行通过创新积分贷累计向科技型中小企业投放35亿元。", [],
            [flow("中国工商银行", "科技型中小企业", "350000", "loan", "actual", via="创新积分贷", cumulative=True, period="2023-06", amount_text="35亿元")]),
        Say("中国工商银行江苏省分行2023年6月向蓝芯半导体发放贷款2亿元。", [("中国工商银行江苏省分行", "PART_OF", "中国工商银行", {}), ("中国工商银行江苏省分行", "LOCATED_IN", "江苏省", {})],
            [flow("中国工商银行江苏省分行", "徐州蓝芯半导体有限公司", "20000", "loan", "actual", period="2023-06", amount_text="2亿元")]),
        Say("科技部火炬中心实施企业创新积分制，试点高新区133家。", [("科技部火炬高技术产业开发中心", "RUNS", "企业创新积分制", {}), ("科技部火炬高技术产业开发中心", "PART_OF", "科学技术部", {})], [],
            [seen("企业创新积分制", "试点高新区", "133", "家", "2023-06")]),
        Say("科学技术部印发《关于推广企业创新积分制的通知》。", [("科学技术部", "ISSUES", "关于推广企业创新积分制的通知", {"period": "2023-05"}), ("企业创新积分制", "BASED_ON", "关于推广企业创新积分制的通知", {})]),
        Say("徐州高新区和杭州高新区纳入企业创新积分制试点。", [("徐州高新技术产业开发区", "PARTICIPATES_IN", "企业创新积分制", {}), ("杭州高新技术产业开发区", "PARTICIPATES_IN", "企业创新积分制", {}), ("杭州高新技术产业开发区", "LOCATED_IN", "杭州市", {})]),
        Say("中国工商银行与科学技术部签署合作协议。", [("中国工商银行", "PARTNERS_WITH", "科学技术部", {})]),
    ]),
    ("农行授信徐州高新区", "2023-03-15", "新华日报", [
        Say("中国农业银行2023年3月向徐州高新区授信50亿元。", [],
            [flow("中国农业银行", "徐州高新技术产业开发区", "500000", "credit_line", "committed", period="2023-03", amount_text="50亿元")]),
        Say("徐州高新区2023年奖励蓝芯半导体500万元。", [],
            [flow("徐州高新技术产业开发区", "徐州蓝芯半导体有限公司", "500", "reward", "actual", period="2023", amount_text="500万元")]),
        Say("徐州高新区有高新技术企业320家。", [], [], [seen("徐州高新技术产业开发区", "高新技术企业", "320", "家", "2023")]),
        Say("江苏省科学技术厅厅长周敏到会，江苏省科学技术厅出台《江苏省高新技术企业培育方案》。", [("周敏", "POSTED_AT", "江苏省科学技术厅", {"title": "厅长"}), ("江苏省科学技术厅", "ISSUES", "江苏省高新技术企业培育方案", {}), ("江苏省科学技术厅", "LOCATED_IN", "江苏省", {}), ("江苏省高新技术企业培育方案", "APPLIES_TO", "高新技术企业", {})]),
    ]),
    ("大基金入股蓝芯半导体", "2023-11-08", "证券时报", [
        Say("国家集成电路产业投资基金2023年11月以12亿元入股蓝芯半导体。", [],
            [flow("国家集成电路产业投资基金", "徐州蓝芯半导体有限公司", "120000", "equity", "actual", period="2023-11", amount_text="12亿元")]),
        Say("蓝芯半导体在科创板上市。", [("徐州蓝芯半导体有限公司", "LISTED_ON", "科创板", {"period": "2023-11"})]),
    ]),
    ("蓝芯半导体获大基金投资", "2023-11-09", "徐州日报", [
        Say("国家集成电路产业投资基金2023年11月以15亿元入股蓝芯半导体。", [],
            [flow("国家集成电路产业投资基金", "徐州蓝芯半导体有限公司", "150000", "equity", "actual", period="2023-11", amount_text="15亿元")]),
        Say("截至2023年底，试点高新区达133家，企业创新积分制覆盖全国。", [], [], [seen("企业创新积分制", "试点高新区", "133", "家", "2023-12")]),
    ]),
    ("浙江科创母基金投资云脉科技", "2024-02-18", "浙江日报", [
        Say("浙江省科创母基金2023年9月以1.2亿元入股云脉科技，公司位于杭州市。", [("杭州云脉科技有限公司", "LOCATED_IN", "杭州市", {}), ("浙江省科创母基金", "LOCATED_IN", "浙江省", {})],
            [flow("浙江省科创母基金", "杭州云脉科技有限公司", "12000", "equity", "actual", period="2023-09", amount_text="1.2亿元")]),
        Say("招商银行2024年2月向云脉科技贷款8000万元，3月向西部量子贷款5000万元。", [], [
            flow("招商银行", "杭州云脉科技有限公司", "8000", "loan", "actual", period="2024-02", amount_text="8000万元"),
            flow("招商银行", "西安西部量子科技有限公司", "5000", "loan", "actual", period="2024-03", amount_text="5000万元")]),
        Say("西部量子位于西安高新区，园区在西安市。", [("西安西部量子科技有限公司", "LOCATED_IN", "西安高新技术产业开发区", {}), ("西安高新技术产业开发区", "LOCATED_IN", "西安市", {})]),
        Say("浙江省科学技术厅管理浙江省科创母基金。", [("浙江省科学技术厅", "MANAGES", "浙江省科创母基金", {}), ("浙江省科学技术厅", "LOCATED_IN", "浙江省", {})]),
    ]),
    ("江苏省财政厅安排科技资金", "2024-01-22", "新华日报", [
        Say("江苏省财政厅2024年计划补贴20亿元，其中高新技术企业12亿元，科技型中小企业8亿元。", [], [
            flow("江苏省财政厅", "", "200000", "subsidy", "planned", period="2024", amount_text="20亿元"),
            flow("江苏省财政厅", "高新技术企业", "120000", "subsidy", "planned", period="2024", amount_text="12亿元", slice_of=0),
            flow("江苏省财政厅", "科技型中小企业", "80000", "subsidy", "planned", period="2024", amount_text="8亿元", slice_of=0)]),
        Say("江苏省财政厅对科技型中小企业每家最高贴息50万元。", [],
            [flow("江苏省财政厅", "科技型中小企业", "50", "interest_subsidy", "rule", per="recipient", qualifier="up_to", amount_text="50万元")]),
        Say("苏科担保集团2024年1月为蓝芯半导体担保3000万元。", [("苏科担保集团", "LOCATED_IN", "南京市", {})],
            [flow("苏科担保集团", "徐州蓝芯半导体有限公司", "3000", "guarantee", "actual", period="2024-01", amount_text="3000万元")]),
    ]),
    ("江苏省设立战新母基金", "2024-06-25", "新华日报", [
        Say("江苏省人民政府设立江苏省战略性新兴产业母基金，总规模500亿元。", [("江苏省人民政府", "ESTABLISHES", "江苏省战略性新兴产业母基金", {"period": "2024-06"}), ("江苏省人民政府", "LOCATED_IN", "江苏省", {}), ("江苏省战略性新兴产业母基金", "LOCATED_IN", "江苏省", {})],
            [flow("", "江苏省战略性新兴产业母基金", "5000000", "fund_size", "committed", period="2024-06", amount_text="500亿元")]),
        Say("江苏母基金将向苏州工业园区投资60亿元，园区位于苏州市。", [("苏州工业园区", "LOCATED_IN", "苏州市", {})],
            [flow("江苏省战略性新兴产业母基金", "苏州工业园区", "600000", "investment", "committed", period="2024-06", amount_text="60亿元")]),
        Say("截至2024年6月，江苏银行通过苏科贷累计向科技型中小企业贷款90亿元。", [("江苏银行", "RUNS", "苏科贷", {}), ("江苏省科学技术厅", "PARTNERS_WITH", "江苏银行", {})],
            [flow("江苏银行", "科技型中小企业", "900000", "loan", "actual", via="苏科贷", cumulative=True, period="2024-06", amount_text="90亿元")]),
        Say("江苏银行科技贷款余额2100亿元。", [], [], [seen("江苏银行", "科技贷款余额", "2100", "亿元", "2024-06")]),
        Say("江苏银行给蓝芯半导体授信2至3亿元。", [], [flow("江苏银行", "徐州蓝芯半导体有限公司", "30000", "credit_line", "committed", amount_min="20000", period="2024", amount_text="2至3亿元")]),
        Say("徐州高新创投基金是江苏省战略性新兴产业母基金的子基金。", [("徐州高新创投基金", "PART_OF", "江苏省战略性新兴产业母基金", {})]),
    ]),
    ("江苏银行科技贷款增长", "2024-07-03", "金融时报", [
        Say("江苏银行2024年6月末科技贷款余额1980亿元。", [], [], [seen("江苏银行", "科技贷款余额", "1980", "亿元", "2024-06")]),
        Say("国家金融监督管理总局批准苏科贷扩大试点。", [("国家金融监督管理总局", "APPROVES", "苏科贷", {"period": "2024"})]),
        Say("中国银行保险监督管理委员会此前印发《科技金融支持若干措施》。", [("中国银行保险监督管理委员会", "ISSUES", "科技金融支持若干措施", {"period": "2021"})]),
    ]),
    ("国开行支持园区建设", "2024-03-28", "经济日报", [
        Say("国家开发银行计划2024年向西安高新区贷款120亿元。", [],
            [flow("国家开发银行", "西安高新技术产业开发区", "1200000", "loan", "planned", period="2024", amount_text="120亿元")]),
        Say("国家开发银行2023年向苏州工业园区贷款2亿美元。", [],
            [flow("国家开发银行", "苏州工业园区", "200000000", "loan", "actual", currency="USD", period="2023", amount_text="2亿美元")]),
        Say("科技部、财政部2023年通过国家重点研发计划向杨凌农高区拨款4亿元，园区位于陕西省。", [("杨凌农业高新技术产业示范区", "LOCATED_IN", "陕西省", {})],
            [flow("科学技术部+财政部", "杨凌农业高新技术产业示范区", "40000", "grant", "actual", via="国家重点研发计划", period="2023", amount_text="4亿元")]),
        Say("财政部每年向陕西省科技专项资金拨款6亿元，资金总规模30亿元。", [("陕西省科技专项资金", "LOCATED_IN", "陕西省", {})], [
            flow("财政部", "陕西省科技专项资金", "60000", "grant", "actual", per="year", amount_text="6亿元"),
            flow("", "陕西省科技专项资金", "300000", "fund_size", "committed", amount_text="30亿元")]),
        Say("财政部2021年向国家科技成果转化引导基金出资30亿元。", [("财政部", "ESTABLISHES", "国家科技成果转化引导基金", {}), ("科学技术部", "ESTABLISHES", "国家科技成果转化引导基金", {})],
            [flow("财政部", "国家科技成果转化引导基金", "300000", "investment", "actual", period="2021", amount_text="30亿元")]),
        Say("科学技术部副部长林建国说，科学技术部实施国家重点研发计划。", [("林建国", "POSTED_AT", "科学技术部", {"title": "副部长"}), ("科学技术部", "RUNS", "国家重点研发计划", {})]),
        Say("中国银行计划2025年向高新技术企业贷款1000亿元。", [],
            [flow("中国银行", "高新技术企业", "10000000", "loan", "planned", period="2025", amount_text="1000亿元")]),
    ]),
    ("光谷与东南大学合作", "2024-08-30", "湖北日报", [
        Say("武汉东湖新技术开发区与东南大学签署合作协议，园区位于武汉市。", [("武汉东湖新技术开发区", "PARTNERS_WITH", "东南大学", {}), ("武汉东湖新技术开发区", "LOCATED_IN", "武汉市", {}), ("东南大学", "LOCATED_IN", "南京市", {})]),
        Say("科技型企业由工业和信息化部认定，央行再贷款4000亿元继续实施。", [],
            [flow("中国人民银行", "科技型企业", "40000000", "relending", "committed", via="科技创新再贷款", period="2022-04", amount_text="4000亿元")]),
    ]),
]  # fmt: skip


def entity_id(name: str) -> str:
    """Return the id of an entity of this world."""
    return f"{ENTITIES[name][0]}:{name}"


def articles() -> list[ArticleFacts]:
    """Return the facts of all articles."""
    return [_article(*entry) for entry in ARTICLES]


def _article(title: str, date: str, publisher: str, says: list[Say]) -> ArticleFacts:
    text, spans = title + "\n", []
    for say in says:
        spans.append(Evidence(text=say.text, start=len(text), end=len(text) + len(say.text)))
        text += say.text + "\n"
    text = text.rstrip("\n")
    used: dict[str, None] = {}
    facts = ArticleFacts(
        article=hashlib.sha256(text.encode()).hexdigest()[:16],
        source=f"{title}.txt",
        text=text,
        title=title,
        date=date,
        publisher=publisher,
    )
    for say, span in zip(says, spans, strict=True):
        base = len(facts.flows)
        for head, type_, tail, other in say.relations:
            used.update({head: None, tail: None})
            facts.relations.append(
                Relation(head=entity_id(head), type=type_, tail=entity_id(tail), evidence=span, **other)
            )
        for raw in say.flows:
            fields = dict(raw)
            for role in ("provider", "via", "recipient"):
                used.update(dict.fromkeys(fields[role]))
                fields[role] = [entity_id(name) for name in fields[role]]
            if "slice_of" in fields:
                fields["slice_of"] += base
            facts.flows.append(Flow(evidence=span, **fields))
        for raw in say.observations:
            used[raw["subject"]] = None
            facts.observations.append(Observation(evidence=span, **{**raw, "subject": entity_id(raw["subject"])}))
    facts.entities = [_entity(name, text) for name in used]
    places = [name for name in used if ENTITIES[name][0] == "Place"]
    above = _above(places)
    facts.background = Background(
        entities=[_entity(name, "") for name in above if name not in used]
        + [_entity(tail, "") for head, _, tail, _ in KNOWN if head in used and tail not in used],
        relations=[
            KnownRelation(head=entity_id(a), type="WITHIN", tail=entity_id(b))
            for a, b in WITHIN
            if a in {*places, *above}
        ]
        + [KnownRelation(head=entity_id(a), type=t, tail=entity_id(b), period=p) for a, t, b, p in KNOWN if a in used],
    )
    return facts


def _above(places: list[str]) -> list[str]:
    found, queue = [], list(places)
    while queue:
        for child, parent in WITHIN:
            if child == queue[-1] and parent not in found:
                found.append(parent)
                queue.insert(0, parent)
        queue.pop()
    return found


def _entity(name: str, text: str) -> Entity:
    label, kind, aliases, name_en, tags = ENTITIES[name]
    mentions = []
    for form in (name, *aliases):
        start = text.find(form)
        while start >= 0:
            if not any(m.start <= start < m.end for m in mentions):
                mentions.append(Mention(text=form, start=start, end=start + len(form)))
            start = text.find(form, start + 1)
    return Entity(
        id=entity_id(name),
        name=name,
        type=label,
        kind=kind,
        mentions=mentions,
        aliases=aliases,
        name_en=name_en,
        tags=tags,
    )


def build(path: Path) -> Any:
    """Load this world into a new embedded store at `path` and return it, open."""
    from graph.store import open_store

    store = open_store(f"ladybug:{path}")
    store.load(articles())
    return store
