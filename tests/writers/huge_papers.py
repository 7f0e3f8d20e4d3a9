"""Papers with parts larger than a page, made at random; every word is there once, so that a lost one is noticed."""

from collections.abc import Callable
from itertools import count
from random import Random

from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Letterhead,
    ListItem,
    PageRun,
    Paragraph,
    Row,
    SignatureBlock,
    Signing,
    Stamp,
    Table,
    TitleBlock,
    cell,
    runs_of,
)

HUGE = 900  # words, more than a column of a page holds


class HugePapers:
    """Makes blocks of any size from a seed; `words` are those that were used."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._numbers = count(1)
        self.words: list[str] = []

    def _text(self, most: int = HUGE) -> str:
        size = self._random.choice((1, 3, 12, most))
        words = [f"từ{next(self._numbers)}." for _place in range(size)]
        self.words += words
        return " ".join(words)

    def _lines(self, most: int = 90) -> tuple[str, ...]:
        return tuple(self._text(4) for _place in range(self._random.choice((1, 3, most))))

    def _letterhead(self) -> Block:
        stamps = tuple(Stamp(self._text(), kind) for kind in ("secrecy", "circulation"))
        texts = [self._text() for _place in range(4)]
        return Letterhead(self._lines(), self._lines(), *texts, self._lines(), stamps=stamps)

    def _title(self) -> Block:
        roles = ("kind", "subject", "attachment")
        return TitleBlock(tuple(Paragraph(role, runs_of(self._text())) for role in roles), "Tên")

    def _signature(self) -> Block:
        left = self._random.random() < 0.3
        right = Signing(self._lines(), self._text(), self._text())
        if left:
            return SignatureBlock(right, left=Signing(self._lines(), self._text()))
        return SignatureBlock(right, self._lines(), drafter=self._text())

    def _paragraph(self) -> Block:
        text = runs_of(self._text())
        kinds: tuple[Callable[[], Block], ...] = (
            lambda: Paragraph("body", text, keep_next=True),
            lambda: Heading(1, text, number="I."),
            lambda: ListItem(1, "-", text),
            lambda: Paragraph("article", text, number="Điều\u00a01."),
        )
        return self._random.choice(kinds)()

    def _table(self) -> Block:
        columns = (Column(25), Column(60), Column(60))  # no word is longer than its line
        header = Row(tuple(cell(self._text()) for _place in columns), "header")
        rows: list[Row] = []
        for _place in range(self._random.choice((1, 4, 8))):
            if self._random.random() < 0.3:
                rows.append(Row((Cell(), cell(self._text(), colspan=2)), "group"))
            spanned = bool(rows) and rows[-1].kind == "row" and self._random.random() < 0.5
            middle = Cell(merge_above=True) if spanned else cell(self._text())
            kind = "row" if spanned else self._random.choice(("row", "row", "field", "total"))
            rows.append(Row((cell("1"), middle, cell(self._text())), kind))
        return Table(columns, (header,), tuple(rows), keep_end=self._random.random() < 0.3)

    def document(self) -> Document:
        """A paper of several parts."""
        makers = (self._letterhead, self._title, self._paragraph, self._table, self._paragraph, self._signature)
        parts = []
        for page in ("portrait", "landscape"):
            blocks = tuple(make() for make in makers if self._random.random() < 0.7)
            parts.append(PageRun(page, blocks, self._lines() if self._random.random() < 0.4 else ()))
        return Document("Lớn", "UBND xã", tuple(parts))
