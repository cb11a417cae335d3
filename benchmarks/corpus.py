"""A corpus of any size from templates: news as extraction meets it, no two articles alike."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

PROVINCES = [
    "山西",
    "江苏",
    "湖北",
    "四川",
    "广东",
    "浙江",
    "陕西",
    "辽宁",
    "安徽",
    "福建",
    "河南",
    "湖南",
    "甘肃",
    "云南",
    "吉林",
]
CITIES = [
    "太原",
    "苏州",
    "武汉",
    "成都",
    "深圳",
    "杭州",
    "西安",
    "沈阳",
    "合肥",
    "厦门",
    "郑州",
    "长沙",
    "兰州",
    "昆明",
    "长春",
    "徐州",
    "绵阳",
    "宁波",
]
BANKS = [
    "中国工商银行",
    "中国银行",
    "建设银行",
    "农业银行",
    "交通银行",
    "国家开发银行",
    "招商银行",
    "兴业银行",
    "农发行",
    "邮储银行",
]
FIELDS = [
    "集成电路",
    "生物医药",
    "新材料",
    "高端装备",
    "现代种业",
    "人工智能",
    "新能源",
    "光电信息",
    "航空航天",
    "数字经济",
]
FIRST = [
    "华",
    "中",
    "新",
    "安",
    "正",
    "瑞",
    "远",
    "恒",
    "天",
    "盛",
    "鼎",
    "博",
    "联",
    "科",
    "东",
    "明",
    "宏",
    "立",
    "金",
    "启",
]
SECOND = [
    "芯",
    "泰",
    "达",
    "源",
    "创",
    "诚",
    "信",
    "辰",
    "光",
    "宇",
    "力",
    "康",
    "维",
    "特",
    "捷",
    "升",
    "德",
    "润",
    "海",
    "通",
]
WHO = [
    "相关部门",
    "企业负责人",
    "科研团队",
    "园区",
    "技术人员",
    "专家组",
    "工作专班",
    "行业协会",
    "基层干部",
    "青年学者",
    "技术经纪人",
    "投资人",
    "客户经理",
    "农户",
    "工程师",
]
DO = [
    "梳理",
    "打通",
    "完善",
    "调研",
    "优化",
    "推广",
    "验证",
    "对接",
    "评估",
    "改进",
    "整合",
    "搭建",
    "摸清",
    "盘活",
    "推敲",
    "跟踪",
    "论证",
    "复盘",
]
WHAT = [
    "生产流程",
    "检测方法",
    "成果清单",
    "供需渠道",
    "评价体系",
    "服务窗口",
    "数据平台",
    "中试环节",
    "审批材料",
    "信用档案",
    "工艺路线",
    "人才梯队",
    "样机设计",
    "种质资源",
    "管理台账",
    "市场渠道",
    "质量标准",
    "仪器设备",
    "培训课程",
    "合作机制",
    "技术路线",
    "实验记录",
    "用户反馈",
    "风险台账",
]
HOW = [
    "连夜",
    "逐项",
    "上门",
    "反复",
    "分头",
    "主动",
    "持续",
    "耐心",
    "集中",
    "提前",
    "随时",
    "分批",
    "线上",
    "现场",
    "联手",
]
WHY = [
    "让想法走出书斋",
    "把论文写在大地上",
    "减少来回奔波",
    "少走弯路",
    "尽快见到效果",
    "补上短板",
    "留住人才",
    "打开销路",
    "守住底线",
    "带动邻近乡镇",
]
PLAIN = (
    "{who}{how}{do}{what}，{do2}{what2}，为的是{why}。",
    "谈到{what}，{who}说得最多的是{what2}：先{do}，再{do2}，{how}跟进，才能{why}。",
    "“过去总觉得{what}离自己很远，现在{who}{how}帮着{do}，心里踏实多了。”一位受访者说，“接下来想{do2}{what2}。”",
    "在{what}上，{who}没有现成的路可走，只能{how}{do}，一边{do2}{what2}，一边{why}。",
)
OPENINGS = (
    "本报讯 {month}月{day}日，{province}省科技厅、省财政厅联合印发《{province}省{field}产业科技创新资金管理办法》。",
    "{city}高新区管委会近日与{bank}{city}分行签署战略合作协议，双方将围绕{field}产业开展合作。",
    "记者从{city}市科技局获悉，{year}年{field}专项申报工作启动。",
    "{month}月{day}日，{city}{firm}科技有限公司宣布完成新一轮融资。",
)
BODIES = (
    "{province}省财政厅今年安排专项资金{amount}亿元，其中{amount2}万元用于支持{count}家科技型中小企业。",
    "{bank}{city}分行向{city}{firm}股份有限公司发放贷款{amount2}万元，期限{small}年。",
    "截至{month}月底，{city}高新区共有高新技术企业{count}家，同比增长{percent}%，营业收入达{amount}亿元。",
    "对首次认定的高新技术企业，给予最高{small}0万元奖励；对研发投入超过{amount2}万元的，按{small}%给予补助。",
    "{city}{field}产业投资基金总规模{amount}亿元，由{city}产业投资集团有限公司和{bank}共同出资设立，首期{small}亿元。",
    "该基金已投资项目{small}个，带动社会资本{amount}亿元，被投企业中专精特新企业占比超过{percent}%。",
    "“企业拿到贷款后，研发周期缩短了{small}个月。”{city}{firm}科技有限公司董事长李{given}说。",
    "根据规划，到{later}年，全市{field}产业规模将突破{count}亿元，培育上市公司{small}家。",
    "{province}省科技厅副厅长王{given}表示，下一步将推广“{field}创新积分贷”，每年为{count}家企业提供授信。",
    "活动由{province}省科学技术协会主办，来自{city}大学、{province}省农业科学院等{small}家单位的专家参加。",
)


def article(number: int, dice: random.Random) -> dict[str, str]:
    """Return the article of a number as {title, text, date}."""

    def fill(template: str) -> str:
        return template.format(
            province=province,
            city=city,
            field=field,
            bank=dice.choice(BANKS),
            firm=dice.choice(FIRST) + dice.choice(SECOND) + dice.choice(SECOND),
            who=dice.choice(WHO),
            do=dice.choice(DO),
            do2=dice.choice(DO),
            what=dice.choice(WHAT),
            what2=dice.choice(WHAT),
            how=dice.choice(HOW),
            why=dice.choice(WHY),
            given=dice.choice(SECOND) + dice.choice(FIRST),
            amount=round(dice.uniform(0.3, 90), dice.choice((0, 1, 2))),
            amount2=dice.randrange(20, 9000),
            count=dice.randrange(3, 4000),
            percent=round(dice.uniform(1, 60), 1),
            small=dice.randrange(2, 20),
            year=year,
            later=year + dice.randrange(1, 6),
            month=month,
            day=dice.randrange(1, 28),
        )

    province, city, field = dice.choice(PROVINCES), dice.choice(CITIES), dice.choice(FIELDS)
    year, month = dice.randrange(2012, 2026), dice.randrange(1, 13)
    title = f"{city}{field}产业{dice.choice(('获', '迎', '添', '引'))}{dice.randrange(2, 99)}亿元支持 第{number}号"
    paragraphs = [fill(dice.choice(OPENINGS))]
    for _ in range(dice.randrange(3, 7)):
        bodies = dice.sample(BODIES, dice.randrange(1, 3)) + [dice.choice(PLAIN) for _ in range(dice.randrange(3, 6))]
        dice.shuffle(bodies)
        paragraphs.append("".join(fill(body) for body in bodies))
    return {"title": title, "text": "\n".join(paragraphs), "date": f"{year}-{month:02}-{dice.randrange(1, 28):02}"}


def articles(size: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield articles until they hold `size` bytes of UTF-8."""
    dice = random.Random(seed)
    written = number = 0
    while written < size:
        made = article(number, dice)
        yield made
        written += len(made["text"].encode()) + len(made["title"].encode())
        number += 1


def write(folder: Path, size: int) -> None:
    """Write a corpus of `size` bytes: half as lines of .jsonl, half as a text file for each article."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "articles.jsonl", "w", encoding="utf-8") as lines:
        for made in articles(size // 2):
            lines.write(json.dumps(made, ensure_ascii=False) + "\n")
    for number, made in enumerate(articles(size // 2, seed=8)):
        below = folder / f"{number // 1000:03}"
        below.mkdir(exist_ok=True)
        (below / f"{number:06}.txt").write_text(f"{made['title']}\n{made['text']}\n", encoding="utf-8")
