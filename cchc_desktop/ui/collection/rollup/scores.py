"""Points by office and field: a heat table of all fields, or one field with maximum, self-score, appraisal, index."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_desktop.collection import scores
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.rollup_rows import FieldHead, OfficeScore, ScoreSum, ScoreTable
from cchc_desktop.rules import localised
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rollup.chart import DistributionChart
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage, in_group, side_table
from cchc_desktop.ui.collection.rows import Column
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.calm import CalmCombo

_MIDDLE, _REACH = 65, 35  # per cent at which a cell of the heat table has no colour, and how far from it the full one


class ScoresPage(RollupPage):
    """The chosen field stands at the right with its distribution; "" is the whole index."""

    name = "scores"
    needs = frozenset({"index"})

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: ScoreTable | None = None
        self._rows: list[OfficeScore] = []
        self.table.opened.connect(self.want_office)
        self.fields = CalmCombo()
        self.fields.setAccessibleName(_("Field"))
        self.fields.activated.connect(lambda _place: self._show())
        self.chart = DistributionChart()
        self.lines = side_table(_("Points by field"), lambda row: row[0].name, lambda row: row[0].code, self)
        self.about = label("", "pane", wrap=True)
        self.note = label("", "secondary", wrap=True)
        for part in (self.fields, self.chart, self.about, self.note):
            self.column.addWidget(part)
        self.column.addWidget(self.lines, 1)

    def title(self) -> str:
        return _("Points by field")

    def fetch(self, chosen: Chosen) -> ScoreTable:
        return scores.read(self.space.collection, self.space.year, chosen.index_code)

    def show_found(self, found: ScoreTable) -> None:
        self._found = found
        self._rows = in_group(found.offices, self.chosen.group if self.chosen else "")
        kept = self.fields.currentData()
        self.fields.clear()
        self.fields.addItem(_("All fields"), "")
        for one in found.fields:
            self.fields.addItem(one.name, one.code)
        self.fields.setCurrentIndex(max(0, self.fields.findData(kept)))
        self._show()

    @property
    def field(self) -> str:
        """The code of the field that is shown, "" for all."""
        return str(self.fields.currentData() or "")

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        self.table.show_rows(self._heat(found) if not self.field else self._one(), self._rows)
        indices = [index for row in self._rows if (index := _sum(row, self.field).share) is not None]
        self.chart.show_shares(indices, found.bands)
        words = [
            _("{count} offices have scored themselves by “{title}”.").format(
                count=formats.count(len(found.offices)), title=found.title
            )
        ]
        if indices:
            words.append(
                _("Highest {most}, average {mean}, lowest {least}.").format(
                    most=formats.share(max(indices)),
                    mean=formats.share(sum(indices, Decimal(0)) / len(indices)),
                    least=formats.share(min(indices)),
                )
            )
        if found.changed:
            count = len(found.changed)
            more = ngettext(
                "{count} office scores by a criteria set that it changed: {names}.",
                "{count} offices score by criteria sets that they changed: {names}.",
                count,
            )
            words.append(more.format(count=formats.count(count), names=", ".join(found.changed)))
        self.said.emit(" ".join(words))
        self.show_chosen()

    def _heat(self, found: ScoreTable) -> list[Column]:
        columns = [Column(pgettext("column", "Office"), lambda row: row.name, 210, strong=True), *_whole()]
        return columns + [_heat_column(one) for one in found.fields]

    def _one(self) -> list[Column]:
        code = self.field
        return [
            Column(pgettext("column", "Office"), lambda row: row.name, 230, strong=True),
            _points(_("Maximum"), lambda row: _sum(row, code).maximum),
            _points(_("Self-score"), lambda row: _sum(row, code).self_score),
            _points(_("Appraised"), lambda row: _sum(row, code).reached),
            _index(_("Index"), lambda row: _sum(row, code).share, 90),
            Column(
                _("Not appraised yet"),
                lambda row: formats.count(_sum(row, code).open) if _sum(row, code).open else "",
                130,
                order=lambda row: _sum(row, code).open,
                right=True,
                token=lambda _row: "soon",
            ),
            Column("", lambda _row: ""),
        ]

    def show_chosen(self) -> None:
        row, found = self.table.chosen_row(), self._found
        if row is None or found is None:
            self.about.setText("")
            self.note.setText("")
            return
        self.chart.show_shares(
            [index for one in self._rows if (index := _sum(one, self.field).share) is not None],
            found.bands,
            _sum(row, self.field).share,
        )
        self.about.setText(row.name)
        told = [_("Not ranked.")] if not row.ranked else []
        if row.whole.open:
            count = row.whole.open
            words = ngettext(
                "{count} criterion waits for its appraisal.", "{count} criteria wait for their appraisal.", count
            )
            told.append(words.format(count=formats.count(count)))
        self.note.setText(" ".join(told))
        columns = [
            Column(_("Field"), lambda pair: pair[0].name),
            Column(_("Maximum"), lambda pair: formats.points(pair[1].maximum), 76, right=True),
            Column(_("Self"), lambda pair: formats.points(pair[1].self_score), 66, right=True),
            Column(_("Points reached"), lambda pair: formats.points(pair[1].reached), 66, right=True),
        ]
        self.lines.show_rows(columns, [(one, row.fields.get(one.code, ScoreSum())) for one in found.fields])


def _sum(row: OfficeScore, code: str) -> ScoreSum:
    return row.fields.get(code, ScoreSum()) if code else row.whole


def _whole() -> list[Column]:
    return [
        _points(_("Maximum"), lambda row: row.whole.maximum),
        _points(_("Self-score"), lambda row: row.whole.self_score),
        _points(_("Appraised"), lambda row: row.whole.reached),
        _index(_("Index"), lambda row: row.whole.share, 76),
    ]


def _points(title: str, value: Any) -> Column:
    return Column(title, lambda row: formats.points(value(row)), 80, order=value, right=True)


def _index(title: str, value: Any, width: int) -> Column:
    def shade(row: Any) -> float | None:
        share = value(row)
        return None if share is None else (float(share) - _MIDDLE) / _REACH

    return Column(title, lambda row: formats.share(value(row)), width, order=value, right=True, shade=shade)


def _heat_column(head: FieldHead) -> Column:
    def words(row: OfficeScore) -> str:
        share = _sum(row, head.code).share
        return "" if share is None else localised.number(rounded(share, 2), 2)

    def tip(row: OfficeScore) -> str:
        points = _sum(row, head.code)
        return f"{head.name}\n{formats.points(points.reached)}/{formats.points(points.maximum)}"

    made = _index(head.code, lambda row: _sum(row, head.code).share, 60)
    return replace(made, words=words, tip=tip, hint=f"{head.code}. {head.name}")
