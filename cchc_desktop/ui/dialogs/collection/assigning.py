"""Who appraises which criteria: a line for each criterion, a name beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.collection import appraising_lists
from cchc_desktop.collection.appraising_lists import ToAppraise
from cchc_desktop.collection.assignments import Assignment, assign, read_assignments
from cchc_desktop.collection.kinds import Right, Round
from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.writing import write_and_leave
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import button, fit, label


@dataclass(frozen=True)
class _Row:
    """A criterion and the names beside it, parted by semicolons."""

    guid: str  # its code
    name: str
    names: str


class AssignDialog(Dialog):
    """A name counts for the criterion and all below it, unless another stands there."""

    def __init__(
        self,
        space: CollectionSpace,
        index_code: str,
        criteria: Sequence[ToAppraise],
        known: Sequence[Assignment],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.space, self._index = space, index_code
        self._kept = {one.code: _Row(one.code, one.name, _names(known, one.code)) for one in criteria}
        self._rows = dict(self._kept)
        self.setWindowTitle(_("Who appraises what"))
        fit(self, 820, 560)
        self.model = TypedRows(self)
        self.model.typed.connect(self._typed)
        self.model.read_only = not space.may(Right.OWNER)
        self.table = TypedTable(_("Criteria and who appraises them"), self.model)
        self.said = label("", "secondary", wrap=True)
        self.said.hide()
        self.table.said.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "Type the name beside a criterion or a whole field, several parted by a semicolon. Who works here now is "
            "“{name}”. A criterion without a name, here or above it, may be appraised by anybody."
        )
        column.addWidget(label(words.format(name=space.by), "secondary", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Keep"), self.accept, "primary"))
        column.addLayout(foot)
        self._show()
        self.table.fit_columns(_columns())
        self.table.setCurrentIndex(self.model.index(0, len(_columns()) - 1))
        self.table.setFocus()

    def _show(self) -> None:
        self.model.show_rows(_columns(), list(self._rows.values()), grows=False)

    def _typed(self, cells: list[tuple[_Row, int, Any, str]]) -> None:
        for row, _place, _key, text in cells:
            self._rows[row.guid] = replace(self._rows[row.guid], names="; ".join(_parted(text)))
        self._show()

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def holds_typed(self) -> bool:
        return super().holds_typed() or self._rows != self._kept

    def carry_out(self) -> bool:
        self.keep_typed()
        if self._rows == self._kept:
            return True
        wanted, before = _by_name(self._rows.values()), _by_name(self._kept.values())
        collection, year, index = self.space.collection, self.space.year, self._index

        def verb() -> None:
            for name in sorted(wanted.keys() | before.keys()):
                if wanted.get(name) != before.get(name):
                    assign(collection, year=year, index_code=index, appraiser=name, codes=wanted.get(name, set()))

        write_and_leave(self, self.space, verb, _("Who appraises what was kept."))
        return False


def show_assigning(space: CollectionSpace, index_code: str, parent: QWidget) -> None:
    """Show the criteria of an index with who appraises them."""
    collection, year = space.collection, space.year
    space.read(
        parent,
        "assigning",
        lambda: (
            appraising_lists.read_criteria(collection, year, index_code, Round.FIRST),
            read_assignments(collection, year, index_code),
        ),
        lambda found: AssignDialog(space, index_code, *found, parent).open(),
    )


def _parted(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (one.strip() for one in clean(text).split(";")))))


def _names(known: Sequence[Assignment], code: str) -> str:
    return "; ".join(one.appraiser for one in known if one.code == code)


def _by_name(rows: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        for name in _parted(row.names):
            found.setdefault(name, set()).add(row.guid)
    return found


def _columns() -> list[TypedColumn]:
    return [
        TypedColumn("code", _("Code"), lambda row: row.guid, 70, editable=False),
        TypedColumn("name", _("Criterion"), lambda row: row.name, editable=False),
        TypedColumn("names", _("Appraised by"), lambda row: row.names, 260),
    ]
