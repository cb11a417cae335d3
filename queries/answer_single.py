"""Single sums where they are asked for (单笔, 最大一笔, the largest single loan): one payer, one recipient that is named, and no total."""

from dataclasses import replace

from queries.answer_facts import FlowFact, Run
from queries.answer_flows import flows
from queries.answer_most import MANY
from queries.answer_ranks import first
from queries.answer_result import Draft
from queries.answer_rows import ordered, told
from queries.answer_sums import unfit
from queries.answer_words import after, phrase
from queries.plan import Flows, Plan

RANKS = ("largest", "smallest")


def single(flow: FlowFact) -> bool:
    """Whether a flow is one sum from one payer at most to one recipient that is named, and neither a class nor several."""
    one = len(flow.recipient) == 1 and not flow.recipient[0].startswith("Category:")
    alone = len(flow.provider) < 2 and (flow.recipient_count or 1) == 1
    return one and alone and not flow.per and not flow.cumulative


def tell_single(draft: Draft, plan: Plan, run: Run) -> None:
    """Say of an answer that tells totals or sums to several which of its rows are single ones, or which single one stands first."""
    if not plan.single or not isinstance(plan.clause, Flows) or draft.nothing or plan.yes_no:
        return
    if plan.measure not in ("rows", *RANKS):
        return
    shown = [f for row in draft.rows for f in row.facts if isinstance(f, FlowFact)]
    if all(map(single, shown)):
        return
    language = plan.language
    if plan.measure == "rows":
        own = ordered(f for f in shown if single(f))
        key = "single_rows"
    else:
        with run.aside():
            found, _ = flows(replace(plan, measure="rows", limit=None), run)
            full = run.with_parties(found[:MANY])
        fit = [f for f in full if single(f) and not unfit(f) and f.status != "rule"]
        own = first(fit, 1, run, largest=plan.measure == "largest", by_fund=False)
        key = f"single_{plan.measure}"
    if not own:
        text = phrase("sentences", "single_none", language)
    else:
        text = phrase("sentences", key, language, n=len(own), what=told(own, run, language))
    draft.sentence += after(language, text)
