"""The offices of the collection: what they are called, their group, whether they are awaited and ranked, their mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection import office_years
from cchc_desktop.collection.office_years import OfficeLine
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.text import clean, fold, sort_key
from cchc_desktop.ui import theme
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.writing import write_and_leave
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons

_NO = ("", "0", "khong", "no")


@dataclass(frozen=True)
class _Row:
    """A line as it is typed; `guid` makes it the same one."""

    guid: str
    of: OfficeLine


class OfficesDialog(Dialog):
    """A sheet: what is typed is kept with the button, the lines that were changed and no others."""

    def __init__(self, space: CollectionSpace, offices: Sequence[OfficeLine], parent: QWidget | None) -> None:
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
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)
        self._show()
        self.table.fit_columns(_columns())
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _show(self) -> None:
        words = fold(clean(self.words.text())).split()
        shown = [row for row in self._rows.values() if all(word in fold(row.of.name) for word in words)]
        self.model.show_rows(_columns(), shown, grows=not words)

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
        lambda: office_years.read(collection, year),
        lambda found: OfficesDialog(space, found, parent).open(),
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
        TypedColumn("name", pgettext("column", "Office"), words("name"), 230),
        TypedColumn("group_name", _("Group"), words("group_name"), 120),
        TypedColumn("expected", _("Awaited"), tick("expected"), 84, centred=True),
        TypedColumn("ranked", _("Ranked"), tick("ranked"), 84, centred=True),
        TypedColumn("email", _("Mail address"), words("email"), 220),
        TypedColumn("note", _("Note"), words("note")),
    ]
