"""Forms for the end of the papers: who receives them, who signs them, and the task frame that follows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.office_rows import OfficerRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.documents_nd30 import SigningForm, body_of, signing_lines
from cchc_desktop.rules.emulation import reports_achievement
from cchc_desktop.rules.paper_kinds import Layout
from cchc_desktop.services.offices import read_office, read_officers
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.tabs.plan.forms import field_text, show_text, small_editor, titled
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.tabs.plan.nodes import Node, kind_of, sentence_case, signed_paper, with_signed_paper
from cchc_desktop.ui.tabs.plan.pane import FormPane
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace


class SigningFormBox(CalmCombo):
    """The ways of signing, each shown by the lines that are printed."""

    def show_choices(self, office_name: str, signer_title: str, chosen: str) -> None:
        """Show the lines for this office and title."""
        self.blockSignals(True)
        self.clear()
        shown: set[str] = set()
        for form in SigningForm:
            lines = " / ".join(signing_lines(form, office_name, signer_title))
            if lines not in shown or form == chosen:  # a department signs by its head alone, on behalf of nobody
                shown.add(lines)
                self.addItem(lines, str(form))
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def chosen(self) -> str:
        """The code of the way that is chosen."""
        return str(self.currentData())


class SignerButton(QPushButton):
    """Offers the people who sign for the office."""

    def __init__(self, officers: Callable[[], tuple[OfficerRow, ...]], take: Callable[[OfficerRow], None]) -> None:
        super().__init__(_("Choose…"))
        menu = QMenu(self)

        def fill() -> None:
            menu.clear()
            for officer in officers():
                text = f"{officer.name}, {officer.title}"
                menu.addAction(text).triggered.connect(lambda _checked=False, chosen=officer: take(chosen))
            if menu.isEmpty():
                menu.addAction(_("No signer is known yet. Add one under Tools, Office profile.")).setEnabled(False)

        menu.aboutToShow.connect(fill)
        self.setMenu(menu)


class EndPane(FormPane):
    """Recipients and signer of the paper that is signed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._view: YearPaperView | None = None
        self.recipients = LineEditor(lambda _number: "-", 18)
        self.recipients.setAccessibleName(_("Recipients"))
        self.closing = small_editor(workspace)
        self.form = SigningFormBox()
        self.signer_title = QLineEdit()
        self.signer = QLineEdit()
        self.secretary = QLineEdit()
        self.column.addWidget(labelled(_("Closing words"), self.closing))
        self.column.addWidget(titled(_("Recipients")))
        self.column.addWidget(self.recipients)
        self.column.addWidget(label(_("One a line; dashes and punctuation are added when printed."), "note"))
        self._signs = (
            labelled(_("Position of the signer"), self.signer_title),
            labelled(_("Lines above the signature"), self.form),
        )
        for row in self._signs:
            self.column.addWidget(row)
        self._secretary_label = label("", "field")
        self._secretary = QWidget()
        beside = QVBoxLayout(self._secretary)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(3))
        beside.addWidget(self._secretary_label)
        beside.addWidget(self.secretary)
        self.column.addWidget(self._secretary)
        signer = QWidget()
        names = QHBoxLayout(signer)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(self.signer, 1)
        names.addWidget(SignerButton(self._signers, self._take_signer))
        self._signer_label = label("", "field")
        self.column.addWidget(self._signer_label)
        self.column.addWidget(signer)
        self.column.addStretch(1)
        for field in (self.signer_title, self.signer, self.secretary):
            field.textEdited.connect(lambda _text: self.edited.emit())
        self.signer_title.textEdited.connect(lambda _text: self._show_forms(self.form.chosen()))
        self.form.activated.connect(self._form_chosen)
        self.recipients.edited.connect(self.edited)
        self.closing.edited.connect(self.edited)
        self.closing.told.connect(self.workspace.say)

    def show_node(self, view: YearPaperView, node: Node) -> None:
        self._view = None
        self.refresh(view)

    def refresh(self, view: YearPaperView) -> None:
        before, self._view = self._view, view
        paper = signed_paper(view)
        self.recipients.show_lines(paper.recipients)
        if before is None or before.paper.closing != view.paper.closing:
            self.closing.checks.owner = view.paper.guid
            if self.closing.markup() != view.paper.closing:
                self.closing.set_markup(view.paper.closing)
            self._closing_kept = self.closing.markup()
        minutes = kind_of(view).facts.layout is Layout.MINUTES
        for row in self._signs:
            row.setVisible(not minutes)
        achievement = reports_achievement(view.paper.kind, view.plan.kind)
        beside = _("Who reports the achievement") if achievement else _("Secretary of the meeting")
        self._secretary_label.setText(beside)
        self.secretary.setAccessibleName(beside)
        self._secretary.setVisible(minutes or achievement)
        who = _("Chair of the meeting") if minutes else _("Name of the signer")
        self._signer_label.setText(who)
        self.signer.setAccessibleName(who)
        show_text(self.secretary, paper.secretary if minutes or achievement else "")
        show_text(self.signer_title, paper.signer_title)
        show_text(self.signer, paper.signer_name)
        self._show_forms(paper.signing_form)
        for field in (self.closing, self.recipients, self.signer_title, self.signer, self.secretary):
            field.setReadOnly(self.workspace.year_read_only)
        self.form.setEnabled(not self.workspace.year_read_only)

    def applied(self, view: YearPaperView) -> YearPaperView:
        closing = self.closing.markup()
        kept = view.paper.closing if closing == self._closing_kept else closing
        view = replace(view, paper=replace(view.paper, closing=kept))
        paper = replace(
            signed_paper(view),
            recipients=self.recipients.lines(),
            signing_form=self.form.chosen(),
            signer_title=field_text(self.signer_title),
            signer_name=field_text(self.signer),
        )
        if not self._secretary.isHidden():
            paper = replace(paper, secretary=field_text(self.secretary))
        return with_signed_paper(view, paper)

    def commit(self) -> None:
        view = self._view
        if view is None:
            return
        self._idle.stop()
        self._view = typed = self.applied(view)
        fields = ("signing_form", "signer_title", "signer_name", "secretary")
        done = self.write(signed_paper(view), signed_paper(typed), fields, {"recipient": "recipients"})
        if not self.write(view.paper, typed.paper, ("closing",), {}) or not done:
            self._view = view

    def first_field(self) -> QWidget:
        return self.recipients

    def _show_forms(self, chosen: str) -> None:
        dossier = self.workspace.dossier
        if dossier is not None:
            office = read_office(dossier, self.workspace.year)
            paper = signed_paper(self._view) if self._view is not None else None
            body = body_of(paper.kind, paper.authority, office.name) if paper is not None else ""
            self.form.show_choices(body or office.name, field_text(self.signer_title), chosen)

    def _form_chosen(self) -> None:
        self.edited.emit()
        self.commit()

    def _signers(self) -> tuple[OfficerRow, ...]:
        dossier = self.workspace.dossier
        return tuple(o for o in read_officers(dossier) if o.signing_form) if dossier and self._view else ()

    def _take_signer(self, officer: OfficerRow) -> None:
        self.signer.setText(officer.name)
        if not self._signs[0].isHidden():
            self.signer_title.setText(officer.title.upper())
            self._show_forms(officer.signing_form)
        self.edited.emit()
        self.commit()


class FramePane(FormPane):
    """What the appendix holds, and the way to the tab where it is edited."""

    def __init__(self, workspace: Workspace, open_frame: Callable[[], None]) -> None:
        super().__init__(workspace)
        self._sentence = label("", "pane", wrap=True)
        self._groups = label("", wrap=True)
        self.open_button = button(_("Open the task frame"), open_frame, icon_name="table")
        self.column.addWidget(self._sentence)
        self.column.addWidget(self._groups)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_node(self, view: YearPaperView, node: Node) -> None:
        self.refresh(view)

    def refresh(self, view: YearPaperView) -> None:
        count = len(view.tasks)
        sentence = ngettext("The appendix holds {count} task.", "The appendix holds {count} tasks.", count)
        self._sentence.setText(
            sentence.format(count=formats.count(count)) if count else _("The task frame has no task yet.")
        )
        self._groups.setText(
            "\n".join(f"{group.number}. {sentence_case(group.title)} ({group.task_count})" for group in view.groups)
        )

    def first_field(self) -> QWidget:
        return self.open_button
