"""Patterns of what may stand around and between the sums of a text."""

import re
from dataclasses import dataclass

from extract.flows_cues import Cue
from extract.lexicon import Lexicon, any_of
from extract.model import Sentence

ALTOGETHER = re.compile("(?:共计|合计|总计|总共|一共|共)")  # 每县1000万元，共计2亿元
OWNER = re.compile(  # 甲公司设立的基金
    "(?:等)?(?:共同|联合|牵头|发起|合资|参与)*(?:设立|成立|组建|管理|旗下|所属|发行)的"
)
SUMS = re.compile("合计|共计|总计|总共|一共|合起来|加起来|共")
ADDS = re.compile("^.{0,12}(?:加上|连同|算上|加之)")
INSURES = re.compile("保险|财险|农险|产险|人寿")
TAKES = re.compile("(?:统一|负责|全部|整体)?(?:承接|承贷|统借统还|统贷|接收)")
ANOTHER = re.compile("另(?:外|有)?(?:一|的)?(?:笔|个|项|批|家|只|支)")
JOIN = re.compile(r" ?(?:元人民币|人民币)?(?:、|和|及|与|或|/) ?")
OF_SOMEBODY = re.compile(  # 某大学孵出来的一家机器人公司: nobody known
    r"[^，。；、\d]{0,8}的[一两三几多某](?:家|个|支)[^，。；、]{0,12}?(?:公司|企业|团队|项目|厂|机构|合作社)(?!的)"
)
COUNTS = re.compile(
    r"(?:(?:出|掏|拨|拿|投|配)了?)?(?:等)?(?:[\d二两三四五六七八九十]+个?(?:省区市|省市|省区|省|市|县市|县|区|州|地|盟))?(?:合计|共)?，?[ ：:为各以约近超逾达（也有]*(?:(?:立项|获批|项目)?[\d,.]+余?(?:项|个|家|笔|户|单)[、，和]?(?:获|获批)?(?:资助|直接|总|立项|支持)?(?:经费|金额|资金|资助)?[ 约近超逾达]*)?"
)
NEXT_SUM = re.compile(r"[约近超达共为]{0,2}\d[\d.,]*[余多]?[百千万亿]*(?:元|美元|欧元|日元)")
OBTAINS = re.compile(
    "的?(?:价格|对价|代价|总价)?(?:取得|获得|拿到|换得|获取|拿下)了?[^，。；]{2,40}?(?:股权|股份|份额|控制权)"
)
GIVEN = re.compile("(?:奖励?|补[助贴]?|给予?|予以|资助)[约达]?$")
PAYS_OUT = re.compile("(?:出|掏|拨|拿|投|配)了?")
TO_ANOTHER = re.compile("(?:则|都|全|全部)?(?:给了?|拨给了?|付给了?|归了?|划给)(?=[一-鿿]{2})")
FURTHERED = re.compile(
    "(?:健康|高质量|快速|持续|创新)*(?:发展|成长|壮大|转型|升级|振兴)(?!的(?:支持|扶持|投入|信贷|金融))"
)  # 围绕优势产业发展
QUOTED = re.compile("^[元的]?“[^”]{1,12}”")
TERM = re.compile("、(?:最长|期限|为期|最长期限)[^，。；、的]{1,6}(?=的)")  # 最高1亿元、最长3年的贷款
TOTAL = re.compile("(?:总计|合计|总价|共计|总额|总对价)[^，。；]{0,6}$")
REACHED = re.compile(r"(?:再|则)?按\d")  # behind a threshold: 超过3000万元，按2%
SUPPORT = re.compile("的?(?:资金|财政|经费)?(?:支持|扶持|资助)[，。；]")
BREAKDOWN = re.compile(
    "(?:从|按|分)[^，。；]{0,8}(?:看|分|划分|来看|来说|而言|统计|讲)|具体(?:来看|来说|看|为)|分(?:地区|行业|领域|类别|项目|区域)|其中|按(?:照)?分配|盘子怎么|怎么切|钱怎么分"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled frames of `flow_cues.yaml`."""

    generic: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    vague: frozenset[str]
    drawn: frozenset[str]
    ranks: frozenset[str]
    made_good: frozenset[str]
    stands: re.Pattern[str]
    sector: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    clause_end: re.Pattern[str]
    clause_before: re.Pattern[str]
    next_gives: re.Pattern[str]


def rules(lexicon: Lexicon) -> Rules:
    """Compile the threshold frames."""
    data = lexicon.table("flow_cues")
    frames = {key: re.compile("|".join(f"(?:{r})" for r in found)) for key, found in data["thresholds"].items()}
    return Rules(
        generic=frozenset(data["generic"]),
        strong=frozenset(data["strong"]),
        weak=frozenset(data["weak"]),
        vague=frozenset(data["vague"]),
        drawn=frozenset(data["drawn"]),
        ranks=frozenset(data["ranks"]),
        made_good=frozenset(data["made_good"]),
        stands=re.compile(any_of(data["stands"])),
        sector=re.compile(any_of(data["sector"])),
        **frames,
    )


# 高新技术产业完成投资…: of a whole industry
INDUSTRY = re.compile(
    r"(?:产业|行业|(?<!企)业)(?:共|累计|合计)*(?:完成|实现)(?:固定资产)?投资额?[约近超达为]*$|(?:使用|利用|吸收)外资和[一-鿿]{2,12}再投资[约近超达为]*$"
)
# what a budget spent in a field in all, told with its growth: 教育支出21483亿元，增长5.9%
SPENT = re.compile(
    r"(?:[，；：]|^)(?:其中[，,]?)?(?:(?!安排|拨付|下达|列支|投入|预算安排|用于)[一-鿿、]){0,14}支出[达为约近超计]*$"
)
GREW = re.compile(r"[，,（(]?(?:同比|比上年|较上年|比去年)?(?:增长|下降|增加|减少)")
WHOLE = re.compile(r"(?:截至[^，]*，)?(?:我国|全国|全球)")


def spent(text: str, start: int, outer_start: int, end: int) -> bool:
    """Tell whether a sum is what a budget spent in a field in all, told with its growth."""
    return bool(SPENT.search(text[start:outer_start]) and GREW.match(text, end))


def of_sector(instrument: str, role: str | None, lead: str, words: Rules) -> bool:
    """Tell whether a pool or an investment is that of a whole sector (我国创投基金规模, 全国电源工程投资)."""
    if instrument not in {"fund_size", "investment", "equity", "other"} or role in {"lever", "into"}:
        return False
    return bool(words.sector.match(lead.lstrip()) or WHOLE.match(lead) or INDUSTRY.search(lead))


# funds before their size or behind it; what is managed, traded or saved up is no such fund
OF_FUNDS = re.compile(
    r"(?:(?<!公募)(?<!私募)(?<!证券投资)(?<!货币)(?<!社保)(?<!保险)(?<!管理)(?:产业|投资|引导|子|母|天使|创投|专项|发展|并购|科创|种子|转化)"
    r"|(?:\d+余?|[一二三四五六七八九十两几]+)[支只])基金(?!业|管理|公司|会|产品|经理)(?:集群|群)?"
    r"(?:(?:达到?|共|已|超过?)*(?:\d+余?[支只个家])|由[^，。；]{2,40}?(?:发起|设立|组建|出资))?[，,]?(?:合计|共计|累计|认缴|计划|目标|预计)*$"
)
MANAGED = re.compile("(?:公募|私募|证券投资|货币|社保|保险|股票|债券|混合|理财|行业|我国|全国)[^，。；]{0,6}$")
OF_FUND = re.compile(
    r"[约近超达逾]*\d[\d.]*[多余]?[万亿]*元?(?:人民币)?的[^，。；、\d]{0,10}(?<!公募)(?<!私募)(?<!证券投资)(?<!货币)基金(?!业|管理|公司|会|产品|经理)"
)


def of_funds(text: str, sentence: Sentence, pool: Cue) -> bool:
    """Tell whether the words beside a size say that it is that of funds, which nobody names (设立产业基金18支，总规模300亿元)."""
    if OF_FUND.match(text, pool.end, sentence.end):
        return True
    if pool.word.startswith(("基金", "子基金", "母基金")) and not MANAGED.search(text, sentence.start, pool.start):
        return True
    stop = pool.start + pool.word.rfind("基金") + 2 if "基金" in pool.word else pool.start  # 子基金|总规模
    return OF_FUNDS.search(text, sentence.start, stop) is not None
