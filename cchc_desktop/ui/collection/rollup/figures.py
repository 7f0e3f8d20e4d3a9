"""Figures of a period over all offices: sums at the left, the offices behind one and what is doubtful at the right."""

from decimal import Decimal
from typing import Any, NamedTuple

from cchc_desktop.collection import figure_doubts, figures
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.rollup_rows import FigureDoubt, FigureSum, FigureTable, OfficeFigure
from cchc_desktop.rules.numbers import format_figure
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage, side_table
from cchc_desktop.ui.collection.rows import Column
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import label


class Found(NamedTuple):
    """The sums of a period, and its doubts by the code of their figure."""

    table: FigureTable
    doubts: dict[str, list[FigureDoubt]]


class FiguresPage(RollupPage):
    """A double click on an office leads to its own papers."""

    name = "figures"
    needs = frozenset({"period"})
    named = staticmethod(lambda row: f"{row.code} {row.name}")
    key = staticmethod(lambda row: row.code)

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: Found | None = None
        self._offices: tuple[OfficeFigure, ...] = ()
        self._words = ""
        self.about, self.how = label("", "pane", wrap=True), label("", "secondary", wrap=True)
        self.doubts = side_table(
            _("What is to be looked at"), lambda row: row.office, lambda row: (row.office_id, row.sentence), self
        )
        self.doubts.opened.connect(self.want_office)
        self.offices = side_table(_("What each office gave"), lambda row: row.office, lambda row: row.office_id, self)
        self.offices.opened.connect(self.want_office)
        self.doubt = label("", "soon", wrap=True)
        self.doubts.chosen.connect(self._tell)
        for part in (self.about, self.how):
            self.column.addWidget(part)
        self.column.addWidget(self.offices, 2)
        self.column.addWidget(self.doubts, 1)
        self.column.addWidget(self.doubt)

    def title(self) -> str:
        return _("Figures of reports")

    def fetch(self, chosen: Chosen) -> Found:
        collection = self.space.collection
        doubts: dict[str, list[FigureDoubt]] = {}
        table = figures.read(collection, chosen.period)
        failing, far = (
            read(collection, chosen.period) for read in (figure_doubts.read_failing, figure_doubts.read_far)
        )
        for one in (*failing, *far):
            doubts.setdefault(one.code, []).append(one)
        return Found(table, doubts)

    def show_found(self, found: Found) -> None:
        self._found = found
        table = found.table
        self.table.show_rows(self._columns(found), table.lines)
        words = _("Reports of {reports} of {awaited} offices are added up.").format(
            reports=formats.count(table.reports), awaited=formats.count(table.awaited)
        )
        number = sum(map(len, found.doubts.values()))
        if number:
            more = ngettext("{count} place is to be looked at.", "{count} places are to be looked at.", number)
            words = f"{words} {more.format(count=formats.count(number))}"
        self.said.emit(words)
        self.show_chosen()

    def narrow(self, words: str) -> None:
        """The search is for offices: it narrows the right pane."""
        self._words = words
        self.offices.narrow(words)

    def _columns(self, found: Found) -> list[Column]:
        return [
            Column(_("No."), lambda row: row.code, 56, order=lambda row: _by_number(row.code)),
            Column(_("Figure"), lambda row: row.name, tip=lambda row: f"{row.group}\n{row.name}"),
            Column(_("Unit of measure"), lambda row: row.unit, 84),
            Column(_("Period before"), lambda row: _value(row, row.previous), 100, right=True),
            Column(_("This period"), lambda row: _value(row, row.value), 110, right=True, strong=True),
            Column(_("Offices"), lambda row: formats.count(row.given), 72, order=lambda row: row.given, right=True),
            Column(
                _("To look at"),
                lambda row: _marks(row, found.doubts.get(row.code, [])),
                150,
                order=lambda row: -len(found.doubts.get(row.code, [])),
                look=lambda row: ("alert-triangle", "soon") if _marks(row, found.doubts.get(row.code, [])) else None,
                token=lambda _row: "soon",
            ),
        ]

    def show_chosen(self) -> None:
        row, found = self.table.chosen_row(), self._found
        self.about.setText(row.name if row is not None else "")
        if row is None or found is None:
            self.offices.show_rows(_office_columns(None), ())
            self.doubts.show_rows(_doubt_columns(), ())
            return
        self.how.setText(_how(row))
        self.doubts.show_rows(_doubt_columns(), found.doubts.get(row.code, []))
        self.doubts.setVisible(bool(found.doubts.get(row.code)))
        self._tell()
        chosen = self.chosen
        if chosen is not None:
            self.space.read(
                self,
                "figure",
                lambda: figures.read_values(self.space.collection, chosen.period, row.code),
                lambda given: self._show_offices(row, given),
            )

    def _show_offices(self, row: FigureSum, given: tuple[OfficeFigure, ...]) -> None:
        self._offices = given
        self.offices.show_rows(_office_columns(row), given)
        self.offices.narrow(self._words)

    def _tell(self) -> None:
        one = self.doubts.chosen_row() if not self.doubts.isHidden() else None
        self.doubt.setText(one.sentence if one is not None else "")
        self.doubt.setVisible(one is not None)


