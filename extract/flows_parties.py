"""Mentions as parties of money: what stands before a name, which name a place only describes, who tends to give."""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from extract import names_words
from extract.clauses import coordinated, outermost
from extract.flows_cues import build, unify
from extract.flows_patterns import OF_SOMEBODY
from extract.flows_relative import inside, relative
from extract.lexicon import Lexicon, any_of
from extract.model import Entity, Mention, State
from extract.names_units import finance_department

PLACE_ENDS = re.compile(
    r"$|(?:经济社会|革命老区|老区|乡村|全面|加快|绿色)*(?:高质量|跨越式|创新|全面)?(?:发展|振兴)(?=[，。；、]|$)|(?:建设|发展|开发建设|建设发展|高质量发展)(?:提供|发放|安排|投放|授信|累计|新增)|(?:中央|省级|上级|市级)?财政|中央|省级|上级|市级|[\n，。；、：）“”等和及与共各将已]|的(?=\d[\d.,]*[余多]?[百千万亿]*(?:美|欧|日|港)?元|(?!\d)[^，。；、的]{0,6}(?:资金|补助|支持|贷款|奖励|投资|经费|专项|转移|拨款|援助|款|财政|贴息|授信|信贷|额度|资助|帮扶|补贴))|\d(?![\d.,]*[余多]?[万千]?[余多]?(?:户|家|名|位|所))|提供|发放|给予|予以|进行|紧急|提前|直接|优先|足额|全额|及时|专门|集中|下[达拨发]|预拨|调拨|核[拨定]|追加|切块|分配|倾斜|返还|批复|调剂|兑付|兑现|累放|拨付|安排|投|捐|援|增|注|划|支付|拨|转|贷|账|政府|一次性|专项|累计|经济社会|新增|补|奖|签|达成|合作|共同|联合|联手|携手|方面|抗旱|防汛|抗洪|救灾|抢险|灾后|恢复|做好|开展|应对|实施|推进|加快|统筹|改善|巩固|补齐|抓好|落实|夯实|增强|完善|修复|有序|尽快|积极|全力|切实|进一步|妥善|解决|化解|弥补|缓解|强化|防范|打赢|启动|重点(?:做好|开展|推进|用于|解决|支持|保障)|(?:发展|提升|保障|加强|培育|壮大|打造|建设|改造|治理|保护|推动)(?![一-鿿]{0,3}(?:基金|银行|集团|公司|项目|工程|园|区))[一-鿿]{2,8}(?:产业|条件|水平|能力|质量|环境|民生|短板|成果|设施|生态|体系|工作|事业|建设|生产|农田|改造)(?=[，。；、和及]|等)"
)
CLOSED = re.compile(  # behind the last of a list of places: 甲、乙两县, 甲县等6个县
    "(?:等地?)?[\\d两二三四五六七八九十]+个?(?:省区市|省市|市县|县市区|县区|省|市|县|区|州|旗|地|乡镇|镇|乡|村)|等地?(?=的)"
)
GROWS = re.compile("(?:成长|发展|壮大|建设|转型|升级)")
LONGEST_ZONE = 30  # characters of a zone's name
HEADS = {  # what a party may only describe
    "Place": {"Category", "Institution", "Zone", "Program"},
    "Zone": {"Category", "Institution"},
    "Category": {"Institution", "Category"},
    "Program": {"Category"},
}
WHERE = re.compile(
    r"(?:的|各类|各|(?:区域|辖区|辖|境|范围)?内的?|地区的?|及|等[省市县区地]的?)?(?:[\d.,]+(?:余|多)?[万亿千]?(?:余|多)?(?:户|家|个|名|所|支|只))?的?"
)
OWNS = re.compile(
    "(?:公司|集团)?(?:旗下的?|所属的?|下属的?|的?(?:全资|控股)?子公司|的控股股东|母公司)"
)  # 甲集团旗下的乙公司: the second acts
BODIES = {"Institution", "Zone", "Place"}
# a member of a list that is no entity, with its joins
UNKNOWN = re.compile(r"、[^，。；、和及与的\d]{2,10}(?:、|和|及|以及|与)")
UNKNOWN_BODY = re.compile(  # 苏州某某药业: a body that nobody knows; the place only begins its name
    r"(?!政府|财政|省委|市委)(?:(?![捐给拨投赠建补奖向对为与和在由及等各的多及所将已把]|支持|提供|发放|下达|安排|获|争取|共|新增|全部)[一-鿿A-Za-z]){2,10}?"
    r"(?:药业|集团|股份|公司|医院|研究院|研究所|合作社|制药|基金会|实验室|矿业)(?![们类等]|[一-鿿]{0,2}(?:建设|行业|领域|产业))"
)
WORKED_ON = re.compile(
    "[^，。；]{0,8}?(?:进行|开展|实施)[^，。；]{0,6}?(?:整治|改造|治理|修复|检查|调研|培训|考核|督导|排查|修缮|评估|验收|监管|管理|规划|走访|摸底|审计|建设)"
)
FAR = re.compile(
    r"(?:对|向|给予|奖励|支持|扶持|资助)(?!此|于)(?:(?!领域|方面|项目)[^，。；：]){2,50}的(?:优秀|杰出|优质|重点|先进)?$"
)
REPORTS = re.compile(r"[^，。；]{0,14}(?:电|讯|消息|报道|记者)")  # behind a paper's name where it only tells
# around who only approves (经财政部批复, 获省政府常务会议原则通过)
APPROVED = re.compile(r"(?:获得?|经|报|待|提请|征得)$")
OBEYED = re.compile("(?:落实|贯彻)(?:好|了)?$")
APPROVES = re.compile(
    r"(?:[^，。；、]{0,6}(?:会议|常务会|党组会|办公会))?的?(?:正式|原则|审议|研究|审核|联合)*上?(?:通过|批准|批复|核准|备案|同意|审定)"
    r"(?![^，。；]{0,4}(?:下达|拨付|安排|给予|发放|提供|支持|贷款|授信|投资|出资))"
)
PROVED = re.compile("(?:所)?提供的(?:[^，。；、]{0,4})(?:资料|数据|材料|信息|统计|消息|报告|线索|照片)")
UNNAMED_FIRM = re.compile("某.{0,12}(?:公司|企业|集团|厂|合作社|酒店|商行)$")  # 甲市某新能源公司 is nobody
HANDED = re.compile(
    "(?:、|和|及|以及)[^，。；]{2,40}?(?:提供|发放|办理|投放|授信|给予|解决|减费|让利|节[约省]|降低|争取|安排|落实|送上?|减免|支付)"
)
DESCRIBED = re.compile("[^，。；：、\\d]{2,14}的")  # between a class and the one that it only describes
GIVEN_SO = re.compile("[，,]?(?:按|给予|予以|一次性|每|最高|分别|可|将|发放|提供|再|奖|补|贴)")
# between the last name of a list and the class that only says what its members are (对甲所等3家机构)
CLOSES = re.compile(r"(?:等[地共]?)(?:[\d两二三四五六七八九十百]+余?(?:家|个|户|所|名|位))?的?[^，。；、]{0,6}")
LONGEST = 30  # members of a list, at most
PARTIES = BODIES | {"Fund", "Category", "Program"}
CHANNELS = {"Program", "Policy", "Fund"}


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The compiled word lists of `flow_roles.yaml`."""

    recipient: re.Pattern[str]
    recipient_list: re.Pattern[str]
    target: re.Pattern[str]
    beneficiary: re.Pattern[str]
    not_recipient: re.Pattern[str]
    provider: re.Pattern[str]
    source: re.Pattern[str]
    seller: re.Pattern[str]
    partner: re.Pattern[str]
    via: re.Pattern[str]
    via_after: re.Pattern[str]
    pays_after: re.Pattern[str]
    investor_after: re.Pattern[str]
    investor_before: re.Pattern[str]
    builds: re.Pattern[str]
    benefits_after: re.Pattern[str]
    agree: re.Pattern[str]
    agree_after: re.Pattern[str]
    asks: re.Pattern[str]
    unnamed: re.Pattern[str]
    either: frozenset[str]
    arrives: frozenset[str]
    applies: re.Pattern[str]
    asked: re.Pattern[str]
    lending: re.Pattern[str]
    paid_products: re.Pattern[str]
    paid_out: re.Pattern[str]
    hands_out: re.Pattern[str]
    meetings: re.Pattern[str]
    speaks: re.Pattern[str]
    reports: re.Pattern[str]
    funds_it: re.Pattern[str]
    state_grants: re.Pattern[str]
    studies: re.Pattern[str]
    buyers: re.Pattern[str]
    rules_only: re.Pattern[str]
    makes_rules: re.Pattern[str]
    tells: re.Pattern[str]
    bare_classes: frozenset[str]
    public: re.Pattern[str]
    guarantors: re.Pattern[str]
    guarantees_after: re.Pattern[str]
    guarantor_before: re.Pattern[str]
    pays_in: re.Pattern[str]
    platforms: re.Pattern[str]
    sellers: re.Pattern[str]
    each: re.Pattern[str]
    paired: re.Pattern[str]
    repeats: re.Pattern[str]
    raised: re.Pattern[str]
    founded: re.Pattern[str]
    project: re.Pattern[str]
    giver_kinds: frozenset[str]
    giver_categories: re.Pattern[str]
    stake_after: re.Pattern[str]
    outlay: re.Pattern[str]
    ranked: re.Pattern[str]
    underwrites_after: re.Pattern[str]
    underwriter_before: re.Pattern[str]
    issues: re.Pattern[str]
    proceeds: re.Pattern[str]
    totals: re.Pattern[str]
    everybody: re.Pattern[str]
    bare_project: re.Pattern[str]
    talked_to: re.Pattern[str]
    of_field: re.Pattern[str]
    purpose: re.Pattern[str]
    signs: re.Pattern[str]
    set_aside: re.Pattern[str]
    tax_schemes: re.Pattern[str]
    honours: re.Pattern[str]
    paying_is: re.Pattern[str]
    led: re.Pattern[str]
    flows_into: re.Pattern[str]
    named_behind: re.Pattern[str]
    tried_in: re.Pattern[str]
    tries: re.Pattern[str]
    among_them: re.Pattern[str]


def role_words(lexicon: Lexicon) -> RoleWords:
    """Compile the role words of a lexicon."""
    data = lexicon.table("flow_roles")
    gap = rf"[^，。；、：:,;\n]{{0,{int(data['reach'])}}}$"
    near = r"[^，。；、：:,;\n]{0,6}$"
    framed: dict[str, Any] = {
        "recipient": re.compile(rf"(?:{any_of(data['recipient_before'])})(?:了|到|于)?{gap}"),
        "recipient_list": re.compile(
            rf"(?:{any_of(data['recipient_before'])})(?:了|到|于)?(?:[^，。；、：:,;\n]{{2,12}}、){{1,4}}(?:[^，。；、：:,;\n]{{2,12}}?等(?:[\d数几两]+[十百]?余?多?(?:家|户|个|名))?)?$"
        ),
        "target": re.compile(rf"(?:{any_of(data['target_before'])})(?:了|到|于)?[^，。；、：:,;\n]{{0,8}}$"),
        "beneficiary": re.compile(rf"(?:{any_of(data['rule_recipient_before'])})(?:了|到|于)?{gap}"),
        "provider": re.compile(rf"(?:{any_of(data['provider_before'])}){near}"),
        "source": re.compile(rf"(?:{any_of(data['source_before'])}){near}"),
        "seller": re.compile(rf"(?:{any_of(data['seller_before'])}){near}"),
        "partner": re.compile(rf"(?:{any_of(data['partner_before'])}){near}"),
        "via": re.compile(
            rf"(?:{any_of(data['via_before'])})[“《]?[^，。；、：:,;\n]{{0,6}}$|(?<![使运利采借费专适应作启通信])用[“《]?$"
        ),
        "via_after": re.compile(rf"[”》]?(?:{any_of(data['via_after'])})"),
        "pays_after": re.compile(
            rf"[^，。；]{{0,12}}?(?:{any_of(data['pays_after'])})(?! ?[\d一二三四五六七八九十百千])"
        ),
        "investor_after": re.compile(
            r"(?:（[^（）]{1,24}）)?(?:(?:、[^，。；、]{2,14}){1,6}(?:(?:和|及|以及|与)[^，。；、]{2,14}?)?等|(?:(?:、|和|与)[^，。；、获得受到由被]{2,12}?){0,4})(?:[^，。；、获得受到]{0,4}(?:机构|公司|巨头|资本|投资方|股东))?"
            rf"(?:共同|联合|一同|一起|独家|继续|持续|追加|超额)*(?:{any_of(data['investor_after'])}|参与(?=[，。；]|本|此|了|投资|跟投|其中))"
        ),
        "investor_before": re.compile(rf"(?:{any_of(data['investor_before'])})$"),
        "builds": re.compile(rf"(?:{any_of(data['builds'])})[^，。；、：:,;\n]{{0,18}}$"),
        "benefits_after": re.compile(
            rf"(?:等)?(?:[\d一二三四五六七八九十百]+(?:个|家|名|位|项)?[^，。；、\d]{{0,6}})?(?:{any_of(data['benefits_after'])})"
        ),
        "asked": re.compile(r"(?:向|找)[^，。；、]{0,4}$"),
        "bare_classes": frozenset(data["bare_classes"]),
        "hands_out": re.compile(
            rf"(?:等(?:地|部门|单位)?)?(?:{data['paid_out']}|给予|资助|奖励|补助|提供|支持|安排|援助|帮扶|捐赠|捐助|赞助)的?"
        ),
        "sellers": re.compile(rf"(?:{any_of(data['sellers'])})$"),
        "repeats": re.compile(rf"(?:{any_of(data['repeats'])})$"),
        "project": re.compile(any_of(data["project_nouns"])),
        "unnamed": re.compile(rf"(?:{any_of(data['unnamed'])})[^，。；、的]{{0,6}}$"),
        "either": frozenset(data["either"]),
        "arrives": frozenset(data["arrives"]),
        "giver_kinds": frozenset(data["giver_kinds"]),
        "led": re.compile(rf"(?:{any_of(data['led'])}){gap}"),
        "flows_into": re.compile(rf"(?:{any_of(data['flows_into'])}){gap}"),
    }
    bare: dict[str, Any] = {w.name: data[w.name] for w in fields(RoleWords) if w.name not in framed}
    bare = {name: re.compile(r if isinstance(r, str) else any_of(r)) for name, r in bare.items()}
    return RoleWords(**framed, **bare)


class Parties:
    """The mentions of one article that can be parties, with what the text around them says of their part."""

    def __init__(self, state: State) -> None:
        self.state, self.text = state, unify(state.folded)
        self.words = state.lexicon.built("flows.roles", role_words)
        self._members: dict[Mention, list[Mention]] = {}
        known = [m for m in state.mentions if m.entity is not None and m.type in PARTIES | CHANNELS]
        known = [m for m in known if m.kind != "media" or not REPORTS.match(self.text, m.end)]
        known = [m for m in known if UNNAMED_FIRM.search(m.name or m.text) is None]
        aside = relative(state)
        known = [m for m in known if not inside(m, aside)]
        self.all = [m for m in outermost(known) if not (self._describes(m) or self._in_meeting(m) or self._approves(m))]
        self.starts = [m.start for m in self.all]
        self.sums = [m.outer_end for m in state.money]

    def _ends(self, place: Mention) -> bool:
        """Tell whether the words behind a place leave it standing for itself: a verb of giving, an adverb or a date, and no noun that it only describes."""
        closed = CLOSED.match(self.text, place.end)
        if closed and self.text[closed.end() : closed.end() + 1] != "的":
            return True
        if PLACE_ENDS.match(self.text, closed.end() if closed else place.end):
            return True
        number = names_words.word_at(self.state, place.end)
        words = self.state.words[number : number + 1]
        return any(first == place.end and flag[0] in "dt" for first, _, flag in words)

    def _only_grows(self, mention: Mention) -> bool:
        """Tell whether a bare class behind its zone only says what there is to grow (为某高新区的企业成长提供授信): the zone is meant."""
        before = self.state.ending_at(mention.start - 1, "Zone", within=LONGEST_ZONE)
        owned = before is not None and self.text[before.end : mention.start] == "的"
        return owned and mention.text in self.words.bare_classes and GROWS.match(self.text, mention.end) is not None

    def _describes(self, mention: Mention) -> bool:
        """Tell whether the party only describes the one behind it.

        A place or zone says where the other is (西部地区的农村信用社, 园区内企业), a class what it is (高新技术企业甲公司); the
        whole country is no party at all.
        """
        if mention.type in BODIES and OF_SOMEBODY.match(self.text, mention.end):
            return True
        if mention.type in BODIES and (owned := OWNS.match(self.text, mention.end)):
            return any(
                m.start == owned.end()
                for m in self.state.mentions_in(owned.end(), owned.end() + 40, "Institution", "Fund")
            )
        if self.text.startswith("】", mention.end) and self.text.endswith("【", 0, mention.start):
            return True  # 【甲省】乙市财政局下达…: a label
        if mention.type == "Place" and UNKNOWN_BODY.match(self.text, mention.end):
            return True
        wanted = HEADS.get(mention.type)
        if wanted is None or mention.text == "全国":
            return wanted is not None
        end = mention.end
        if mention.type == "Place":  # 向甲县、乙县等地的62家企业: all of a list say where
            end = self.members(mention)[-1].end
        ahead = self.state.mentions_in(end, end + 24)
        following = next((m for m in ahead if m.start >= end and m.type in wanted), None)
        if following is None or following.entity is None or (mention.type == "Zone" and self._only_grows(following)):
            return False
        if following.text.endswith("国债"):
            return False  # 安排某省的特别国债资金
        gap = self.text[end : following.start]
        if (
            gap.strip("“的") == ""
            and following.type == "Institution"
            and mention.type in {"Place", "Zone"}
            and "“" in gap
        ):
            return True  # 某镇“两山公司”
        if end > mention.end and "等" not in gap:
            return False
        if mention.type == "Program":  # 火炬计划重点高新技术企业
            return gap == ""
        if mention.type == "Category":  # 高新技术企业甲公司, 属于战略性新兴产业的科技企业
            return gap == ("" if following.type == "Institution" else "的")
        if mention.type == "Zone" and following.type == "Institution":
            return False  # 高新区甲公司: by its name
        return WHERE.fullmatch(gap) is not None

    def _in_meeting(self, mention: Mention) -> bool:
        """Tell whether a class only stands in the name of a meeting (建设一流园区动员大会)."""
        return mention.type == "Category" and self.words.meetings.match(self.text, mention.end) is not None

    def _approves(self, mention: Mention) -> bool:
        """Tell whether a body is only said to approve, or heads a list that does (经甲部、乙部批复): it pays nothing by that."""
        if mention.type != "Institution":
            return False
        listed = self.members(mention)
        first = listed[0].start
        if OBEYED.search(self.text, max(0, first - 4), first):
            return True  # 用于落实省委、省政府关于…的部署
        led = APPROVED.search(self.text, max(0, first - 2), first)
        return led is not None and APPROVES.match(self.text, listed[-1].end) is not None

    def within(self, start: int, end: int, *types: str) -> list[Mention]:
        """Return the party mentions in the span, of the given types where any are given."""
        low, high = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        return [m for m in self.all[low:high] if m.end <= end and (not types or m.type in types)]

    def at(self, start: int) -> Mention | None:
        """Return the party mention that starts at the offset."""
        place = bisect.bisect_left(self.starts, start)
        return self.all[place] if place < len(self.starts) and self.starts[place] == start else None

    def those_at(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the party mentions that start where the mentions do, in text order."""
        starts = {m.start for m in mentions}
        return [m for start in (sorted(starts) if len(starts) > 1 else starts) if (m := self.at(start))]

    def marked(
        self, mentions: list[Mention], pattern: re.Pattern[str], floor: int, at: int, types: set[str] = PARTIES
    ) -> list[Mention]:
        """Return the list of parties behind one of the pattern's words, the one nearest to the offset `at`."""
        best: Mention | None = None
        direct = False  # 向甲公司发放贷款，支持乙项目: who stands behind 向 or 给 goes before what it is for
        previous = floor
        for mention in mentions:
            start, previous = max(previous, self._behind_sum(mention)), mention.end
            if mention.type not in types:
                continue
            before = self.text[max(start, mention.start - 28) : mention.start]
            match = pattern.search(before)
            if match is not None and self._no_recipient(
                before, match
            ):  # 作为组建甲公司的资本金: 组建 may say what 作为 does not
                match = pattern.search(before, match.start() + 2)
            match = match or self._meant(mention, pattern, start)
            if match is None or self._no_recipient(before, match):
                continue
            if mention.type == "Category" and (self._closes(mention) or self._only_grows(mention)):
                continue  # 对甲所等3家机构: the class only says what the named ones are
            if mention.type == "Place" and not (self._ends(mention) and self._ends(self.members(mention)[-1])):
                continue  # 扶持全省特色园区, 给甲县和乙县的87户: the place only says where
            if match[0].startswith("从") and self.words.tells.match(self.text, mention.end):
                continue
            if match[0].startswith("由") and PROVED.match(self.text, mention.end):
                continue  # 由审计局提供的资料显示
            if mention.type != "Category" and before.endswith(("在", "位于", "落户", "入驻", "设在")):
                continue  # 对在某区落户的企业: the zone says where they are
            if match[0][0] in "对为" and WORKED_ON.match(self.text, mention.end):
                continue  # 对甲县等8个县进行土地整治
            if match[0].startswith("为") and self._is_what(mention):
                continue
            handed = match[0][0] in "向给" and mention.type in {"Institution", "Category", "Person", "Zone", "Place"}
            if (
                best is None
                or (handed and not direct)
                or (handed == direct and abs(at - mention.start) < abs(at - best.start))
            ):
                best, direct = mention, handed
        best = self._headed(best, mentions) if best else None
        found = self.listed(best) if best else []
        return [] if found and pattern is self.words.recipient and self._talked_to(found) else found

    def _closes(self, mention: Mention) -> bool:
        """Tell whether the class closes a list of bodies that are named before it."""
        near = self.within(mention.start - 24, mention.start, "Institution", "Fund", "Program")
        return bool(near) and CLOSES.fullmatch(self.text, near[-1].end, mention.start) is not None

    def _is_what(self, mention: Mention) -> bool:
        """Tell whether 为 before the party says what something is (主体为企业，…), and does not give (为企业、“三农”主体提供担保)."""
        mark = self.text[mention.end : mention.end + 1]
        return mark in "，。；" or (mark == "、" and HANDED.match(self.text, mention.end) is None)

    def _headed(self, mention: Mention, mentions: list[Mention]) -> Mention:
        """Return the class that a clause with the mention in it describes, where one does (对引进人才的企业), else the mention."""
        if mention.type != "Category":
            return mention
        ahead = [m for m in mentions if m.type == "Category" and m.start > mention.end]
        described = [m for m in ahead if DESCRIBED.fullmatch(self.text, mention.end, m.start)]
        return next((m for m in described if GIVEN_SO.match(self.text, m.end)), mention)

    def _no_recipient(self, before: str, match: re.Match[str]) -> bool:
        """Tell whether the word before a party is only a part of another one (作为, 因为)."""
        if before.endswith("同意", 0, match.start()):
            return False  # 同意 + 向某项目, and no 意向
        return self.words.not_recipient.search(before, max(0, match.start() - 1), match.start() + 4) is not None

    def _behind_sum(self, mention: Mention) -> int:
        """Return where the sum before the mention ends: a word before that sum reaches no further (批给某社2亿元支农再贷款).

        A sum that only describes the mention is passed over (设立规模2亿元的某基金).
        """
        place = bisect.bisect_right(self.sums, mention.start)
        while place and self.text[self.sums[place - 1] : mention.start].startswith("的"):
            place -= 1
        return self.sums[place - 1] if place else 0

    def _meant(self, mention: Mention, pattern: re.Pattern[str], floor: int) -> re.Match[str] | None:
        """Return the word before a class that a long clause describes (对过去一年取得成绩、作出贡献的企业)."""
        if mention.type != "Category" or pattern not in (self.words.recipient, self.words.beneficiary):
            return None
        return FAR.search(self.text[max(floor, mention.start - 56) : mention.start])

    def _talked_to(self, mentions: list[Mention]) -> bool:
        """Tell whether one only speaks to those behind 向 (向工信部、财政部对接汇报)."""
        led = "向" in self.text[max(0, mentions[0].start - 6) : mentions[0].start]
        return led and self.words.talked_to.match(self.text, mentions[-1].end) is not None

    def members(self, mention: Mention) -> list[Mention]:
        """Return the list that the mention is in, by itself where it is in none; lists stay what they are while flows are read."""
        if mention not in self._members:
            self._members[mention] = coordinated(self.state, mention).mentions
        return self._members[mention]

    def listed(self, mention: Mention) -> list[Mention]:
        """Return the members of the list that the mention is in, those that are known entities."""
        members = self.members(mention)
        members = [*self.ahead(members[0]), *members, *self.beyond(members[-1])]
        return [m for m in members if m.entity is not None and not self._describes(m)] or [mention]

    def beyond(self, last: Mention) -> list[Mention]:
        """Return the members of a list that come behind one that nobody knows (甲公司、某厂和乙公司); `last` is the one before it."""
        found: list[Mention] = []
        while (unknown := UNKNOWN.match(self.text, last.end)) and len(found) < LONGEST:
            named = self.within(unknown.end(), unknown.end() + 40, last.type)
            if not named or named[0].start != unknown.end():
                break
            found += self.members(named[0])
            last = found[-1]
        return found

    def ahead(self, first: Mention) -> list[Mention]:
        """Return the members of a list that come before one that nobody knows; `first` is the one behind it."""
        found: list[Mention] = []
        while len(found) < LONGEST:
            named = [
                m
                for m in self.within(first.start - 40, first.start, first.type)
                if UNKNOWN.fullmatch(self.text, m.end, first.start)
            ]
            if not named:
                break
            found = [m for m in self.members(named[-1]) if m not in found] + found
            first = found[0]
        return found

    def gives(self, mention: Mention) -> bool:
        """Tell whether the party is of a sort that usually gives: government, bank, fund, capital."""
        if mention.type in {"Fund", "Zone"}:
            return True
        if mention.type == "Category":
            return bool(self.words.giver_categories.search(mention.text))
        return mention.type == "Institution" and mention.kind in self.words.giver_kinds

    def instrument_of(self, channels: list[Mention]) -> str | None:
        """Return the instrument that the name of a programme or fund ends in (农机购置补贴, 支农再贷款), None where it ends in none."""
        scanner = self.state.lexicon.built("flows.cues", build)
        for mention in channels:
            name = mention.name or mention.text
            last = [c for c in scanner.scan(name) if c.meaning.noun and c.end >= len(name) - 2]
            if (
                last
                and mention.type in {"Program", "Fund"}
                and last[-1].meaning.noun not in {"other", "investment", "grant"}
            ):
                return last[-1].meaning.noun
        return None

    def government(self, mention: Mention, budget: bool = False) -> Mention:
        """Return the mention as its government where a place acts (rule 17), as its finance department by `budget`, else the mention itself."""
        entity = mention.entity
        if (
            mention.type != "Place"
            or entity is None
            or entity.kind not in {"province", "city", "county", "town", "country"}
        ):
            return mention
        desk = finance_department(entity.name, entity.kind == "province")
        name = "财政部" if entity.kind == "country" else desk if budget else f"{entity.name}人民政府"
        if entity.kind == "country" and entity.name not in {"中国", "中华人民共和国"}:
            return mention
        kind = "central_government" if entity.kind == "country" else "local_government"
        body = next((e for e in self.state.entities if e.type == "Institution" and e.name == name), None)
        if body is None:
            body = Entity(f"Institution:{name}", name, "Institution", kind, place=entity.name)
            self.state.entities.append(body)
        acting = Mention(
            mention.start,
            mention.end,
            mention.text,
            "Institution",
            kind,
            name,
            "place that gives",
            implied=True,
            entity=body,
        )
        if not any((m.start, m.end) == (acting.start, acting.end) for m in body.mentions):
            body.mentions.append(acting)
        return acting
