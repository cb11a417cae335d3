"""Flows of award lists, budgets and programme lists: a row a flow, with the cell of the sum as evidence."""

from decimal import Decimal

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_cues import build
from extract.flows_parties import Parties
from extract.model import Cell, Entity, Mention, State
from extract.tables_read import Row, TableReader, joined
from graph import facts

FITTING = {
    "recipient": {"Institution", "Zone", "Place", "Category", "Fund"},
    "place": {"Place", "Zone"},
    "program": {"Program", "Fund"},
    "provider": {"Institution", "Fund", "Category"},
}


def run(state: State) -> None:
    """Add the flows of the article's tables to `state.flows`."""
    told = len(state.flows)
    for table in joined(state.article.tables, state.text):
        if len(table.rows) > 1:
            Rows(state, TableReader(state, table)).add()
    _drop_announced(state, told)


def _drop_announced(state: State, told: int) -> None:
    """Drop what the text announces without figure and recipient where a table gives both; `told` flows are the text's."""

    def money(flow: facts.Flow) -> tuple[str, tuple[str, ...]]:
        return "public" if flow.instrument in PUBLIC else flow.instrument, tuple(flow.provider)

    listed = {money(f) for f in state.flows[told:]}
    kept = [
        (place, f)
        for place, f in enumerate(state.flows)
        if place >= told or f.amount is not None or f.recipient or money(f) not in listed
    ]
    places = {old: new for new, (old, _) in enumerate(kept)}
    for _, flow in kept:
        flow.slice_of = places.get(flow.slice_of) if flow.slice_of is not None else None
    state.flows = [flow for _, flow in kept]


class Rows:
    """Turns the rows of one table into flows."""

    def __init__(self, state: State, reader: TableReader) -> None:
        self.state, self.reader = state, reader
        self.parties = Parties(state)

    def add(self) -> None:
        """Append a flow for each sum of each row, totals first, so that the rows can be slices of them."""
        rows = self.reader.rows()
        if not rows:
            return
        start = self.reader.table.rows[self.reader.lines][0].start
        about = [m for m in self.parties.all if m.end <= start and m.start >= start - 400]
        givers = [m for m in about if self.parties.gives(m) and m.type != "Zone" and m.kind != "fiscal"]
        bodies = [m for m in givers if m.type == "Institution"]
        purses = [m for m in bodies if m.name.endswith(self.reader.words.purses)]
        issuers = [m for m in bodies if m.end <= len(self.state.article.title or "")]
        payer = [self.parties.government(m) for m in (purses[-1:] or issuers[:1] or (bodies or givers)[-1:])]
        told = [m for m in self.state.mentions if m.entity and start - 400 <= m.start and m.end <= start]
        pools = [m for m in told if m.type == "Fund" and "fiscal" in (m.kind, m.entity.kind if m.entity else None)]
        channel = (pools or [m for m in told if m.type in {"Program", "Policy"}])[-1:]
        totals: dict[str, int] = {}
        for row in sorted(rows, key=lambda r: not r.total):
            whole: int | None = None
            for number, (header, cell, amount) in enumerate(row.sums):
                flow = self._flow(row, header, cell, amount, payer, channel)
                if row.total:
                    flow.slice_of = next(iter(totals.values())) if row.whole and number else None
                    totals[header] = self._total(flow)
                    continue
                flow.slice_of = totals.get(header) if whole is None else whole
                self.state.flows.append(flow)
                if row.whole and number == 0:
                    whole = len(self.state.flows) - 1

    def _total(self, flow: facts.Flow) -> int:
        """Return the place of the total among the flows: the one that the text states, else the row's own, added."""
        for place, known in enumerate(self.state.flows):
            if known.amount == flow.amount and known.slice_of is None:
                return place
        self.state.flows.append(flow)
        return len(self.state.flows) - 1

    def _flow(
        self, row: Row, header: str, cell: Cell, amount: Decimal, payer: list[Mention], channel: list[Mention]
    ) -> facts.Flow:
        instrument = self._instrument(header)
        cells = {} if row.total else row.cells
        named = {role: self._parties(role, held) for role, held in cells.items()}
        recipient = named.get("recipient") or named.get("place", [])[-1:]  # of 市 and 县 the finer
        program = named.get("program", [])
        if not recipient and program:
            recipient, program = program, []
        provider = named.get("provider") or others(payer, ids_of(recipient))
        via = program or channel
        return facts.Flow(
            evidence=self.state.evidence(cell.start, cell.end),
            provider=ids_of(provider),
            via=ids_of(via),
            recipient=ids_of(recipient),
            amount=amount,
            amount_text=self.state.text[cell.start : cell.end].strip(),
            qualifier="exact",
            instrument=instrument,
            status=self.reader.status(),
            period=self._period(),
            rule="table row" if not row.total else "table total",
        )

    def _instrument(self, header: str) -> str:
        """Return what the header calls the money, else what the words above the table call it."""
        scanner = self.state.lexicon.built("flows.cues", build)
        for text in (header, self.reader.above):
            nouns = [c.meaning.noun for c in scanner.scan(text) if c.meaning.noun and c.meaning.noun != "other"]
            if nouns:
                return next((noun for noun in reversed(nouns) if noun != "grant"), "grant")  # 专项资金 says the least
        return "grant"

    def _period(self) -> str | None:
        start = self.reader.table.rows[self.reader.lines][0].start
        dates = [
            d for d in self.state.dates if start - 120 <= d.start and d.end <= start and d.period and len(d.period) == 4
        ]
        return dates[-1].period if dates else None

    def _parties(self, role: str, cells: list[Cell]) -> list[Mention]:
        """Return the parties that the cells name: known mentions, else entities made of the cells' text."""
        found: list[Mention] = []
        for cell in cells:
            known = [m for m in self.state.mentions_in(cell.start, cell.end) if m.entity and m.type in FITTING[role]]
            wide = [m for m in known if 2 * (m.end - m.start) > cell.end - cell.start]
            found += wide[:1] or [self._new(role, cell)]
        return found

    def _new(self, role: str, cell: Cell) -> Mention:
        name = self.state.text[cell.start : cell.end].strip()
        label = {"program": "Program", "place": "Place"}.get(role, "Institution")
        kind = self.reader.kind(name) if label == "Institution" else {"Program": "program", "Place": "city"}[label]
        entity = next((e for e in self.state.entities if e.type == label and e.name == name), None)
        if entity is None:
            entity = Entity(f"{label}:{name}", name, label, kind)
            self.state.entities.append(entity)
        start = cell.start + self.state.text[cell.start : cell.end].index(name)
        mention = Mention(start, start + len(name), name, label, kind, name, "table cell", entity=entity)
        entity.mentions.append(mention)
        return mention
