"""The tip above an index plan: where last year's points were lost, ready to be put into the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cchc_desktop.i18n import _
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.localised import listed
from cchc_desktop.services.scoring.indices import read_index, read_sets
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import icon_label, label, link

_SHOWN = 3


@dataclass(frozen=True)
class Loss:
    """A criterion and the points it lost last year."""

    guid: str
    code: str
    name: str
    points: Decimal


def losses(dossier: Dossier, year: int) -> list[Loss]:
    """The leaf criteria of the year's sets that lost points the year before, worst first."""
    found = []
    for set_guid, _code, _title in read_sets(dossier, year):
        for row in read_index(dossier, set_guid).criteria:
            if row.is_leaf and row.applicable and row.last_year is not None and row.last_year < row.max_points:
                found.append(Loss(row.guid, row.code, row.name, row.max_points - row.last_year))
    return sorted(found, key=lambda loss: -loss.points)


def as_markup(found: Sequence[Loss]) -> str:
    """The losses as items of the plan; the words are printed, so they are Vietnamese in every language."""
    return "\n".join(f"- Tiêu chí {x.code} ({x.name}): chưa đạt {formats.points(x.points)} điểm." for x in found)


class PlanTip(QFrame):
    """Signals: `insert_wanted(markup)`, `index_wanted(criterion guid)`."""

    insert_wanted = Signal(str)
    index_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "guidance")
        self._hidden = False
        self._worst: Sequence[Loss] = ()
        self._words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(10), theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("bulb", "soon", 15))
        row.addWidget(self._words, 1)
        row.addWidget(link(_("See"), lambda: self.index_wanted.emit(self._worst[0].guid)))
        self.insert = link(_("Insert here"), lambda: self.insert_wanted.emit(as_markup(self._worst)))
        row.addWidget(self.insert)
        row.addWidget(link(_("Hide"), self._hide))
        self.hide()

    def show_for(self, dossier: Dossier | None, view: YearPaperView, read_only: bool) -> None:
        """Show the tip where the plan is meant to mend lost points."""
        found = losses(dossier, view.plan.year) if dossier and view.plan.kind == "index" and not self._hidden else []
        self._worst = found[:_SHOWN]
        self.setVisible(bool(self._worst))
        self.insert.setVisible(not read_only)
        total = sum((loss.points for loss in self._worst), Decimal(0))
        self._words.setText(
            _("{year} lost most points at {codes} ({points} points).").format(
                year=view.plan.year - 1,
                codes=listed([loss.code for loss in self._worst]),
                points=formats.points(total),
            )
        )

    def _hide(self) -> None:
        self._hidden = True
        self.hide()
