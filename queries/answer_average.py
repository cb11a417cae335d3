"""What each of those who got money together got on average: the sum over how many they are, as articles tell both."""

from decimal import Decimal

from queries.answer_facts import FlowFact, Run
from queries.answer_result import Draft, Row
from queries.answer_rows import row_of
from queries.answer_words import flow_text, money, phrase, strung
from queries.plan import Plan


def per_recipient(plan: Plan, run: Run, found: list[FlowFact]) -> Draft:
    """Return the average of each flow whose recipients are counted; nothing is averaged over flows, and what has no count is told."""
    language = plan.language
    draft = Draft(["basis", "amount", "instrument", "status", "recipient_count", "currency"])
    texts = []
    for flow in found:
        if flow.amount is None or not flow.recipient_count or flow.per or flow.qualifier == "up_to":
            continue
        each = (flow.amount / flow.recipient_count).quantize(Decimal("0.01"))
        values = {
            "basis": "average", "amount": each, "instrument": flow.instrument, "status": flow.status,
            "recipient_count": flow.recipient_count, "currency": flow.currency,
        }  # fmt: skip
        row = row_of(flow, run, language)
        shown = {
            **row.shown,
            "basis": phrase("basis", "average", language),
            "amount": money(each, flow.currency, language),
        }
        draft.rows.append(Row(values, {n: shown[n] for n in draft.columns if n in shown}, row.facts))
        said = {"each": shown["amount"], "n": flow.recipient_count, "flow": flow_text(flow, run, language)}
        texts.append(phrase("apart", "each_of", language, **said))
    key = "average_each" if texts else "no_count"
    draft.sentence = phrase("sentences", key, language, what=strung(language, texts))
    return draft
