"""What a criteria set comes to, above its tree: points, grade, what is short of the next one, the year before."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.rules import scoring
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import label, link, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout

_WEAK = ("yeu", "kem", "trung binh", "khong", "chua")  # how such grades begin, without marks


class IndexSummary(QWidget):
    """Its fields are wired by the tab: `sets` chooses a set, `only_lost` filters the tree."""

    def __init__(self, tell_doubts: Callable[[], object]) -> None:
        super().__init__()
        self._narrow = False
        self._view: IndexView | None = None
        row = FlowLayout(self, theme.px(10))
        row.setContentsMargins(theme.px(10), theme.px(4), theme.px(14), theme.px(4))
        self.sets = CalmCombo()
        self.sets.setAccessibleName(_("Criteria set"))
        self.sets.setMinimumWidth(theme.px(170))
        self.score = label("", "score")
        self.of = label("", "secondary")
        self.band = label("", "strong-done")
        self.next_band = label("", "secondary")
        self.last_year = label("", "secondary")
        self.doubts = link("", tell_doubts)
        self.only_lost = QCheckBox(_("Only criteria that lost points"))
        for widget in (self.sets, self.score, self.of, self.band, self.next_band, self.last_year):
            row.addWidget(widget)
        row.addWidget(self.doubts)
        row.addWidget(self.only_lost)

    def set_narrow(self, narrow: bool) -> None:
        """Whether the window has no room for all of it."""
        self._narrow = narrow
        self.show_view(self._view)

    def show_doubts(self, count: int) -> None:
        """How many things do not add up."""
        words = ngettext("{count} thing does not add up", "{count} things do not add up", count)
        self.doubts.setText(words.format(count=count))
        self.doubts.setVisible(bool(count))

    def show_view(self, view: IndexView | None) -> None:
        """Show a set; None leaves what stands there."""
        self._view = view
        if view is None:
            return
        self.score.setText(formats.points(view.self_total))
        self.of.setText(_("/{max} self-scored").format(max=formats.plain_points(view.own_max)))
        reached = scoring.percent(view.self_total, view.own_max)
        self.band.setText(view.band)
        higher = sorted(band for band in view.bands if reached is not None and band[0] > reached)
        if higher and reached is not None:
            missing = (higher[0][0] * view.own_max / 100) - view.self_total
            self.next_band.setText(
                _("{points} points short of {band}").format(points=formats.points(missing), band=higher[0][1])
            )
        self.next_band.setVisible(bool(higher) and not self._narrow)
        self.last_year.setVisible(not self._narrow)  # the tree has its column
        set_role(self.band, grade_role(view.band, [name for _least, name in sorted(view.bands)]))
        last = view.last_year_total
        self.last_year.setText(
            _("Year {year}: {points}").format(year=view.year - 1, points=formats.points(last))
            if last is not None
            else ""
        )


def grade_role(grade: str, names: Sequence[str]) -> str:
    """Green for the upper half of the grades, red for the lowest; `names` are all of them, the lowest first.

    A grade that says it is weak is not green in any half; of one grade alone nothing is said.
    """
    if grade not in names or len(names) < 2:
        return "secondary"
    place = names.index(grade)
    if place == 0:
        return "strong-late"
    weak = fold(grade).startswith(_WEAK)
    return "strong-done" if 2 * place >= len(names) and not weak else "strong-soon"
