"""Flows of award lists, budgets and programme lists: a row a flow, with the cell of the sum as evidence."""

from decimal import Decimal

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_cues import build
from extract.flows_levels import purse_at
from extract.flows_parties import Parties
from extract.model import Cell, Mention, State
from extract.tables_measures import add_measures, dates_above, drop_printed, year_of
from extract.tables_parties import parties_of
from extract.tables_read import Row, TableReader, joined
from graph import facts


def run(state: State) -> None:
    """Add the flows of the article's tables to `state.flows`, and what those without any measure to `state.observations`."""
    told = len(state.flows)
    for table in joined(state.article.tables, state.text):
        if len(table.rows) > 1:
            reader = TableReader(state, table)
            drop_printed(state, reader)
            if not Rows(state, reader).add():
                add_measures(state, reader)
    _drop_announced(state, told)


def _drop_announced(state: State, told: int) -> None:
    """Drop what the text announces without figure and by classes at most where a table says who; `told` flows are the text's."""
    classes = {e.id for e in state.entities if e.type == "Category"}

    def kind(flow: facts.Flow) -> str:
        return "public" if flow.instrument in PUBLIC else {"credit_line": "loan"}.get(flow.instrument, flow.instrument)

    def announced(flow: facts.Flow) -> bool:
        """Tell whether a flow has a payer of the table's and no recipient, or names nobody but classes."""
        named = (kind(flow), tuple(flow.provider)) in payers and not flow.recipient
        return named or (kind(flow) in kinds and classes.issuperset((*flow.provider, *flow.recipient, *flow.via)))

    payers = {(kind(f), tuple(f.provider)) for f in state.flows[told:]}
    kinds = {key for key, _ in payers}
    kept = [
        (place, f) for place, f in enumerate(state.flows) if place >= told or f.amount is not None or not announced(f)
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

    def add(self) -> bool:
        """Append a flow for each sum of each row, totals first, so that the rows can be slices of them; tells whether there is any.

        What is invested in places by nobody who is named is a statistic.
        """
        rows = self.reader.rows()
        if not rows:
            return False
        start = self.reader.table.rows[self.reader.lines][0].start
        about = [m for m in self.parties.all if m.end <= start and m.start >= start - 400]
        givers = [m for m in about if self.parties.gives(m) and m.type != "Zone" and m.kind != "fiscal"]
        bodies = [m for m in givers if m.type == "Institution"]
        purses = [m for m in bodies if m.name.endswith(self.reader.words.purses)]
        issuers = [m for m in bodies if m.end <= len(self.state.article.title or "")]
        payer = [self.parties.government(m) for m in (purses[-1:] or issuers[:1] or (bodies or givers)[-1:])]
        told = [m for m in self.state.mentions if m.entity and start - 400 <= m.start and m.end <= start]
        pools = [m for m in told if m.type == "Fund" and "fiscal" in (m.kind, m.entity.kind if m.entity else None)]
        invested = all(self._instrument(header) == "investment" for row in rows for header, _, _ in row.sums)
        if invested and not payer and not {"provider", "recipient", "program"} & set(self.reader.roles):
            return False
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
        return True

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
        named = {
            role: parties_of(self.state, self.reader, role, held) for role, held in cells.items() if role != "year"
        }
        recipient = named.get("recipient") or named.get("place", [])[-1:]  # of 市 and 县 the finer
        program = named.get("program", [])
        if not recipient and program:
            recipient, program = program, []
        level = self.reader.level(header)
        if level and payer and level.lastgroup != "country":
            level = None  # a department hands out what is its own level's
        purse = purse_at(self.parties, level) if level and instrument in PUBLIC else None
        provider = named.get("provider") or ([purse] if purse else others(payer, ids_of(recipient)))
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
            period=year_of(cells.get("year", []), header) or self._period(),
            rule="table row" if not row.total else "table total",
        )

    def _instrument(self, header: str) -> str:
        """Return what the header calls the money, else what the words above the table call it."""
        scanner = self.state.lexicon.built("flows.cues", build)
        for text in (header, self.reader.above):
            nouns = [c.meaning.noun for c in scanner.scan(text) if c.meaning.noun and c.meaning.noun != "other"]
            if told := [noun for noun in nouns if noun != "grant"]:  # 专项资金 says the least
                return told[-1]
        return "grant"

    def _period(self) -> str | None:
        years = [d.period for d in dates_above(self.state, self.reader) if d.period and len(d.period) == 4]
        return years[-1] if years else None
