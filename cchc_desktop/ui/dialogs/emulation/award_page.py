"""Those who are proposed, with their achievements, and the papers of the award dossier."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.emulation_rows import MovementView, ParticipantRow
from cchc_desktop.rules.emulation import AwardPaper
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.services.emulation import award_papers, movements
from cchc_desktop.services.emulation.award_papers import Needed
from cchc_desktop.services.emulation.movements import MovementCell, ParticipantPart, refusal
from cchc_desktop.services.exports import Existing, export, files_of
from cchc_desktop.services.papers.papers_from_templates import bundled_template
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.emulation.page import MovementPage
from cchc_desktop.ui.dialogs.emulation.result_page import votes_words
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_folder
from cchc_desktop.ui.table_models.typed_rows import TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import button, labelled, passing_menu
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace


def paper_name(role: AwardPaper) -> str:
    """A paper of the dossier in the words of the window."""
    return {
        AwardPaper.PLAN: _("Plan of the movement"),
        AwardPaper.SUBMISSION: _("Submission"),
        AwardPaper.LIST: _("List of those proposed"),
        AwardPaper.MINUTES: _("Minutes with the votes"),
        AwardPaper.REPORT: _("Report of achievement"),
        AwardPaper.CERTIFICATE: _("Certificates"),
    }[role]


class AwardPage(MovementPage):
    """Achievements above, papers below."""

    def __init__(self, workspace: Workspace, open_paper: Callable[[str], None]) -> None:
        super().__init__(workspace)
        self._open_paper = open_paper
        self._needed: tuple[Needed, ...] = ()
        self._chosen: dict[AwardPaper, str] = {}  # templates of the office's own
        self._about: ParticipantRow | None = None  # whose achievement is shown
        self.model = TypedRows(self)
        self.model.read_only = workspace.year_read_only
        self.table = TypedTable(_("Proposed for a reward"), self.model)
        self.achievement = QPlainTextEdit()
        self.papers = RowTable(
            _("Papers of the award dossier"),
            (
                pgettext("column", "Paper"),
                pgettext("column", "About"),
                pgettext("column", "Template"),
                pgettext("column", "Standing"),
            ),
            {0: 240, 1: 200, 3: 120},
            2,
        )
        self.thematic = QCheckBox(_("Reports by theme (form 08) instead of forms 04 and 05"))
        self.make = button(_("Make the dossier"), self.make_dossier, "primary", "wand")
        self._lay_out()
        self.model.typed.connect(self._keep_cells)
        self.table.said.connect(self.tell)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_achievement())
        self.thematic.toggled.connect(lambda _on: self._show_papers())
        self.papers.doubleClicked.connect(lambda _index: self._open())

    def _lay_out(self) -> None:
        for one in (self.table, self.achievement, self.papers):
            one.setMinimumHeight(theme.px(72))  # a small screen shows all of the page
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(12))
        upper.addWidget(self.table, 3)
        beside = QVBoxLayout()
        self.achievement.setTabChangesFocus(True)
        beside.addWidget(labelled(_("Achievement of the chosen one, a line each"), self.achievement), 1)
        upper.addLayout(beside, 2)
        self.column.addLayout(upper, 2)
        self.column.addWidget(self.papers, 3)
        self.column.addWidget(self.thematic)
        tools = self.tools(
            (_("Open the paper"), self._open, "file-text"),
            (_("Choose its template…"), self._choose_template, "copy"),
            (_("Export the dossier…"), self._ask_folder, "file-export"),
        )
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addWidget(tools, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.said)

    def show_view(self, view: MovementView | None) -> None:
        super().show_view(view)
        columns = _columns()
        self.model.show_rows(columns, view.rewarded if view is not None else (), grows=False)
        self.table.fit_columns(columns)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_achievement()
        self._show_papers()

    def _show_achievement(self) -> None:
        row: ParticipantRow | None = self.table.chosen()
        if self._about is not None and (row is None or row.guid != self._about.guid):
            self.keep()
        self._about = row
        words = row.achievement if row is not None else ""
        if not self.achievement.document().isModified() and self.achievement.toPlainText() != words:
            self.achievement.setPlainText(words)
        self.achievement.setReadOnly(row is None or self.workspace.year_read_only)

    def _show_papers(self) -> None:
        view = self.view
        self._needed = () if view is None else award_papers.needed_papers(view, self._by_theme(), self._chosen)
        rows = [
            (
                paper_name(one.role),
                one.name or _("All"),
                self._template_name(one),
                _("Made") if one.plan_guid else _("Not made yet"),
            )
            for one in self._needed
        ]
        looks = [("circle-check", "done") if one.plan_guid else ("circle-dashed", "muted") for one in self._needed]
        place = max(0, self.papers.currentRow())
        with QSignalBlocker(self.papers):
            self.papers.show_rows(rows, looks, at=3)
            self.papers.setCurrentCell(min(place, len(rows) - 1), 0)
        missing = sum(not one.plan_guid for one in self._needed)
        self.make.setEnabled(view is not None and not self.workspace.year_read_only)
        self.make.setText(_("Make the dossier") if missing or not self._needed else _("Open the dossier"))

    def _by_theme(self) -> bool:
        return self.thematic.isChecked()

    def _template_name(self, one: Needed) -> str:
        dossier = self.workspace.dossier
        own = dict(award_papers.own_templates_for(dossier, one.role)) if dossier is not None else {}
        return own.get(one.template) or bundled_template(one.template).title

    # Changing

    def keep(self) -> None:
        """Write the achievement that was typed."""
        about, document = self._about, self.achievement.document()
        if about is None or not document.isModified() or self.view is None:
            return
        cell = MovementCell(about.guid, str(ParticipantPart.ACHIEVEMENT), self.achievement.toPlainText())
        document.setModified(False)
        if self.run(movements.set_participants, cells=[cell]) is None:
            document.setModified(True)

    def _keep_cells(self, typed: list[tuple[ParticipantRow | None, int, Any, str]]) -> None:
        cells = [MovementCell(row.guid, str(key), text, line) for row, line, key, text in typed if row is not None]
        self.run(movements.set_participants, cells=cells)

    def make_dossier(self) -> None:
        """Make what is missing, as one step; what is all there is opened."""
        self.keep()
        made = [one for one in self._needed if one.plan_guid]
        if self._needed and len(made) == len(self._needed) and self.view is not None and self.view.rewarded:
            self._open_paper(made[0].plan_guid)
            self.workspace.say(_("The award dossier that was made is open. Remove a paper first to make it anew."))
            return
        change = self.run(award_papers.make_dossier, thematic=self._by_theme(), chosen=self._chosen)
        if change is not None:
            count = len(change.created("plan"))
            words = ngettext("{count} paper was made.", "{count} papers were made.", count)
            self.tell(f"{words.format(count=count)} {_('They stand among the papers of the year, on the Plan tab.')}")

    def _chosen_paper(self) -> Needed | None:
        place = self.papers.currentRow()
        return self._needed[place] if 0 <= place < len(self._needed) else None

    def _open(self) -> None:
        self.keep()
        one = self._chosen_paper()
        if one is not None and one.plan_guid:
            self._open_paper(one.plan_guid)
        elif one is not None:
            self.tell(_("This paper was not made yet: press “Make the dossier”."), "soon")

    def _choose_template(self) -> None:
        one, dossier = self._chosen_paper(), self.workspace.dossier
        if one is None or dossier is None:
            return
        menu = passing_menu(self)
        usual = menu.addAction(_("The template of the program"))
        usual.triggered.connect(lambda _on=False: self._take_template(one.role, ""))
        for guid, title in award_papers.own_templates_for(dossier, one.role):
            made = menu.addAction(title)
            made.triggered.connect(lambda _on=False, guid=guid: self._take_template(one.role, guid))
        if len(menu.actions()) == 1:
            hint = _("Templates of the office's own are saved on the Plan tab: This paper, Save as a template…")
            menu.addAction(hint).setEnabled(False)
        menu.popup(self.papers.mapToGlobal(self.papers.rect().center()))

    def _take_template(self, role: AwardPaper, code: str) -> None:
        self._chosen.pop(role, None)
        if code:
            self._chosen[role] = code
        self._show_papers()

    # Writing files

    def _ask_folder(self) -> None:
        self.keep()
        if not any(one.plan_guid for one in self._needed):
            self.tell(_("There is nothing to write yet: press “Make the dossier”."), "soon")
            return
        folder = ask_folder(self, Purpose.PAPERS, _("Folder for the papers"))
        if folder is not None:
            self.export_into(folder)

    def export_into(self, folder: Path, forms: Sequence[str] = (FileFormat.DOCX, FileFormat.PDF)) -> None:
        """Write the dossier into a folder in the background, then show the way to the files."""
        from cchc_desktop.ui.dialogs.export_done import show_files

        dossier = self.workspace.dossier
        guid = next((one.plan_guid for one in self._needed if one.plan_guid), "")
        if dossier is None or not guid:
            return
        wish, what = Wish(self.workspace.year, plan_guid=guid), (Printout.AWARD,)
        steps = files_of(dossier, wish, what=what, formats=forms, out=folder)
        existing = ask_about_existing(self, [path for _paper, path in steps])
        if existing is None:
            return
        run_job(
            self,
            _("Exporting papers"),
            lambda: export(dossier, wish, what=what, formats=forms, out=folder, existing=Existing(existing)),
            lambda files: show_files(self, files),
        )


def _columns() -> tuple[TypedColumn, ...]:
    part = ParticipantPart
    return (
        TypedColumn(None, pgettext("column", "Collective or person"), lambda row: row.name, editable=False),
        TypedColumn(
            part.VOTES,
            pgettext("column", "Votes"),
            votes_words,
            66,
            centred=True,
            refuses=lambda text: refusal(part.VOTES, text),
        ),
        TypedColumn(part.REPORTER, pgettext("column", "Reporter"), lambda row: row.reporter, 130),
        TypedColumn(part.CONFIRMED_BY, pgettext("column", "Confirmed by"), lambda row: row.confirmed_by, 130),
    )