def _office_columns(row: FigureSum | None) -> list[Column]:
    def words(value: Decimal | None) -> str:
        return "" if row is None else _value(row, value)

    return [
        Column(pgettext("column", "Office"), lambda one: one.office),
        Column(_("Before"), lambda one: words(one.previous), 90, order=lambda one: one.previous, right=True),
        Column(
            _("This time"),
            lambda one: words(one.value) + (f" {_('(est.)')}" if one.estimated else ""),
            100,
            order=lambda one: one.value,
            right=True,
            tip=lambda one: one.note or one.source,
        ),
        Column(_("Unit of measure"), lambda one: one.unit, 70),
    ]


def _doubt_columns() -> list[Column]:
    return [
        Column(
            _("To look at"),
            lambda one: one.office,
            look=lambda one: ("alert-triangle", "soon"),
            tip=lambda one: one.sentence,
        ),
        Column("", lambda one: _kind(one.kind), 150),
    ]


def _kind(kind: str) -> str:
    return _("Does not add up") if kind == "sum" else _("Far from the others")


def _marks(row: FigureSum, doubts: list[FigureDoubt]) -> str:
    told = []
    wrong, far = (sum(one.kind == kind for one in doubts) for kind in ("sum", "far"))
    if wrong:
        told.append(_("does not add up: {count}").format(count=formats.count(wrong)))
    if far:
        told.append(_("far off: {count}").format(count=formats.count(far)))
    if row.others:
        told.append(_("other unit: {count}").format(count=formats.count(sum(one.offices for one in row.others))))
    return "; ".join(told)


def _how(row: FigureSum) -> str:
    words = {
        "sum": _("The sum of what the offices gave."),
        "weighted": _("Worked out from the sums of its numerator and denominator."),
        "mean": _("The mean of the offices' own values: each counts the same."),
        "answers": _("Counted by answer."),
    }
    told = [words.get(row.how, "")]
    told += [f"{answer}: {formats.count(number)}" for answer, number in row.answers]
    for other in row.others:
        told.append(
            _("Not added, because it was given in “{unit}”: {names}.").format(
                unit=other.unit, names=", ".join(other.names) + ("…" if other.offices > len(other.names) else "")
            )
        )
    return "\n".join(filter(None, told))


def _value(row: FigureSum, value: Decimal | None) -> str:
    if value is None:
        return ""
    return (
        row.choices.of(value) or format_figure(value, row.unit) if row.how != "answers" else formats.count(int(value))
    )


def _by_number(code: str) -> Any:
    return [(int(part), "") if part.isdigit() else (10**9, part) for part in code.split(".")]
