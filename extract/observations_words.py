"""The word lists of `data/observations.yaml` as patterns, compiled once a lexicon."""

import re

from extract.lexicon import Lexicon, any_of
from extract.model import State
from extract.scan_firsts import compiled

ACTS = re.compile(
    r"(?:[（(][^）)]{1,20}[）)])?(?:共|累计|合计)?(?:实现|完成|创造|贡献|新增|拥有|获得|纳入统计|创办|领办|带动|服务|培训|推广|转化)"
)
GROWS = re.compile("同比|环比|增长|增幅|增速|下降|[比较](?:上年|去年|年初|上月|上季)")


class Words:
    """Tuples for `startswith` and `endswith`, patterns for the rest."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        cues = lexicon.table("flow_cues")
        self.borne = re.compile(table["borne"])
        self.split_behind = re.compile(table["split_behind"])
        self.points_back = re.compile(f"(?:{'|'.join(table['points_back'])})$")
        self.not_after: tuple[str, ...] = tuple(table["not_after"])
        self.not_nouns: tuple[str, ...] = tuple(table["not_nouns"])
        self.heads: tuple[str, ...] = tuple(table["heads"])
        self.change: tuple[str, ...] = tuple(table["change"])
        self.share: tuple[str, ...] = tuple(table["share"])
        self.growing: tuple[str, ...] = tuple(table["growing"])
        self.verbs_behind = frozenset(table["verbs_behind"])
        self.people: dict[str, str] = table["people"]
        self.adverbs_behind = frozenset(table["adverbs_behind"])
        self.bare = frozenset(table["bare"])
        self.back = frozenset(table["back"])
        stood = any_of([*table["here"], *table["globe"]])
        self.compares = re.compile(f"(?:{any_of(table['compares'])})了?$")
        self.its = re.compile("(?:^|(?<=[，。；：“但而且]))其(?![中他余次实间它所])")
        self.grown = re.compile(f"(?:同比|环比|比上年|较上年|较年初)*(?:{any_of(table['change'])})?")
        self.fused = re.compile(any_of(table["fused"]))
        self.holds = compiled(f"(?:{'|'.join(table['base'])}|{any_of(table['holds'])})了?")
        self.stands_alone = compiled(f"(?:(?:{stood}|全国|我国|[则也还仅就])+)")
        self.whole = re.compile(f"(?:{stood}|全国|我国)$")
        self.front = compiled(f"(?:{stood}|全国|我国|{'|'.join(table['front'])})[了的]?")
        self.shares = compiled("|".join(table["shares"]))
        self.duration = re.compile(any_of(table["duration"]))
        self.rank = re.compile(any_of(table["rank"]))
        self.thresholds = compiled("|".join(table["thresholds"]))
        self.money_thresholds = re.compile("|".join(cues["thresholds"]["after"]))
        self.target = compiled("|".join(table["target"]))
        self.not_future = re.compile("|".join(table["not_future"]))
        self.done = compiled("|".join(table["done"]))
        self.measured = re.compile(any_of([*cues["measures"], *table["measured"]]))
        self.here = re.compile(any_of(table["here"]))
        self.nation = re.compile("|".join(table["nation"]))
        self.globe = re.compile(any_of(table["globe"]))
        self.light = re.compile(rf"(?:{any_of(table['light'])})$")
        self.lead = re.compile("|".join(table["lead"]))
        self.changing = re.compile(any_of(table["change"]))
        self.level = re.compile("|".join(table["level"]))
        self.spokesman = compiled("|".join(table["spokesman"]))
        self.base_behind = re.compile("|".join(table["base_behind"]))
        self.source_before = re.compile(f"(?:{'|'.join(table['source_before'])})$")
        self.source_behind = re.compile("|".join(table["source_behind"]))
        self.rule = re.compile("|".join(table["rule"]))
        self.populations = compiled("|".join(table["populations"]))
        self.one_of = re.compile(table["one_of"])
        self.located = re.compile(f"(?:{any_of(table['located'])})$")
        self.units: dict[str, str] = {unit: name for name, listed in table["units"].items() for unit in listed}
        self.row = re.compile(table["row"])
        self.rates = frozenset(table["rates"])
        self.fund_terms = re.compile(table["fund_terms"])
        self.bond_terms = re.compile(table["bond_terms"])
        self.loan_terms = compiled(table["loan_terms"])
        self.insured = re.compile("|".join(table["insured"]))
        self.bound = re.compile(table["bound"])
        self.by_kind = re.compile(table["by_kind"])
        self.in_turn = re.compile(table["in_turn"])
        self.bare_class = re.compile(table["bare_class"])
        self.here_words = frozenset([*table["here"], "全国", "我国"])
        self.numbers = re.compile(table["numbers"])
        self.lenders = re.compile("|".join(table["lenders"]))
        self.borrowed = compiled("|".join(table["borrowed"]))
        self.partner = frozenset(table["partner"])
        self.joint = re.compile(table["joint"])
        self.amounts_only = frozenset(table["amounts_only"])
        self.sums_only = frozenset(table["sums_only"])
        self.topic = re.compile(table["topic"])
        self.reaches = re.compile(table["reaches"])
        self.sized = re.compile(table["sized"])
        self.becomes = re.compile(table["becomes"])
        self.graded = re.compile(table["graded"])
        self.of_banks = re.compile(table["of_banks"])
        self.people_of = re.compile(table["people_of"])
        self.earned = compiled(table["earned"])
        self.acts = compiled(table["acts"])
        self.lies = re.compile(f"(?:{table['lies']})$")
        self.part_of_noun = re.compile(table["part_of_noun"])
        self.general = re.compile(table["general"])
        self.opens_with = re.compile(table["opens_with"])
        self.stake = re.compile("|".join(table["stake"]))
        self.applicants = re.compile(table["applicants"])
        self.bounds = re.compile(table["bounds"])
        self.distance = re.compile(table["distance"])
        self.only_reached = re.compile(table["only_reached"])
        self.helped = re.compile(f"(?:{table['helped']})[^，。；、\\d]{{0,8}}$")
        self.of_members = re.compile("|".join(table["of_members"]))
        self.asks_before = re.compile(f"(?:{'|'.join(table['asks_before'])})$")
        self.asks_behind = re.compile("|".join(table["asks_behind"]))
        self.reached = re.compile(f"(?:{'|'.join(table['reached'])})$")
        self.given_to = compiled(f"(?:{'|'.join(table['given_to'])})$")
        self.each_unit = re.compile("|".join(table["each_unit"]))
        self.got = re.compile("|".join(table["got"]))
        self.gives = re.compile("|".join(table["gives"]))
        self.only_leads = re.compile(
            f"{any_of([*table['light'], *table['back'], *table['leads_only']])}|[，、；：,;“”和与及而 ]"
        )
        self.timeless = re.compile(f"{any_of(table['timeless'])}|{table['terms']}")
        self.start = re.compile("|".join(table["start"]))
        self.start_value = re.compile("|".join(table["start_value"]))
        self.counting = re.compile("|".join(table["counting"]))
        self.each = re.compile("|".join(table["each"]))
        self.shared = re.compile("|".join(table["shared"]))
        self.together = re.compile(table["together"])
        self.base = re.compile(f"(?:{'|'.join(table['base'])})(?:同期|当期|当年|全年)?$")
        stood = any_of([*table["here"], *table["globe"], "全国", "我国", "国内", "中国"])
        self.base_word = re.compile(
            f"(?:{'|'.join(table['base'])})(?:同期|当期|当年|全年)?(?:{stood})|(?:{stood})(?:{'|'.join(table['base_behind'])})"
        )
        self.goes_on = re.compile("|".join(table["goes_on"]))
        self.now = frozenset([*lexicon.table("dates")["now"], *lexicon.table("dates")["now_total"]])
        self.bare_now = frozenset(lexicon.table("dates")["now"])
        self.account = re.compile("|".join(table["account"]))
        self.standing_high = re.compile(any_of(cues["stands"]))
        kinds = any_of(table["kinds_only"])
        light = any_of(table["light"])
        self.counted_have = re.compile(
            rf"(?:{any_of(table['bodies'])})的?(?P<what>[一-鿿]{{0,8}}?(?:{kinds}))(?:{light}|[高低快慢大小多少]于)*(?=[\d.一二三四五六七八九十两半])"
        )
        self.body_only = re.compile(f"(?:{any_of(table['bodies'])}|家)+")
        self.opening = re.compile(r"(?:其中|另有|还有|共有|已有|有|[“，,\s])*")
        self.kind_within = re.compile(kinds)
        self.lent = re.compile(
            r"(?<!\d)(?P<of>[一-鿿“”]{0,14}?(?:贷款|信贷|存款|融资担保|理财|债券))(?=投放|发放|增|快|余额|规模|总量|总额|业务|[，。])"
        )
        self.kinds_only = re.compile(kinds)
        self.of_kind = re.compile(f"(?<!\\d)(?P<of>[一-鿿“”]{{2,16}}?)(?:{kinds})")
        self.dateline = re.compile(table["dateline"])
        self.compare = compiled("|".join(table["compare"]))


def words(state: State) -> Words:
    """Return the compiled words of the state's lexicon."""
    return state.lexicon.built("observations", Words)
