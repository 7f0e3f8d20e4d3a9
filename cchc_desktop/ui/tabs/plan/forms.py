"""Forms for what stands around a plan's sections: the opening with its legal bases, the articles of the decision."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.rules.citations import in_order
from cchc_desktop.rules.organisation import decider
from cchc_desktop.rules.paper_kinds import Layout
from cchc_desktop.services.offices import read_office
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan.lines import LineEditor
from cchc_desktop.ui.tabs.plan.nodes import (
    Node,
    NodeKind,
    has_articles,
    is_signed,
    kind_of,
    signed_paper,
    with_signed_paper,
)
from cchc_desktop.ui.tabs.plan.pane import FormPane
from cchc_desktop.ui.widgets.basics import label, labelled, link
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor
from cchc_desktop.ui.workspace import Workspace


def field_text(field: QLineEdit) -> str:
    """What a field says, NFC, without blanks at its ends."""
    return clean(field.text()).strip()


def show_text(field: QLineEdit, text: str) -> None:
    """Put a text into a field unless it says it already, so that the cursor stays."""
    if field_text(field) != text:
        field.setText(text)
        field.setCursorPosition(0)


def _subject_field() -> LineEditor:
    """A subject; it may be broken into lines, which are printed as they are."""
    return LineEditor(lambda _number: "", 0)


def small_editor(workspace: Workspace) -> RichEditor:
    """A text editor of a few lines within a form."""
    made = RichEditor()
    made.checks.follow(workspace)
    made.setProperty("box", "")
    made.document().setDocumentMargin(theme.px(6))
    made.setFixedHeight(theme.px(112))
    return made


def titled(title: str, *links: QWidget) -> QWidget:
    """A field label with links at the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(title, "field"))
    row.addStretch(1)
    for made in links:
        row.addWidget(made)
    return holder


