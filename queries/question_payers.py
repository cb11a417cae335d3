"""Who pays where Chinese word order does not say it: a company that 贷款 borrows, a bank that 出资最多 in a fund gives."""

from queries.plan import Flows, Party
from queries.question_patterns import Match
from queries.question_sketch import NotUnderstood, Sketch
from queries.question_words import table

RANKS = ("largest", "smallest")
LENDERS = ("bank", "financial", "central_government", "local_government", "market")
HELP = ("credit_line", "subsidise", "interest_subsidy", "aid", "grant", "reward", "compensate", "tax")
PAYERS = ("bank", "central_government", "local_government")


def turned_round(match: Match, roles: dict[str, Party], sketch: Sketch) -> Flows | None:
    """Return the flow of a match whose subject gets the money, or None where who pays stands where the order of words says."""
    verb = match.verb()
    word = verb.word if verb is not None else None
    if verb is None or word is None or word.sort != "money" or verb.symbol != "v":
        return None
    subject, object_ = roles.get("S"), roles.get("O")
    ranked = sketch.measure in RANKS
    if match.pattern.text == "V O*" and object_ is not None:
        gives = ranked and object_.labels == ("Institution",) and word.key != "relending"
        return Flows(provider=object_) if gives else None  # 授信最多的是哪家银行
    if subject is None:
        return None
    has = any(i.symbol == "h" for i in match.rest)
    if has and object_ is None and (borrows(subject) or "Fund" in subject.labels or _fund(subject)):
        return Flows(recipient=subject)  # firms that have loans, funds that have 出资
    if word.key == "bond" and object_ is None and verb.token.text in table("verbs")["issuing_bonds"]:
        return Flows(recipient=subject)  # who issues bonds gets the money
    if word.key in HELP and object_ is None and match.pattern.text in ("S V", "S V M") and borrows(subject):
        return Flows(recipient=subject)  # 初创企业最多补多少: firms are helped so, and help nobody
    borrowed = verb.token.text.startswith("借") and "给" not in verb.token.text
    if word.key in ("lend", "lent") and borrowed and subject.open and object_ is None:
        return Flows(recipient=subject)  # 谁借了400万元
    if word.key in ("lend", "lent") and verb.token.text in table("verbs")["borrowing"] and borrows(subject):
        marks = [i.token.text for i in match.rest if i.symbol in "of"]
        if object_ is None:
            return Flows(recipient=subject)
        if marks == ["向"] and (object_.open or not borrows(object_)):
            return Flows(provider=object_, recipient=subject)
        return None
    if ranked and _fund(subject) and object_ is None and match.pattern.text == "S V":
        if verb.token.text.startswith("投"):
            raise NotUnderstood("order", subject.said, verb.token.text)  # who invests in it, or what it invests in
        return Flows(
            provider=Party(asked=True, said=verb.token.text, word="who"), recipient=subject
        )  # 大基金三期出资前三名
    if match.pattern.text.startswith("S V d O!") and object_ is not None and _fund(subject):
        if ranked and verb.token.text.startswith("投") and not set(object_.kinds) & set(PAYERS):
            raise NotUnderstood("order", subject.said, verb.token.text)
        by_kind = bool(set(object_.kinds) & set(PAYERS))
        if (by_kind or (ranked and verb.token.text.startswith("出"))) and object_.labels == ("Institution",):
            return Flows(provider=object_, recipient=subject)  # 大基金三期出资最多的银行
    return None


def borrows(party: Party) -> bool:
    """Whether a party is firms, which borrow where they are said to 贷款, and no one who lends."""
    if party.entities:
        return all(
            (e.label == "Category" and not e.name.endswith(("银行", "机构")))
            or (e.label == "Institution" and bool(e.kind) and e.kind not in LENDERS)
            for e in party.entities
        )
    return "Category" in party.labels or bool(party.kinds and "company" in party.kinds)


def _fund(party: Party) -> bool:
    return bool(party.entities) and all(e.label == "Fund" for e in party.entities)
