"""What the toolbar, the menu and the small tools of the outline do in the plan tab."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from cchc_desktop import options
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.rules.paper_kinds import Layout
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.exports import Existing, export, files_of
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.issuing import issued_versions
from cchc_desktop.services.papers.plans import read_plans, remove_plan
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import add_section, move_section, remove_section
from cchc_desktop.services.reporting.score_sheets import read_score_sheets
from cchc_desktop.ui import alerts, icons
from cchc_desktop.ui.issuing import issue, written_all_the_same
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_about_existing
from cchc_desktop.ui.places import Purpose, ask_folder
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.plan.nodes import (
    children_of,
    heading_of,
    is_signed,
    kind_of,
    section_of,
    signed_paper,
)
from cchc_desktop.ui.tabs.plan.open_plan import OpenPlan
from cchc_desktop.ui.tabs.plan.pages import composed
from cchc_desktop.ui.widgets.basics import submenu
from cchc_desktop.ui.widgets.toolbar import Toolbar

# Stands in the paper until the officer types another heading, so it is Vietnamese in every language.
_NEW_HEADING = "Mục mới"


class PlanActions:
    """Holds the actions; `refresh` enables what the chosen node and the dossier allow."""

    def __init__(self, tab: OpenPlan) -> None:
        self._tab = tab
        self.add_beside = self._action("plus", _("Add a section"), lambda: self._add(below=False))
        self.add_below = self._action("arrow-down-right", _("Add a section below this one"), lambda: self._add(True))
        self.up = self._action("arrow-up", _("Move the section up"), lambda: self._move(-1), "Alt+Up", True)
        self.down = self._action("arrow-down", _("Move the section down"), lambda: self._move(1), "Alt+Down", True)
        self.remove = self._action("trash", _("Remove the section"), self._remove, on_chosen=True)
        self.remove_paper = self._action("trash", _("Remove this paper"), self._remove_paper, on_chosen=True)
        self.as_template = self._action("copy", _("Save as a template…"), self.save_template)
        self.basis = self._action("quote", _("Insert a legal basis…"), tab.insert_basis)
        self.targets = self._action("checklist", _("Targets over years…"), self.show_targets)
        self._add_menu = QMenu(tab)
        self._add_menu.addActions([self.add_beside, self.add_below])
        self._add_menu.addSeparator()
        self._add_menu.addAction(self.remove)
        self.add = self._action("plus", _("Add or remove a section"), self._add_menu.show)
        self.add.setMenu(self._add_menu)
        checks = [tab.checking.next, tab.checking.fix]
        sections = [self.add_beside, self.add_below, None, self.up, self.down, None, *checks, None, self.remove]
        self._section_menu = submenu(tab, _("Sections"), sections, "list-numbers")
        of_paper = [self.targets, self.as_template, None, self.remove_paper]
        self._paper_menu = submenu(tab, _("This paper"), of_paper, "file-text")
        self.for_outline = (self.add, self.up, self.down)

    def fill(self, toolbar: Toolbar) -> None:
        """Put the tools on the toolbar, in the order of the work."""
        toolbar.add_undo(self._tab.workspace)
        self.new = toolbar.add_action("file-plus", _("New paper…"), self.new_plan)
        self.last_year = toolbar.add_action("copy", _("From last year…"), self.from_last_year)
        toolbar.add_separator()
        self.word_import = toolbar.add_action("file-import", _("Take from Word…"), self.import_plan)
        self.frame = toolbar.add_action(
            "table", _("Task frame"), lambda: self._tab.navigate.emit("frame", ""), tooltip=_("Open the task frame")
        )
        toolbar.add_separator()
        self.print = toolbar.add_action("printer", _("Print…"), self.print_pages, tooltip=_("Print these pages"))
        self.to_word = toolbar.add_action("file-type-docx", _("Export to Word…"), lambda: self._export("docx"))
        self.to_pdf = toolbar.add_action("file-type-pdf", _("Export to PDF…"), lambda: self._export("pdf"))
        self.numbers = toolbar.add_action("list-numbers", _("Number, date of issue…"), self.edit_paper_frame)
        self.issue = toolbar.add_action("rubber-stamp", _("Issue…"), self.issue_paper)
        toolbar.add_stretch()

    def menu(self) -> list[QAction | None]:
        """The tab's menu in the menu bar."""
        return [
            self.new, self.last_year, self.word_import, None,
            self._section_menu, self.basis, self._tab.replacing.action, None,
            self.numbers, self.issue, self.print, self.to_word, self.to_pdf, None,
            self._paper_menu,
        ]  # fmt: skip

    def refresh(self) -> None:
        """Enable what can be done now."""
        workspace, view = self._tab.workspace, self._tab.view
        writable = not workspace.year_read_only
        section = self._section()
        for action in (self.print, self.to_word, self.to_pdf, self.frame, self.targets, self._tab.checking.next):
            action.setEnabled(view is not None)
        for action in (self.numbers, self.as_template, self.remove_paper):
            action.setEnabled(view is not None and writable)
        self.issue.setEnabled(view is not None and writable and is_signed(view))
        attached = view is not None and not is_signed(view)
        self.issue.setToolTip(_("This list is issued with the paper it is attached to.") if attached else _("Issue…"))
        for action in (self.add_beside, self.add):  # a direct decision has articles in place of sections
            action.setEnabled(view is not None and writable and kind_of(view).facts.layout is not Layout.ARTICLES)
        for action in (self.add_below, self.up, self.down, self.remove):
            action.setEnabled(section is not None and writable)
        dossier = workspace.dossier
        self.new.setEnabled(writable)
        self._tab.outline.new.setEnabled(writable)
        self.word_import.setEnabled(writable)
        for action in (self.basis, self._tab.replacing.action, self._tab.checking.fix):
            action.setEnabled(view is not None and writable)
        self.last_year.setEnabled(writable and dossier is not None and bool(read_plans(dossier, workspace.year - 1)))

    # Papers

    def new_plan(self) -> None:
        """Ask for a kind and begin the paper."""
        self._new(copied=False)

    def from_last_year(self) -> None:
        """Begin a paper with the sections and tasks of last year's."""
        self._new(copied=True)

    def _new(self, copied: bool) -> None:
        from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog

        if self._tab.workspace.year_read_only:
            return
        self._tab.commit_editing()
        try:
            dialog = NewPlanDialog(self._tab.workspace, copied, self._tab)
        except UserError as error:  # a template that cannot be used
            alerts.show_error(self._tab, error)
            return
        if dialog.exec() and dialog.plan_guid:
            self._tab.show_guid(dialog.plan_guid)

    def import_plan(self) -> None:
        """Take a plan out of a Word, Excel or text file."""
        from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog, choose_plan_file

        self._tab.commit_editing()
        path = choose_plan_file(self._tab)
        if path is not None:
            ImportPlanDialog(self._tab, self._tab.workspace, path).read()

    def save_template(self) -> None:
        """Keep the paper as a template of the office's own."""
        from cchc_desktop.ui.dialogs.save_template import SaveTemplateDialog

        self._tab.commit_editing()
        if self._tab.view is not None:
            SaveTemplateDialog(self._tab.workspace, self._tab.view.plan.guid, self._tab).exec()

    def show_targets(self) -> None:
        """The targets of the open paper, in a window beside this one."""
        from cchc_desktop.ui.dialogs.targets import TargetsDialog

        self._tab.commit_editing()
        if self._tab.view is not None:
            TargetsDialog(self._tab.workspace, self._tab.view.plan.guid, self._tab).to_front()

    def edit_paper_frame(self) -> None:
        """Number, date, signer of the paper that is signed."""
        from cchc_desktop.ui.dialogs.paper_details import PaperDetailsDialog

        if self._tab.view is not None:
            self._tab.commit_editing()
            PaperDetailsDialog(self._tab.workspace, signed_paper(self._tab.view).guid, self._tab).exec()

    def issue_paper(self) -> None:
        """Give the paper that is signed its number and date, and keep it as it was issued."""
        self._tab.commit_editing()
        view = self._tab.view
        if view is not None:
            open_ends = [Finding(gap.key, gap.text, "alert-triangle", "soon") for gap in self._tab.open_ends()]
            issue(self._tab, signed_paper(view).guid, open_ends, self._tab.replacing)

    def _remove_paper(self) -> None:
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is not None and dossier is not None:
            self._tab.commit_editing()
            kept = issued_versions(dossier, signed_paper(view).guid)
            if self._tab.workspace.run(remove_plan, plan_guid=view.plan.guid) is not None:
                words = _("The paper was removed with its tasks. Undo brings it back (Ctrl+Z).")
                if kept:
                    words = _("The paper was removed; what was issued stays in the register. Undo (Ctrl+Z)")
                self._tab.workspace.say(words)

    # Sections

    def _section(self) -> SectionRow | None:
        view, node = self._tab.view, self._tab.node
        return section_of(view, node.key) if view and node else None

    def _add(self, below: bool) -> None:
        self._tab.commit_editing()
        view, section = self._tab.view, self._section()
        if view is None:
            return
        parent, after = None, None
        if section is not None and below:
            parent = section.guid
            after = next((child.guid for child in reversed(children_of(view, section.guid))), None)
        elif section is not None:
            parent, after = section.parent_guid, section.guid
        change = self._tab.workspace.run(
            add_section, plan_guid=view.plan.guid, title=_NEW_HEADING, parent_guid=parent, after_guid=after
        )
        if change is not None:
            self._tab.choose(change.created("section")[0])
            self._tab.section.title.setFocus()
            self._tab.section.title.selectAll()

    def _move(self, by: int) -> None:
        section = self._section()
        if section is not None:
            self._tab.commit_editing()
            self._tab.workspace.run(move_section, section_guid=section.guid, by=by)

    def _remove(self) -> None:
        section = self._section()
        if section is None:
            return
        self._tab.commit_editing()
        name = heading_of(section)
        if self._tab.workspace.run(remove_section, section_guid=section.guid) is not None:
            self._tab.workspace.say(_("Removed “{name}”. Undo brings it back (Ctrl+Z).").format(name=name))

    # Paper

    def print_pages(self) -> bool:
        """Print dialog on the very pages of the PDF; False without a paper."""
        from cchc_desktop.ui.dialogs.print_paper import print_paper

        self._tab.commit_editing()
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return False
        office = read_office(dossier, view.plan.year)
        scores = read_score_sheets(dossier, view)
        paper = signed_paper(view)
        print_paper(self._tab, paper.subject, lambda: composed(view, office, scores), paper.guid)
        return True

    def _export(self, form: str) -> None:
        """The annual plan by the dialog of all papers; another plan of the year straight into a folder."""
        from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog

        tab, view = self._tab, self._tab.view
        if view is None:
            return
        tab.commit_editing()
        what = (Printout.DECISION, Printout.PLAN) if view.decision is not None else (Printout.PLAN,)
        if view.plan.kind == "annual":
            kept = getattr(tab.window(), "options", None) or options.load()
            ExportPapersDialog(tab.window(), tab.workspace, kept, what, (form,)).open()
            return
        folder = ask_folder(tab, Purpose.PAPERS, _("Folder for the papers"))
        if folder is not None:
            self.export_into(folder, what, form)

    def export_into(self, folder: Path, what: Sequence[str], form: str) -> None:
        """Write the open plan into a folder in the background, then show the way to the files."""
        from cchc_desktop.ui.dialogs.export_done import show_files

        tab, view, dossier = self._tab, self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return
        wish = Wish(view.plan.year, plan_guid=view.plan.guid)
        if not written_all_the_same(tab, tab.workspace, wish, what=what, formats=(form,)):
            return
        steps = files_of(dossier, wish, what=what, formats=(form,), out=folder)
        existing = ask_about_existing(tab, [path for _paper, path in steps])
        if existing is None:
            return
        run_job(
            tab,
            _("Exporting papers"),
            lambda: export(dossier, wish, what=what, formats=(form,), out=folder, existing=Existing(existing)),
            lambda files: show_files(tab, files),
        )

    def _action(
        self, icon_name: str, text: str, slot: Callable[[], object], shortcut: str = "", on_chosen: bool = False
    ) -> QAction:
        action = QAction(icons.icon(icon_name, "accent"), text, self._tab)
        self._tab.command(action, slot, on_chosen=on_chosen)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(f"{text} ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})")
        return action
