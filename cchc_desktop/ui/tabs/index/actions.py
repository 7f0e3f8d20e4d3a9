"""What the index tab offers beside typing points: windows on the whole set."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.rules import localised
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.toolbar import Toolbar
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.ui.dialogs.emulation.dialog import EmulationDialog
    from cchc_desktop.ui.dialogs.survey.dialog import SurveyDialog


class OpenIndex(Protocol):
    """What the actions need of the tab."""

    workspace: Workspace
    navigate: SignalInstance

    @property
    def view(self) -> IndexView | None: ...
    def window(self) -> QWidget: ...
    def show_guid(self, guid: str) -> None: ...
    def commit_editing(self) -> None: ...
    def command(self, action: QAction, slot: Callable[[], object], *, on_chosen: bool = False) -> None: ...


class IndexActions(QObject):
    """The actions, for menu and toolbar; each is off while the year has no criteria set."""

    def __init__(self, tab: OpenIndex, owner: QObject, bar: Toolbar) -> None:
        super().__init__(owner)
        self._tab = tab
        self.proposed = bar.add_action("checklist", _("Score by the rules…"), self.score_by_rules)
        self.proof = bar.add_action("shield-check", _("Evidence before the lock…"), self.show_proof)
        self.rounds = self._action(_("Rounds of scoring…"), self.show_rounds)
        self.winning_back = self._action(_("Points to win back, improvement plan…"), self.win_back)
        self.grades = self._action(_("Grades and conditions…"), self.edit_grades)
        self.results = self._action(_("Years, offices, goals…"), self.show_results)
        # Of the year, whether it has a criteria set or none.
        self.of_year = (
            self._action(_("Targets over years…"), self.show_targets),
            self._action(_("Satisfaction survey (SIPAS)…"), self.show_surveys),
            self._action(_("Emulation, awards…"), self.show_emulation),
        )
        self.of_set = (self.proposed, self.proof, self.rounds, self.winning_back, self.results)

    def _action(self, text: str, slot: Callable[[], object]) -> QAction:
        made = QAction(text, self)
        self._tab.command(made, slot)
        return made

    def enable(self, known: bool, writable: bool) -> None:
        """Whether there is a set to look at, and whether something may be written."""
        for action in self.of_set:
            action.setEnabled(known)
        for action in (self.proposed, self.winning_back, self.grades):
            action.setEnabled(known and writable)

    def score_by_rules(self) -> None:
        """What the rules give, to be taken."""
        from cchc_desktop.ui.dialogs.index.proposed import ProposedScoresDialog

        self._open(lambda view: ProposedScoresDialog(self._tab.workspace, view.guid, self._tab.window()))

    def draft_report(self) -> None:
        """Begin the self-scoring report from the scores and show it among the year's papers; one begun is opened."""
        from cchc_desktop.services.reporting.self_scoring import begun_report, create_self_score_report

        self._tab.commit_editing()
        dossier = self._tab.workspace.dossier
        if self._tab.view is None or dossier is None:
            return
        begun = begun_report(dossier, self._tab.view.guid)
        if begun:
            self._tab.navigate.emit("plan", begun)
            self._tab.workspace.say(
                _("The self-scoring report that was begun is open. Remove it first to draft it anew.")
            )
            return
        change = self._tab.workspace.run(create_self_score_report, set_guid=self._tab.view.guid)
        if change is not None:
            self._tab.navigate.emit("plan", change.created("plan")[0])

    def edit_grades(self) -> None:
        """The bands of the set, what they ask for, and what lowers them."""
        from cchc_desktop.ui.dialogs.criteria.rating import RatingDialog

        self._open(lambda view: RatingDialog(self._tab.workspace, view, self._tab.window()))

    def show_proof(self) -> None:
        """What is proven, what is missing, how many days are left."""
        from cchc_desktop.ui.dialogs.index.proof import MissingProofDialog

        self._open(lambda view: MissingProofDialog(self._tab.workspace, view.guid, view.title, self._tab.window()))

    def show_rounds(self) -> None:
        """All rounds line by line."""
        from cchc_desktop.ui.dialogs.index.rounds import RoundsDialog

        self._open(lambda view: RoundsDialog(self._tab.workspace, view.guid, self._tab.window()))

    def win_back(self) -> None:
        """Where points were lost, and the plan that wins them back."""
        from cchc_desktop.ui.dialogs.index.winning_back import WinningBackDialog

        def make(view: IndexView) -> WinningBackDialog:
            made = WinningBackDialog(self._tab.workspace, view.guid, self._tab.window())
            made.made.connect(self._show_plan)
            return made

        self._open(make)

    def show_results(self) -> None:
        """What was published of the index, years and offices side by side, and the goals."""
        from cchc_desktop.ui.dialogs.index.results import ResultsDialog

        self._open(lambda view: ResultsDialog(self._tab.workspace, view.index_code, view.title, self._tab.window()))

    def show_targets(self) -> None:
        """The targets of the year's papers, in a window beside this one."""
        from cchc_desktop.ui.dialogs.targets import TargetsDialog

        self._tab.commit_editing()
        if self._tab.workspace.dossier is not None:
            TargetsDialog(self._tab.workspace, parent=self._tab.window()).to_front()

    def show_surveys(self) -> "SurveyDialog | None":
        """The surveys of the year, beside the window; None without a dossier."""
        from cchc_desktop.ui.dialogs.survey.dialog import SurveyDialog

        self._tab.commit_editing()
        if self._tab.workspace.dossier is None:
            return None
        over = self._tab.window()
        shown = next((one for one in over.findChildren(SurveyDialog) if one.isVisible()), None)
        dialog = shown or SurveyDialog(self._tab.workspace, over)
        dialog.to_front()
        return dialog

    def show_emulation(self) -> "EmulationDialog | None":
        """The emulation movements of the year, in a window beside this one; None without a dossier."""
        from cchc_desktop.ui.dialogs.emulation.dialog import EmulationDialog

        self._tab.commit_editing()
        if self._tab.workspace.dossier is None:
            return None
        show = partial(self._tab.navigate.emit, "plan")
        dialog = EmulationDialog(self._tab.workspace, show, self._tab.window())
        dialog.to_front()
        return dialog

    def show_copied(self, taken: Mapping[str, Change], year: int) -> None:
        """Sets by their titles that were copied into the year, and what the one that is shown now says otherwise."""
        from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog

        words = _("Taken over: {titles}. Days of the process moved to {year}; scores stayed in {last}.")
        self._tab.workspace.say(words.format(titles=localised.listed(list(taken)), year=year, last=year - 1))
        view = self._tab.view
        if view is None or not any(view.guid in change.created("criteria_set") for change in taken.values()):
            return
        dialog = CompareSetsDialog(self._tab.workspace, view.guid, self._tab.window())
        if dialog.differs:
            dialog.show()
        else:
            dialog.deleteLater()

    def _show_plan(self, year: int, guid: str) -> None:
        self._tab.workspace.set_year(year)
        self._tab.navigate.emit("plan", guid)

    def _open(self, make: Callable[[IndexView], Dialog]) -> None:
        self._tab.commit_editing()
        if self._tab.view is None:
            return
        dialog = make(self._tab.view)
        shown = getattr(dialog, "shown", None)
        if shown is not None:
            shown.connect(self._tab.show_guid)
        dialog.show()
