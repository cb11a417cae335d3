"""Articles while a page is read: what has been put together of each so far."""

from dataclasses import dataclass, field

from extract.layout_bylines import Credit
from extract.layout_join import ended, pairs
from extract.layout_lines import Line


@dataclass(slots=True)
class Paragraph:
    """A paragraph of an article; `row` where it is a row of a table, `heading` where it stands over others."""

    text: str
    row: Line | None = None
    heading: bool = False

    @property
    def open(self) -> bool:
        """Whether it breaks off in mid-sentence."""
        if self.row is not None or self.heading or ended(self.text):
            return False
        return not (len(self.text) > 8 and self.text.endswith(("：", ":", "；", ";")))


@dataclass(slots=True)
class Draft:
    """An article while the page is read."""

    title: str | None = None
    paragraphs: list["Paragraph"] = field(default_factory=list)
    credit: Credit = field(default_factory=Credit)
    finished: bool = False  # a credit or a signature stood at its end
    pictured: bool = False  # a picture's caption stood behind its last paragraph
    first: Line | None = None
    captions: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    paired: int = 0  # paragraphs whose pairs are in `seen`

    @property
    def open(self) -> bool:
        """Whether the last paragraph breaks off in mid-sentence."""
        return bool(self.paragraphs) and not self.finished and self.paragraphs[-1].open

    @property
    def tail(self) -> str:
        """The last paragraph."""
        return self.paragraphs[-1].text if self.paragraphs else ""

    def pairs(self) -> set[str]:
        """The character pairs of all that stands in it."""
        for paragraph in self.paragraphs[self.paired :]:
            self.seen |= pairs(paragraph.text)
        self.paired = max(0, len(self.paragraphs) - 1)  # the last one may still grow
        return self.seen | pairs(self.title or "")


def fill(credit: Credit, found: Credit) -> None:
    """Take over what `found` says and `credit` does not yet."""
    credit.publisher = credit.publisher or found.publisher
    credit.date = credit.date or found.date
    credit.authors = credit.authors or found.authors
    credit.own = credit.own or found.own
