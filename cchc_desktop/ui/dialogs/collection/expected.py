"""What the offices have to hand in this year, and before when; a group may have days of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection import choices, expected
from cchc_desktop.collection.expected import ExpectedPaper
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.writing import write_and_leave
from cchc_desktop.ui.widgets.basics import button, fit, label, scrolled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField

_LAST = 500  # row of the grid below all papers


class _Row:
    """One paper: whether it is awaited, and before when."""

    def __init__(self, paper: ExpectedPaper, on: bool, year: int) -> None:
        self.paper = paper
        name = f"{paper.title} ({paper.group_name})" if paper.group_name else paper.title
        self.on = QCheckBox(name)
        self.on.setChecked(on)
        self.day = DateField(_("Day from which {paper} is late").format(paper=name), optional=True, year=year)
        self.day.show_date(paper.due_at.date() if paper.due_at is not None else None)
        self.hour = QLineEdit(f"{paper.due_at:%H:%M}" if paper.due_at and paper.due_at.time() != time() else "")
        self.hour.setPlaceholderText("00:00")
        self.hour.setMaximumWidth(theme.px(76))
        self.hour.setAccessibleName(_("Hour from which {paper} is late").format(paper=name))

    def typed(self) -> ExpectedPaper:
        """The paper as it was typed; raises `UserError` for an hour that is none."""
        day, hour = self.day.value(), clean(self.hour.text()).strip()
        at = time()
        if hour:
            try:
                at = time.fromisoformat(hour.zfill(5))
            except ValueError as error:
                words = _("“{text}” is no time of day. Type it like 17:00, or leave it empty.")
                raise UserError(words.format(text=hour)) from error
        return replace(self.paper, due_at=datetime.combine(day, at) if day is not None else None)


class ExpectedDialog(Dialog):
    """The usual papers, and whatever else is awaited already."""

    def __init__(
        self, space: CollectionSpace, known: Sequence[ExpectedPaper], groups: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.space = space
        self.setWindowTitle(_("Papers that are awaited in {year}").format(year=space.year))
        fit(self, 620, 560)
        form = QWidget()
        self._grid = QGridLayout(form)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 1)
        for place, words in enumerate((_("Paper"), _("Before the day"), _("Hour"))):
            self._grid.addWidget(label(words, "field"), 0, place)
        self._grid.setRowStretch(_LAST, 1)
        self.rows: list[_Row] = []
        there = {(one.kind, one.key, one.group_name) for one in known}
        others = [one for one in expected.usual(space.year) if (one.kind, one.key, "") not in there]
        for paper in expected.in_order([*known, *others]):
            self._add(_Row(paper, paper in known, space.year))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "A paper is late from the day that stands here: “before 12/3” means that 11/3 is the last day in time."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(scrolled(form), 1)
        column.addLayout(self._of_group(groups))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)

    def _add(self, row: _Row) -> None:
        self.rows.append(row)
        place = len(self.rows)
        for at, field in enumerate((row.on, row.day, row.hour)):
            self._grid.addWidget(field, place, at)

    def _of_group(self, groups: Sequence[str]) -> QHBoxLayout:
        """A day of its own for a group, where the offices stand in groups."""
        line = QHBoxLayout()
        self.paper, self.group = CalmCombo(), CalmCombo()
        self.paper.setAccessibleName(_("Paper"))
        self.group.setAccessibleName(_("Group of offices"))
        for place, row in enumerate(self.rows):
            if not row.paper.group_name:
                self.paper.addItem(row.paper.title, place)
        for name in groups:
            self.group.addItem(name, name)
        add = button(_("A day of its own for this group"), self.add_for_group, icon_name="plus")
        for field in (self.paper, self.group, add):
            field.setVisible(bool(groups))
            line.addWidget(field)
        line.addStretch(1)
        return line

    def add_for_group(self) -> None:
        """Another line for the chosen paper and group."""
        of_all = self.rows[self.paper.currentData()].paper
        wanted = replace(of_all, group_name=str(self.group.currentData()))
        if all(
            (one.paper.kind, one.paper.key, one.paper.group_name) != (wanted.kind, wanted.key, wanted.group_name)
            for one in self.rows
        ):
            self._add(_Row(wanted, True, self.space.year))

    def carry_out(self) -> bool:
        try:
            wanted = [row.typed() for row in self.rows if row.on.isChecked()]
        except UserError as error:
            alerts.show_error(self, error)
            return False
        collection, year = self.space.collection, self.space.year

        def verb() -> None:
            with collection.changing() as connection:
                expected.put(connection, year, wanted)

        write_and_leave(self, self.space, verb, _("What is awaited was kept."))
        return False


def show_expected(space: CollectionSpace, parent: QWidget) -> None:
    """Show what is awaited in the year at hand."""
    collection, year = space.collection, space.year

    def fetch() -> tuple[tuple[ExpectedPaper, ...], tuple[str, ...]]:
        with collection.reading() as connection:
            known = expected.read(connection, year)
        return known, choices.read(collection, year).groups

    space.read(parent, "expected", fetch, lambda found: ExpectedDialog(space, *found, parent).open())