class HeadPane(FormPane):
    """Subject, issuing authority, addressees, legal bases and opening words: those that the kind of paper has."""

    def __init__(self, workspace: Workspace, choose_bases: Callable[[], Sequence[str]]) -> None:
        super().__init__(workspace)
        self._view: YearPaperView | None = None
        self._choose_bases = choose_bases
        self.subject = _subject_field()
        self.authority = QLineEdit()
        self.issuer = QLineEdit()
        self.bases = LineEditor(lambda number: f"{number + 1}.", 26)
        self.bases.setAccessibleName(_("Legal bases"))
        self.plan_subject = _subject_field()
        self.addressees = LineEditor(lambda _number: "-", 18)
        self.opening = small_editor(workspace)
        self._lay_out()
        for line in (self.authority, self.issuer):
            line.textEdited.connect(lambda _text: self.edited.emit())
        for field in (self.subject, self.plan_subject, self.addressees, self.bases, self.opening):
            field.edited.connect(self.edited)
        self.opening.told.connect(workspace.say)

    def _lay_out(self) -> None:
        self._decision = QWidget()
        column = QVBoxLayout(self._decision)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        column.addWidget(label(_("Decision"), "pane"))
        column.addWidget(labelled(_("Subject of the decision"), self.subject))
        self._authority = labelled(_("Who decides"), self.authority, _("Printed in capitals above the legal bases."))
        note = _("Empty for the office itself; else a council, a steering group, a department that signs by itself.")
        self._issuer = labelled(_("Issuing body"), self.issuer, note)
        self._plan_title = label("", "pane")
        self._addressees = labelled(_("Addressed to"), self.addressees)
        self._attached = label(_("What stands here makes the list an attachment: “(Kèm theo …)”."), "note", wrap=True)
        self.column.addWidget(self._decision)
        self.column.addWidget(self._authority)
        self.column.addWidget(self._issuer)
        self.column.addWidget(self._make_bases())
        self.column.addWidget(self._plan_title)
        self.column.addWidget(labelled(_("Subject of the paper"), self.plan_subject))
        self.column.addWidget(self._addressees)
        self.column.addWidget(labelled(_("Opening words"), self.opening))
        self.column.addWidget(self._attached)
        self.column.addStretch(1)

    def _make_bases(self) -> QWidget:
        self._bases = QWidget()
        column = QVBoxLayout(self._bases)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(titled(_("Legal bases"), link(_("Insert a legal basis…"), self.insert_bases)))
        column.addWidget(self.bases)
        column.addWidget(label(_("One a line; semicolons and the last full stop are added when printed."), "note"))
        return self._bases

    def show_node(self, view: YearPaperView, node: Node) -> None:
        self._view = None
        self._show(view)

    def refresh(self, view: YearPaperView) -> None:
        self._show(view)

    def _show(self, view: YearPaperView) -> None:
        before, self._view = self._view, view
        self._show_fields(view)
        signed = signed_paper(view)
        show_text(self.authority, signed.authority)
        show_text(self.issuer, signed.authority)
        self.subject.show_lines(signed.subject.split("\n"))
        self.plan_subject.show_lines(view.paper.subject.split("\n"))
        self.addressees.show_lines(view.paper.addressees)
        self.bases.show_lines(signed.legal_bases)
        if before is None or before.paper.preamble != view.paper.preamble:
            self.opening.checks.owner = view.paper.guid
            if self.opening.markup() != view.paper.preamble:
                self.opening.set_markup(view.paper.preamble)
            self._opening_kept = self.opening.markup()
        for field in (
            self.subject,
            self.authority,
            self.issuer,
            self.plan_subject,
            self.addressees,
            self.bases,
            self.opening,
        ):
            field.setReadOnly(self.workspace.year_read_only)

    def _show_fields(self, view: YearPaperView) -> None:
        """Those that a paper of this kind has."""
        kind, issued = kind_of(view), view.decision is not None
        self._decision.setVisible(issued)
        self._authority.setVisible(has_articles(view))
        self._issuer.setVisible(is_signed(view) and not has_articles(view))
        if self.workspace.dossier is not None:  # what is printed when the field says nothing
            office = read_office(self.workspace.dossier, view.plan.year)
            self.authority.setPlaceholderText(decider(office.name))
            self.issuer.setPlaceholderText(office.name)
        self._plan_title.setVisible(issued)
        self._plan_title.setText(kind.facts.name())
        self._addressees.setVisible(kind.facts.addressed)
        self._bases.setVisible(kind.facts.takes_bases or bool(view.paper.legal_bases))
        self._attached.setVisible(kind.facts.layout is Layout.LIST)

    def applied(self, view: YearPaperView) -> YearPaperView:
        opening = self.opening.markup()
        preamble = view.paper.preamble if opening == self._opening_kept else opening
        subject, addressees = "\n".join(self.plan_subject.lines()), self.addressees.lines()
        view = replace(view, paper=replace(view.paper, subject=subject, preamble=preamble, addressees=addressees))
        signed = replace(signed_paper(view), legal_bases=self.bases.lines())
        named = self.authority if has_articles(view) else self.issuer
        signed = replace(signed, authority=field_text(named))
        if view.decision is not None:
            signed = replace(signed, subject="\n".join(self.subject.lines()))
        return with_signed_paper(view, signed)

    def commit(self) -> None:
        view = self._view
        if view is None:
            return
        self._idle.stop()
        typed = self.applied(view)
        # Known before the verbs run, so that what they announce is not taken for someone else's change.
        self._view = typed
        bases = {"legal_basis": "legal_bases"}
        if view.decision is not None and typed.decision is not None:
            done = self.write(view.decision, typed.decision, ("subject", "authority"), bases)
            done = self.write(view.paper, typed.paper, ("subject", "preamble"), {}) and done
        else:
            lines = {**bases, "addressee": "addressees"}
            done = self.write(view.paper, typed.paper, ("subject", "authority", "preamble"), lines)
        if not done:
            self._view = view

    def first_field(self) -> QWidget:
        return self.plan_subject if self._bases.isHidden() else self.bases

    def insert_bases(self) -> None:
        """Choose legal bases and put them where they belong among those that are there."""
        self.bases.rewrite(in_order(self.bases.lines(), self._choose_bases()))
        self.bases.setFocus()


class ArticlesPane(FormPane):
    """The articles of the decision."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._view: YearPaperView | None = None
        # The word is printed; it is Vietnamese in every language of the window.
        self.articles = LineEditor(lambda number: f"Điều {number + 1}.", 58)
        self.articles.setAccessibleName(_("Articles of the decision"))
        self.column.addWidget(label(_("Articles of the decision"), "pane"))
        self.column.addWidget(self.articles)
        self.column.addWidget(
            label(
                _("Enter begins the next article, Shift+Enter a line within one; Alt+Up and Alt+Down move it."),
                "note",
                wrap=True,
            )
        )
        self.column.addStretch(1)
        self.articles.edited.connect(self.edited)

    def show_node(self, view: YearPaperView, node: Node) -> None:
        self.refresh(view)
        if node.kind is NodeKind.ARTICLE:
            self.articles.show_line(node.index)

    def refresh(self, view: YearPaperView) -> None:
        self._view = view
        self.articles.show_lines(signed_paper(view).articles if has_articles(view) else ())
        self.articles.setReadOnly(self.workspace.year_read_only)

    def applied(self, view: YearPaperView) -> YearPaperView:
        if not has_articles(view):
            return view
        return with_signed_paper(view, replace(signed_paper(view), articles=self.articles.lines()))

    def commit(self) -> None:
        if self._view is None or not has_articles(self._view):
            return
        self._idle.stop()
        before, self._view = self._view, self.applied(self._view)
        if not self.write(signed_paper(before), signed_paper(self._view), (), {"article": "articles"}):
            self._view = before

    def first_field(self) -> QTextEdit:
        return self.articles
