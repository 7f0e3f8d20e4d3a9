"""Which two papers are compared: of the dossier, of any year, as they were issued, or files of anyone."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.readers.forms import file_filter
from cchc_desktop.services.papers.comparing import PaperChoice, chosen_file
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.searched_list import Entry, SearchedList


class CompareChoiceDialog(Dialog):
    """`before` and `after` are the papers once the dialog is accepted, `pass_years` whether years are passed over."""

    def __init__(
        self, parent: QWidget | None, choices: Sequence[PaperChoice], before: int = -1, after: int = -1
    ) -> None:
        """`before` and `after` are the places of the papers that are chosen at first."""
        super().__init__(parent)
        self._choices = list(choices)
        self.setWindowTitle(_("Compare two papers"))
        fit(self, 980, 560)
        self.lists = tuple(
            SearchedList(self._entries(), name) for name in (_("The earlier paper"), _("The later paper"))
        )
        self.years = QCheckBox(_("Another year is no difference, for papers that come again every year"))
        self.agree = button(pgettext("papers", "Compare"), self.accept, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(
            label(_("Choose what is compared at either side; the later one decides the order."), wrap=True)
        )
        sides = QHBoxLayout()
        sides.setSpacing(theme.px(12))
        for side, (shown, title) in enumerate(
            zip(self.lists, (pgettext("papers", "Before"), pgettext("papers", "After")), strict=True)
        ):
            sides.addLayout(self._side(side, shown, title), 1)
        column.addLayout(sides, 1)
        column.addWidget(self.years)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        for shown, place in zip(self.lists, (before, after), strict=True):
            shown.choose(str(place))
            shown.chosen.connect(self._follow)
        self._follow()
        self.lists[0].search.setFocus()

    def _side(self, side: int, shown: SearchedList, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.addWidget(label(title, "pane"))
        head.addStretch(1)
        file = button(_("Choose a file…"), lambda: self._ask_file(side), icon_name="file-text")
        file.setAccessibleName(f"{title}: {file.text()}")
        head.addWidget(file)
        column.addLayout(head)
        column.addWidget(shown, 1)
        return column

    def _entries(self) -> list[Entry]:
        files = [self._entry(place, _("Files")) for place, one in enumerate(self._choices) if one.path is not None]
        kept = [
            self._entry(place, _("Year {year}").format(year=one.year))
            for place, one in enumerate(self._choices)
            if one.path is None
        ]
        return [*files, *kept]

    def _entry(self, place: int, head: str) -> Entry:
        one = self._choices[place]
        icon = "rubber-stamp" if one.issued_guid else "file-text"
        return Entry(str(place), head, icon, one.title, str(one.path or ""))

    def _ask_file(self, side: int) -> None:
        path = ask_file(self, Purpose.TAKEN_IN, _("Choose a paper"), file_filter())
        if path is None:
            return
        chosen = [shown.code for shown in self.lists]
        chosen[side] = str(len(self._choices))
        self._choices.append(chosen_file(path))
        for shown, code in zip(self.lists, chosen, strict=True):
            shown.search.clear()
            shown.fill(self._entries())
            shown.choose(code)
        self._follow()

    def _follow(self) -> None:
        codes = {shown.code for shown in self.lists}
        self.agree.setEnabled(len(codes) == 2 and "" not in codes)

    def carry_out(self) -> bool:
        """Two papers are needed."""
        return self.agree.isEnabled()

    @property
    def before(self) -> PaperChoice:
        """The paper at the left."""
        return self._choices[int(self.lists[0].code)]

    @property
    def after(self) -> PaperChoice:
        """The paper at the right."""
        return self._choices[int(self.lists[1].code)]

    @property
    def pass_years(self) -> bool:
        """Whether another year counts as no difference."""
        return self.years.isChecked()


def usual_pair(choices: Sequence[PaperChoice], year: int) -> tuple[int, int]:
    """The places of what is mostly compared: the year's first paper, with what was issued of it or last year's."""
    papers = [(place, one) for place, one in enumerate(choices) if not one.is_report]
    own = [place for place, one in papers if one.year == year and one.paper_guid]
    issued = [place for place, one in papers if one.year == year and one.issued_guid]
    earlier = [place for place, one in papers if one.year == year - 1 and one.paper_guid]
    after = next(iter(own), -1)
    return next(iter((*earlier, *issued[-1:])), -1), after
