"""The text of one section: its heading, its paragraphs, and the draft that survives a power cut."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.services.papers.plans import FRAME_MODES, set_frame_mode
from cchc_desktop.services.papers.sections import set_section
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.tabs.plan.nodes import Node, children_of, number_of, section_of
from cchc_desktop.ui.tabs.plan.pane import PlanPane
from cchc_desktop.ui.tabs.plan.tip import PlanTip
from cchc_desktop.ui.widgets.basics import box, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.editor.bar import FormatBar
from cchc_desktop.ui.widgets.editor.find import FindBar
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor
from cchc_desktop.ui.widgets.kept_text import KeptText
from cchc_desktop.ui.workspace import Workspace

_FIELD = "body"


class SectionPane(PlanPane):
    """Heading and text of a section.

    What is typed is kept as a draft at every pause and becomes one step of undo when the section is left, when the
    window asks, or after `plan_pane.IDLE`.
    """

    def __init__(self, workspace: Workspace, choose_bases: Callable[[], Sequence[str]]) -> None:
        super().__init__(workspace)
        self._section: SectionRow | None = None
        self._plan_guid = ""
        self._choose_bases = choose_bases
        self.editor = RichEditor()
        self.editor.setAccessibleName(_("Text of the section"))
        self.bar = FormatBar(self.editor)
        tip = _("Insert a legal basis")
        self._basis = self.bar.add_tool("quote", _("Legal basis"), self.insert_basis, tooltip=tip)
        self.find_bar = FindBar(self.editor)
        self.tip = PlanTip()
        self.tip.insert_wanted.connect(self._insert_tip)
        self._text = KeptText(self.editor, workspace, _FIELD)
        self._lay_out()
        self.editor.edited.connect(self._typed)
        self.editor.told.connect(workspace.say)
        self.title.textEdited.connect(lambda _text: self.edited.emit())
        self.title.editingFinished.connect(self.commit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.tip)
        column.addWidget(self._make_head())
        column.addWidget(self._make_mode())
        column.addWidget(self.editor, 1)
        column.addWidget(self._make_foot())

    def _make_head(self) -> QFrame:
        head = box("pane")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), 0)
        row.setSpacing(theme.px(6))
        self._number = label("", "pane")
        self.title = QLineEdit()
        self.title.setFont(theme.font(14, 600))
        self.title.setAccessibleName(_("Heading of the section"))
        self.title.setPlaceholderText(_("Heading of the section"))
        row.addWidget(self._number)
        row.addWidget(self.title, 1)
        return head

    def _make_mode(self) -> QFrame:
        """For the section whose tasks are printed: where they stand."""
        self._mode_row = box("pane")
        row = QHBoxLayout(self._mode_row)
        row.setContentsMargins(theme.px(18), theme.px(8), theme.px(18), 0)
        row.setSpacing(theme.px(8))
        self.mode = CalmCombo()
        for mode, text in zip(
            FRAME_MODES,
            (_("in the table of the appendix"), _("as a list here"), _("here and in the table")),
            strict=True,
        ):
            self.mode.addItem(text, mode)
        self.mode.setAccessibleName(_("Where the tasks are printed"))
        self.mode.activated.connect(self._mode_chosen)
        row.addWidget(label(_("The tasks are printed"), "secondary"))
        row.addWidget(self.mode)
        row.addStretch(1)
        return self._mode_row

    def _make_foot(self) -> QFrame:
        foot = box("pane")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), theme.px(4), theme.px(18), theme.px(6))
        self._words = label("", "note")
        row.addWidget(self._words)
        row.addStretch(1)
        return foot

    def show_node(self, view: YearPaperView, node: Node) -> None:
        section = section_of(view, node.key)
        if section is None:
            return
        self._stop()
        self._section, self._plan_guid = section, view.plan.guid
        self.editor.setReadOnly(self.workspace.year_read_only)
        self.title.setReadOnly(self.workspace.year_read_only)
        self.mode.setEnabled(not self.workspace.year_read_only)
        self._basis.setEnabled(not self.workspace.year_read_only)
        self._show_frame(view)
        self.tip.show_for(self.workspace.dossier, view, self.workspace.year_read_only)
        self.title.setText(section.title)
        self._text.show(section.guid, section.body)
        self._count()
        self._restore_draft()

    def refresh(self, view: YearPaperView) -> None:
        section = section_of(view, self._section.guid) if self._section else None
        if section is None or self._section is None:
            return
        before, self._section = self._section, section
        self._show_frame(view)
        if section.title != before.title and self.title.text().strip() != section.title:
            self.title.setText(section.title)
        if section.body != before.body:
            self._stop()
            self._text.show_again(section.body)
            self._count()

    def applied(self, view: YearPaperView) -> YearPaperView:
        if self._section is None:
            return view
        typed = replace(self._section, title=self._typed_title(), body=self._text.typed(self._section.body))
        return replace(view, sections=tuple(typed if s.guid == typed.guid else s for s in view.sections))

    def commit(self) -> None:
        section, dossier = self._section, self.workspace.dossier
        if section is None or dossier is None or self.workspace.year_read_only:
            return
        self._stop()
        typed = replace(section, title=self._typed_title(), body=self._text.typed(section.body))
        changed = {name: getattr(typed, name) for name in ("title", "body")}
        changed = {name: text for name, text in changed.items() if text != getattr(section, name)}
        had_draft = self._text.is_dirty
        if changed:
            # Known before the verb runs: what it announces must not be taken for someone else's change.
            self._section, before = typed, self._text.note_written()
            if self.workspace.run(set_section, section_guid=section.guid, **changed) is None:
                self._section = section
                self._text.note(before)
                return
        if had_draft:
            self._text.drop_draft()

    def keep_draft(self) -> None:
        """Keep what is being typed where a power cut cannot reach it."""
        self._text.keep_draft()

    def first_field(self) -> QWidget:
        return self.editor

    def _typed_title(self) -> str:
        return clean(self.title.text()).strip()

    def _restore_draft(self) -> None:
        if self._text.restore_draft():
            self._count()
            self.workspace.say(_("What you were typing in this section has been brought back."))
            self.edited.emit()

    def _show_frame(self, view: YearPaperView) -> None:
        assert self._section is not None
        self._number.setText(number_of(self._section))
        self._mode_row.setVisible(self._section.role == SectionRole.TASKS)
        self.mode.setCurrentIndex(FRAME_MODES.index(view.plan.frame_mode))
        below = len(children_of(view, self._section.guid))
        hint = ngettext("{count} section stands under this one.", "{count} sections stand under this one.", below)
        begin = _("Write here, or paste from Word.")
        self.editor.setPlaceholderText(f"{hint.format(count=below)} {begin}" if below else begin)

    def _mode_chosen(self, index: int) -> None:
        self.workspace.run(set_frame_mode, plan_guid=self._plan_guid, frame_mode=self.mode.itemData(index))

    def insert_basis(self) -> None:
        """Choose papers and put them into the text as they are cited."""
        bases = self._choose_bases()
        if bases:
            self.editor.insert_words("; ".join(bases))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert_tip(self, markup: str) -> None:
        self.editor.insert_markup(markup)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._count()
        self._text.pause.start()
        self.edited.emit()

    def _stop(self) -> None:
        self._text.pause.stop()
        self._idle.stop()

    def _count(self) -> None:
        count = self.editor.word_count()
        self._words.setText(ngettext("{count} word", "{count} words", count).format(count=formats.count(count)))
