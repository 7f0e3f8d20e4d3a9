"""The offices of the collection: what they are called, their group, whether they are awaited and ranked, their mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection import office_years
from cchc_desktop.collection.office_years import OfficeLine
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.text import clean, fold, sort_key
from cchc_desktop.ui import theme
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.writing import write_and_leave
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons, scrolled

_NO = ("", "0", "khong", "no")
_FEW = 4  # events that are shown without scrolling


@dataclass(frozen=True)
class _Row:
    """A line as it is typed; `guid` makes it the same one."""

    guid: str
    of: OfficeLine


class OfficesDialog(Dialog):
    """A sheet: what is typed is kept with the button, the lines that were changed and no others."""

    def __init__(
        self, space: CollectionSpace, offices: Sequence[OfficeLine], causes: Sequence[str], parent: QWidget | None
    ) -> None:
        """`causes` are the events that lower a band, as the criteria sets of the year ask for them."""
        super().__init__(parent)
        self.space = space
        ordered = sorted(offices, key=lambda one: sort_key(one.name))
        self._rows = {str(one.office_id): _Row(str(one.office_id), one) for one in ordered}
        self._kept = dict(self._rows)
        self.setWindowTitle(_("Offices in {year}").format(year=space.year))
        fit(self, 1000, 560)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Find an office"))
        self.words.setAccessibleName(_("Find an office"))
        self.words.setProperty(PASSING, True)
        named_buttons(self.words)
        self.words.textChanged.connect(lambda _text: self._show())
        self.model = TypedRows(self)
        self.model.typed.connect(self._typed)
        self.table = TypedTable(_("Offices"), self.model)
        known = dict.fromkeys([*causes, *(cause for one in offices for cause in one.causes)])
        self.ticks = {cause: QCheckBox(cause) for cause in known}
        self.whose = label("", "field", wrap=True)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_causes())
        self.said = label("", "secondary", wrap=True)
        self.said.hide()
        self.table.said.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "Offices of a group have days of their own and are compared with each other. Type x where an office is "
            "awaited or ranked, and empty the cell where it is not. An office from which nothing came yet is typed "
            "into the last line."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self._events())
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)
        self._show()
        self.table.fit_columns(self._columns())
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _events(self) -> QWidget:
        """The events of the year that lower the band of the office in whose line one is."""
        if not self.ticks:
            words = _("The criteria sets of this year name no events that lower a grade.")
            return label(words, "secondary", wrap=True)
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.whose)
        for cause, tick in self.ticks.items():
            tick.clicked.connect(lambda on, cause=cause: self._tick(cause, on))
            column.addWidget(tick)
        if len(self.ticks) <= _FEW:
            return holder
        area = scrolled(holder)
        area.setFixedHeight(theme.px(130))
        return area

    def _show_causes(self) -> None:
        row: _Row | None = self.table.chosen()
        name = row.of.name if row is not None else _("Choose an office.")
        self.whose.setText(_("Events that lower the grade: {office}").format(office=name))
        for cause, tick in self.ticks.items():
            tick.setEnabled(row is not None)
            tick.setChecked(row is not None and cause in row.of.causes)

    def _tick(self, cause: str, on: bool) -> None:
        row: _Row | None = self.table.chosen()
        if row is not None:
            causes = {*row.of.causes, cause} if on else {*row.of.causes} - {cause}
            self._rows[row.guid] = _Row(row.guid, row.of._replace(causes=tuple(sorted(causes))))
            self._show()

    def _show(self) -> None:
        words = fold(clean(self.words.text())).split()
        shown = [row for row in self._rows.values() if all(word in fold(row.of.name) for word in words)]
        self.model.show_rows(self._columns(), shown, grows=not words)
        self._show_causes()

    def _columns(self) -> list[TypedColumn]:
        told = TypedColumn(
            "causes",
            _("Events"),
            lambda row: "; ".join(row.of.causes),
            116,
            editable=False,
            tip=lambda row: "\n".join(row.of.causes),
        )
        columns = _columns()
        return [*columns[:-1], *([told] if self.ticks else []), columns[-1]]

    def _typed(self, cells: list[tuple[_Row | None, int, str, str]]) -> None:
        new: dict[int, _Row] = {}
        for row, place, key, text in cells:
            row = (
                self._rows[row.guid]
                if row is not None
                else new.get(place) or _Row(f"new {len(self._rows)}", OfficeLine(None, ""))
            )
            new[place] = row = _Row(row.guid, row.of._replace(**{key: _value(key, text)}))
            self._rows[row.guid] = row
        self._show()

    def changed(self) -> list[OfficeLine]:
        """The lines that are not as they were kept."""
        return [row.of for guid, row in self._rows.items() if self._kept.get(guid) != row and row.of.name]

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def holds_typed(self) -> bool:
        return super().holds_typed() or bool(self.changed())

    def carry_out(self) -> bool:
        self.keep_typed()
        lines, collection, year = self.changed(), self.space.collection, self.space.year
        if not lines:
            return True

        def verb() -> None:
            with collection.changing() as connection:
                office_years.put(connection, year, lines, at=datetime.now().replace(microsecond=0))

        write_and_leave(self, self.space, verb, _("The offices were kept."))
        return False


def show_offices(space: CollectionSpace, parent: QWidget) -> None:
    """Show the offices as they stand in the year at hand."""
    collection, year = space.collection, space.year
    space.read(
        parent,
        "offices",
        lambda: (office_years.read(collection, year), office_years.read_causes(collection, year)),
        lambda found: OfficesDialog(space, *found, parent).open(),
    )


def _value(key: str, text: str) -> Any:
    words = clean(text).strip()
    return fold(words) not in _NO if key in ("expected", "ranked") else words


def _columns() -> list[TypedColumn]:
    def words(key: str) -> Any:
        return lambda row: getattr(row.of, key)

    def tick(key: str) -> Any:
        return lambda row: "x" if getattr(row.of, key) else ""

    return [
        TypedColumn("name", pgettext("column", "Office"), words("name"), 210),
        TypedColumn("group_name", _("Group"), words("group_name"), 90),
        TypedColumn("expected", _("Awaited"), tick("expected"), 84, centred=True),
        TypedColumn("ranked", _("Ranked"), tick("ranked"), 84, centred=True),
        TypedColumn("email", _("Mail address"), words("email"), 190),
        TypedColumn("note", _("Note"), words("note")),
    ]
