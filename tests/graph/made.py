"""Small articles with facts, made by hand or by hypothesis, for the tests of merging and of the stores."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from graph.facts import ArticleFacts, Background, Entity, Evidence, Flow, KnownRelation, Mention, Observation, Relation

LABELS = {
    "甲部": "Institution",
    "乙行": "Institution",
    "丙厅": "Institution",
    "丁基金": "Fund",
    "戊园": "Zone",
    "己省": "Place",
}


def entity_id(name: str) -> str:
    """Return the id of one of the names of `LABELS`, or of a person."""
    return f"{LABELS.get(name, 'Person')}:{name}"


def article(
    name: str,
    text: str,
    source: str = "",
    relations: Sequence[tuple[str, str, str]] = (),
    flows: Sequence[dict[str, Any]] = (),
    observations: Sequence[dict[str, Any]] = (),
    background: Background | None = None,
    **more: Any,
) -> ArticleFacts:
    """Return an article; entities are the known names that stand in its text, facts have the whole text as evidence.

    `relations` are head, type, tail by name; `flows` and `observations` name their parties too.
    """
    evidence = Evidence(text=text, start=0, end=len(text))
    entities = []
    for known in (*LABELS, "张伟", "李娜"):
        places = [i for i in range(len(text)) if text.startswith(known, i)]
        if places:
            mentions = [Mention(text=known, start=i, end=i + len(known)) for i in places]
            entities.append(
                Entity(id=entity_id(known), name=known, type=LABELS.get(known, "Person"), mentions=mentions)
            )
    roles = ("provider", "via", "recipient")
    return ArticleFacts(
        article=name,
        source=source or f"{name}.txt",
        text=text,
        entities=entities,
        relations=[Relation(head=entity_id(h), type=t, tail=entity_id(x), evidence=evidence) for h, t, x in relations],
        flows=[
            Flow(evidence=evidence, **{k: [entity_id(n) for n in v] if k in roles else v for k, v in flow.items()})
            for flow in flows
        ],
        observations=[
            Observation(evidence=evidence, **{k: entity_id(v) if k == "subject" else v for k, v in o.items()})
            for o in observations
        ],
        background=background,
        **more,
    )


_names = st.sampled_from(list(LABELS))
_people = st.sampled_from(["张伟", "李娜"])
_amounts = st.sampled_from([None, Decimal(100), Decimal("100.0"), Decimal(200), Decimal("3.5")])
_parties = st.lists(_names, max_size=2, unique=True)
_flows = st.fixed_dictionaries(
    {
        "provider": _parties,
        "via": st.lists(_names, max_size=1),
        "recipient": _parties,
        "amount": _amounts,
        "period": st.sampled_from([None, "2023"]),
        "instrument": st.sampled_from(["loan", "grant"]),
        "qualifier": st.sampled_from([None, "exact", "about"]),
    }
)
_observations = st.fixed_dictionaries(
    {
        "subject": _names,
        "measure": st.sampled_from(["家数", "产值"]),
        "value": st.sampled_from([Decimal(1), Decimal("1.50"), Decimal(2)]),
        "period": st.sampled_from([None, "2023"]),
    }
)
_relations = st.one_of(
    st.tuples(
        st.sampled_from(["甲部", "乙行", "丙厅"]),
        st.just("PARTNERS_WITH"),
        st.sampled_from(["甲部", "乙行", "丙厅", "戊园"]),
    ),
    st.tuples(st.sampled_from(["甲部", "乙行"]), st.just("ESTABLISHES"), st.just("丁基金")),
    st.tuples(_people, st.just("POSTED_AT"), st.sampled_from(["甲部", "乙行", "丙厅"])),
)
_background = st.sampled_from(
    [
        None,
        Background(
            entities=[
                Entity(id="Place:中国", name="中国", type="Place", kind="country"),
                Entity(id="Place:己省", name="己省", type="Place"),
            ],
            relations=[KnownRelation(head="Place:己省", type="WITHIN", tail="Place:中国")],
        ),
    ]
)


@st.composite
def articles(draw: st.DrawFn, ids: str = "abcdef") -> ArticleFacts:
    """Draw an article; every fact's parties are named in its text."""
    name = draw(st.sampled_from(ids))
    relations = draw(st.lists(_relations, max_size=3))
    flows = draw(st.lists(_flows, max_size=3))
    observations = draw(st.lists(_observations, max_size=2))
    said = {n for h, _, t in relations for n in (h, t)} | set(draw(st.lists(_people, max_size=1)))
    said |= {n for f in flows for role in ("provider", "via", "recipient") for n in f[role]}
    said |= {o["subject"] for o in observations}
    text = draw(st.sampled_from(["据悉，", "近日，", "记者获悉，"])) + "、".join(sorted(said)) + "有事。"
    slices = []
    for place, flow in enumerate(flows):
        total = draw(st.one_of(st.none(), st.integers(0, len(flows) - 1)))
        slices.append({**flow, "slice_of": total if total != place else None})
    return article(
        name,
        text,
        source=draw(st.sampled_from(["", "", "bulletin.txt"])),
        relations=relations,
        flows=slices,
        observations=observations,
        background=draw(_background),
        date=draw(st.sampled_from([None, "2023-07-31"])),
    )
