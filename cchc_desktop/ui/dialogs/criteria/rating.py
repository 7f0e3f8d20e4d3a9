"""How an index is graded: the bands, what they ask for beside the share, events that cap them, bonus and penalty."""

import json
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.rules.numbers import format_value, typed_number
from cchc_desktop.rules.scoring.rating import Cap, Gate, Rating, rating_from_json
from cchc_desktop.services.scoring.grading import set_rating
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.edit_table import EditTable
from cchc_desktop.ui.workspace import Workspace

_YES = "x"
Cells = tuple[str, ...]


class RatingDialog(Dialog):
    """Kept as one step that can be undone."""

    def __init__(self, workspace: Workspace, view: IndexView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._view = workspace, view
        self.setWindowTitle(_("Grades and conditions"))
        fit(self, 760, 520)
        rating = _kept(view.rating)
        causes = set(json.loads(view.causes or "[]"))
        self.bands = EditTable((_("Grade"), _("From (%)")), (3, 1), _("Grades"))
        self.bands.set_rows([(name, format_value(least)) for least, name in sorted(view.bands, reverse=True)])
        headings = (_("Grades, parted by ;"), _("No criterion at 0 points"), _("Criterion"), _("From (%)"))
        self.gates = EditTable(headings, (4, 3, 2, 2), _("Conditions"))
        self.gates.set_rows([_gate_cells(gate) for gate in rating.gates])
        of_event = (_("Event"), _("At most the grade"), pgettext("column", "Happened"))
        self.caps = EditTable(of_event, (5, 3, 2), _("Events"))
        self.caps.set_rows([(cap.cause, cap.band, _YES if cap.cause in causes else "") for cap in rating.caps])
        self.bonus, self.penalty = _points(rating.most_bonus), _points(rating.most_penalty)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        pages = QTabWidget()
        pages.setAccessibleName(_("Grades and conditions"))
        for title, table, note in (
            (_("Grades"), self.bands, _("Each grade with the least share in per cent that it asks for.")),
            (
                _("Conditions"),
                self.gates,
                _("Asked for beside the share: type x where no criterion may be at zero, or name a criterion."),
            ),
            (
                _("Events"),
                self.caps,
                _("Lowers the grade, as a reprimand does; without a grade: not rated. Type x where it happened."),
            ),
        ):
            page = QWidget()
            rows = QVBoxLayout(page)
            rows.addWidget(label(note, "note", wrap=True))
            rows.addWidget(table, 1)
            pages.addTab(page, title)
        column.addWidget(pages, 1)
        bounds = QHBoxLayout()
        bounds.setSpacing(theme.px(12))
        bounds.addWidget(labelled(_("Bonus points at most"), self.bonus))
        bounds.addWidget(labelled(_("Penalty points at most"), self.penalty))
        bounds.addStretch(1)
        column.addLayout(bounds)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        agree = button(_("Keep"), self.accept, "primary")
        agree.setEnabled(not self._workspace.year_read_only)
        foot.addWidget(agree)
        column.addLayout(foot)

    def carry_out(self) -> bool:
        """Keep it; the dialog stays where something cannot be read."""
        try:
            bands = [(name, typed_number(least.rstrip(" %"), "80")) for _guid, (name, least) in self.bands.rows()]
            caps = [cells for _guid, cells in self.caps.rows()]
            rating = Rating(
                tuple(_gate_of(cells) for _guid, cells in self.gates.rows()),
                tuple(Cap(cause, band) for cause, band, _happened in caps),
                _number(self.bonus),
                _number(self.penalty),
            )
        except UserError as error:
            alerts.show_error(self, error)
            return False
        causes = [cause for cause, _band, happened in caps if happened.strip()]
        done = self._workspace.run(set_rating, set_guid=self._view.guid, bands=bands, rating=rating, causes=causes)
        return done is not None


def _kept(text: str) -> Rating:
    try:
        return rating_from_json(text)
    except UserError:
        return Rating()


def _gate_cells(gate: Gate) -> Cells:
    least = "" if gate.least is None else format_value(gate.least)
    return "; ".join(gate.bands), _YES if gate.no_zero else "", gate.code, least


def _gate_of(cells: Cells) -> Gate:
    bands, no_zero, code, least = cells
    names = tuple(name.strip() for name in bands.split(";") if name.strip())
    return Gate(names, bool(no_zero.strip()), code.strip(), typed_number(least.rstrip(" %"), "80") if least else None)


def _points(value: Decimal | None) -> QLineEdit:
    made = QLineEdit("" if value is None else format_value(value))
    made.setMaximumWidth(theme.px(110))
    return made


def _number(field: QLineEdit) -> Decimal | None:
    return typed_number(field.text(), "3") if field.text().strip() else None
