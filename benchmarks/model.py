"""A seeded model of the ontology: articles' facts as news would give them, few names often and many names rarely."""

import random
from collections.abc import Iterator
from decimal import Decimal

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention, Observation, Relation

FACTS = 20  # facts of one article
_PLACES = (
    "江苏",
    "浙江",
    "广东",
    "四川",
    "湖北",
    "陕西",
    "山东",
    "河南",
    "安徽",
    "湖南",
    "福建",
    "辽宁",
    "江西",
    "重庆",
    "天津",
)
_WORDS = (
    "科技",
    "创新",
    "产业",
    "成果",
    "转化",
    "绿色",
    "数字",
    "先进",
    "制造",
    "生物",
    "能源",
    "材料",
    "金融",
    "信息",
    "海洋",
)
_FORMS = {
    "Institution": ("公司", "company", 4000),
    "Fund": ("基金", "venture", 1500),
    "Program": ("计划", "program", 1500),
    "Policy": ("办法", None, 1500),
    "Zone": ("高新区", "high_tech", 300),
    "Place": ("市", "city", 200),
    "Category": ("企业", None, 60),
    "Person": ("", None, 3000),
}
_RELATIONS = (
    ("ESTABLISHES", "Institution", "Fund"),
    ("ISSUES", "Institution", "Policy"),
    ("RUNS", "Institution", "Program"),
    ("MANAGES", "Institution", "Fund"),
    ("PARTNERS_WITH", "Institution", "Institution"),
    ("LOCATED_IN", "Institution", "Place"),
    ("APPLIES_TO", "Policy", "Category"),
    ("BASED_ON", "Program", "Policy"),
    ("POSTED_AT", "Person", "Institution"),
    ("PARTICIPATES_IN", "Institution", "Program"),
)


class Model:
    """Draws articles; the same seed and size give the same articles."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        self.articles = articles
        self._random = random.Random(seed)
        scale = max(0.2, articles / 10_000)
        self._names = {label: self._pool(label, int(size * scale)) for label, (_, _, size) in _FORMS.items()}

    def _pool(self, label: str, size: int) -> list[str]:
        form = _FORMS[label][0]
        return [
            f"{_PLACES[n % 15]}{_WORDS[n // 15 % 15]}{_WORDS[n // 225 % 15]}{n}{form}" for n in range(max(size, 20))
        ]

    def __iter__(self) -> Iterator[ArticleFacts]:
        for number in range(self.articles):
            yield self._article(number)

    def _name(self, label: str) -> str:
        """Draw a name; a tenth of the names fill half of the news."""
        names = self._names[label]
        return names[int(len(names) * self._random.random() ** 3)]

    def _article(self, number: int) -> ArticleFacts:
        draft = _Draft(number)
        for _ in range(8):
            kind, head, tail = self._random.choice(_RELATIONS)
            draft.relation(kind, (head, self._name(head)), (tail, self._name(tail)))
        for _ in range(6):
            payer = self._random.choice(("Institution", "Fund"))
            recipient = self._random.choice(("Category", "Zone", "Institution"))
            draft.flow(
                (payer, self._name(payer)),
                ("Program", self._name("Program")) if self._random.random() < 0.4 else None,
                (recipient, self._name(recipient)) if self._random.random() < 0.8 else None,
                Decimal(self._random.randint(1, 999)) * 10 ** self._random.randint(4, 8),
                self._random.choice(("loan", "grant", "investment", "equity", "credit_line")),
                self._random.choice((None, "2022", "2023", "2023-06")),
            )
        for _ in range(6):
            value = Decimal(self._random.randint(1, 99999)) / 10
            draft.observation(("Zone", self._name("Zone")), self._random.choice(_WORDS) + "产值", value, "亿元", "2023")
        return draft.finish(f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}")


class _Draft:
    """An article that grows sentence by sentence."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.text = f"第{number}号报道\n"
        self.entities: dict[str, Entity] = {}
        self.relations: list[Relation] = []
        self.flows: list[Flow] = []
        self.observations: list[Observation] = []

    def _say(self, *parts: str | tuple[str, str] | None) -> tuple[Evidence, list[str]]:
        """Add a sentence of words and of entities (label, name); return it as evidence, and the entities' ids."""
        start, ids = len(self.text), []
        for part in parts:
            if isinstance(part, tuple):
                label, name = part
                node = f"{label}:{name}"
                entity = self.entities.setdefault(
                    node, Entity(id=node, name=name, type=label, kind=_FORMS[label][1], mentions=[])
                )
                entity.mentions.append(Mention(text=name, start=len(self.text), end=len(self.text) + len(name)))
                self.text += name
                ids.append(node)
            elif part:
                self.text += part
        self.text += "。"
        return Evidence(text=self.text[start:], start=start, end=len(self.text)), ids

    def relation(self, kind: str, head: tuple[str, str], tail: tuple[str, str]) -> None:
        evidence, ids = self._say(head, "与有关方面就", tail, "开展工作")
        self.relations.append(Relation(head=ids[0], type=kind, tail=ids[1], evidence=evidence, rule="model"))

    def flow(
        self,
        payer: tuple[str, str],
        via: tuple[str, str] | None,
        recipient: tuple[str, str] | None,
        amount: Decimal,
        instrument: str,
        period: str | None,
    ) -> None:
        printed = f"{amount:f}元"
        evidence, ids = self._say(
            payer, "通过" if via else None, via, "提供资金", printed, "，用于" if recipient else None, recipient
        )
        self.flows.append(
            Flow(
                evidence=evidence,
                provider=ids[:1],
                via=[i for i in ids[1:] if i.startswith("Program:")],
                recipient=[i for i in ids[1:] if not i.startswith("Program:")],
                amount=amount,
                amount_text=printed,
                qualifier="exact",
                instrument=instrument,
                period=period,
                rule="model",
            )
        )

    def observation(self, subject: tuple[str, str], measure: str, value: Decimal, unit: str, period: str) -> None:
        evidence, ids = self._say(subject, measure, f"达到{value}{unit}")
        self.observations.append(
            Observation(
                evidence=evidence, subject=ids[0], measure=measure, value=value, unit=unit, period=period, rule="model"
            )
        )

    def finish(self, date: str) -> ArticleFacts:
        return ArticleFacts(
            article=f"{self.number:016x}",
            source=f"model/{self.number // 5}.txt",
            text=self.text,
            title=f"第{self.number}号报道",
            date=date,
            entities=list(self.entities.values()),
            relations=self.relations,
            flows=self.flows,
            observations=self.observations,
        )
