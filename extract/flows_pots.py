"""What a total is the total of: a fund told by its size, a project by its whole investment, a company by its capital; what is paid in goes there."""

from dataclasses import dataclass
from decimal import Decimal

from extract.flows_base import GOVERNMENTS, MONEY, PUBLIC, ids_of, others
from extract.flows_cues import BUDGET
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_patterns import COUNTS
from extract.model import Mention

NEAR = 2  # sentences behind a total in which its parts may be told
CAPITAL = ("注册资本", "注册资金", "实收资本")
CONTRIBUTED = {"投入", "各投", "累计投入", "各投入", "共同投入"}  # verbs of paying in that have 投 in them
ARRIVED = {"到位", "到账", "争取到位", "进账", "入账"}  # of a fund's size: what its partners have paid
HANDED = (*MONEY, "转移支付")  # ends of the names of money that is handed out
PAID_IN = {"grant", "investment", "equity", "subsidy", "other"}


@dataclass(slots=True)
class Pot:
    """A total with what it is the total of."""

    frame: Frame
    amount: Decimal
    thing: list[Mention]

    def holds(self, parties: Parties, frame: Frame) -> bool:
        """Tell whether the sum can be a part of the total: told soon behind it in its paragraph, and no larger."""
        state, amount = parties.state, frame.money.amount
        if amount is None or amount > self.amount or frame.money.currency != self.frame.money.currency:
            return False
        if frame.money.per not in (None, "recipient", self.frame.money.per) or frame.status == "rule":
            return False
        lent = (
            frame.instrument == "loan" and self.frame.instrument == "investment"
        )  # projects are lent to, funds are not
        if frame.instrument not in PAID_IN and not lent:
            return False
        here, there = frame.clause.sentence, self.frame.clause.sentence
        if here.paragraph != there.paragraph or here.heading != there.heading:
            return False
        return here is there or state.number_of(here) - state.number_of(there) <= NEAR


def pot_of(parties: Parties, frame: Frame, before: Pot | None) -> Pot | None:
    """Return the total that the frame tells, else the one told before; none where nobody knows of what it is one."""
    amount, own = frame.money.amount, frame.parties
    if amount is None or frame.money.per not in (None, "year"):
        return before
    if frame.kind == "flow":
        whole = frame.noun is not None and parties.words.project.search(frame.noun.word) and "投资" in frame.noun.word
        got = own.get("recipient", [])
        filled = frame.instrument in {"grant", "investment"} and all(m.type == "Fund" for m in got)
        thing = got if frame.instrument == "fund_size" or whole or filled else []
    else:
        acting = {m.start for m in frame.clause.subject} if frame.reason.startswith(CAPITAL) else set()
        thing = [m for m in parties.all if m.start in acting and m.type == "Institution"]
    if len(ids_of(thing)) != 1 or (before and before.holds(parties, frame) and ids_of(before.thing) == ids_of(thing)):
        return before
    return Pot(frame, amount, thing)


def spends(frame: Frame, pot: Pot) -> bool:
    """Tell whether the sum is one that a fund told of invests: the clause has no subject but what it takes over (规模5亿元，已投出2亿元)."""
    verb, clause = frame.verb, frame.clause
    invests = verb is not None and "投" in verb.word and verb.word not in CONTRIBUTED
    return (
        pot.frame.instrument == "fund_size" and invests and (clause.carried or not clause.subject) and not clause.agents
    )


def spent(parties: Parties, frame: Frame, pot: Pot | None) -> None:
    """Let the fund told of pay what it invests, whoever founded or filled it and is carried over as the subject."""
    if pot is None or not pot.holds(parties, frame) or not spends(frame, pot):
        return
    own = frame.parties
    acting = {m.start for m in frame.clause.subject}
    if all(m.start in acting for m in own["provider"]):
        own["recipient"] = others(own["recipient"], ids_of(pot.thing))
        own["provider"] = list(pot.thing)


def paid_in(parties: Parties, frame: Frame, pot: Pot | None) -> list[Mention]:
    """Return the thing that the sum is paid into as a part of its total, nothing where the clause says that somebody gets it."""
    if pot is None or not pot.holds(parties, frame):
        return []
    arrived = frame.verb is not None and frame.verb.word in ARRIVED and pot.frame.instrument == "fund_size"
    got = frame.verb is not None and not arrived and frame.verb.meaning.role not in {"give", "into", "buy"}
    return [] if got or spends(frame, pot) else others(pot.thing, ids_of(frame.parties.get("provider", [])))


def names_sum(parties: Parties, frame: Frame) -> None:
    """Take money whose name stands right before its sum as what the sum runs through, and not as who pays (每县水利专项资金600万元).

    Where its name is the subject of the clause and nobody pays, the government body that acted last does.
    """
    own = frame.parties
    if frame.instrument not in PUBLIC:
        return
    start = frame.money.start  # the sum's outer start holds the word that says per what
    acting = {m.start for m in frame.clause.subject if not frame.clause.carried}
    near = parties.within(max(frame.clause.start, start - 40), start, "Fund")
    budgeted = {m: m.end + len(BUDGET) * parties.text.startswith(BUDGET, m.end) for m in near}  # 下达某资金预算2亿元
    beside = [m for m in near if COUNTS.fullmatch(parties.text, budgeted[m], start)]
    named = [m for m in beside if m.kind == "fiscal" and m.text.endswith(HANDED)]
    if any(m in own["provider"] for m in named):
        own["provider"] = [m for m in own["provider"] if m not in named]
        own["via"] = own["via"] or named
    given = frame.verb is not None and frame.verb.meaning.role == "give" and frame.verb.start < start
    handed = given and own["recipient"] and own["provider"] and all(m.kind in GOVERNMENTS for m in own["provider"])
    if handed and not own["via"]:
        own["via"] = others(beside[-1:], ids_of(own["provider"] + own["recipient"]))
    half = max(frame.clause.sentence.start, *(parties.text.rfind(c, 0, start) + 1 for c in "；："))
    led = any(c in parties.text[half:start] for c in "由从")  # 该基金由某资金40亿元…组成
    if not own["provider"] and not led and any(m.start in acting for m in named) and frame.status != "rule":
        own["provider"] = others(acted_last(parties, frame), ids_of(own["recipient"]))


def acted_last(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the government body that is the subject of a clause before the sum's, in its sentence or the one before."""
    for sentence in parties.state.up_to(frame.clause.sentence, 1)[::-1]:
        for clause in [c for c in sentence.clauses if c.start < frame.clause.start][::-1]:
            found = [m for m in clause.subject if m.kind in GOVERNMENTS and m.type == "Institution"]
            if found:
                return [] if sentence.heading else found
    return []
