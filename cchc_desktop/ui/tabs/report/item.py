"""The text of one item of a report: what the outline asks, what the office writes, the draft that survives."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.year_rows import ReportRow
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.statuses import ItemStatus, ReportStatus
from cchc_desktop.services.reporting.drafting import add_statements, markup_of
from cchc_desktop.services.reporting.reports import set_item
from cchc_desktop.ui import formats, icons, theme
from cchc_desktop.ui.table_models.outline import item_name
from cchc_desktop.ui.tabs.report.guidance import GuidanceBox, ReasonBar
from cchc_desktop.ui.tabs.report.quotes import ItemQuotes
from cchc_desktop.ui.tabs.report.sent import SentBar
from cchc_desktop.ui.tabs.report.sources import SourceStrip
from cchc_desktop.ui.widgets.basics import box, icon_label, label, link
from cchc_desktop.ui.widgets.editor.bar import FormatBar
from cchc_desktop.ui.widgets.editor.find import FindBar
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor
from cchc_desktop.ui.widgets.kept_text import KeptText, LeftText
from cchc_desktop.ui.widgets.remarks import RemarksBox
from cchc_desktop.ui.workspace import Workspace

IDLE = 10_000  # milliseconds without a key after which what was typed becomes a step of undo
_FIELD = "text"
_WORDS_FROM = 560  # width in pixels at 100 % from which the tool that marks an item done has its word
_GAP = 4  # between icon and word, pixels at 100 %


WhenSeen = Callable[[Callable[[], object]], Callable[[], None]]


class ReportItemPane(QWidget):
    """Edits one item.

    What is typed is kept as a draft at every pause and becomes one step of undo when the item is left, when the
    window asks, or after `IDLE`. `when_seen` is that of the tab.
    Signals: `edited` something was typed; `draft_wanted` text from results is wanted.
    """

    edited = Signal()
    draft_wanted = Signal()

    def __init__(self, workspace: Workspace, when_seen: WhenSeen) -> None:
        super().__init__()
        self.workspace = workspace
        self._item: ReportItemRow | None = None
        self._heading = False  # whether items stand below
        self._sent = False
        self.guidance = GuidanceBox()
        self.remarks = RemarksBox(workspace)
        self._report_guid = ""
        self.editor = RichEditor()
        self.editor.setAccessibleName(_("Text of the item"))
        self.bar = FormatBar(self.editor)
        self.write_draft = self.bar.add_tool("wand", _("Draft from results"), when_seen(self.draft_wanted.emit))
        self.insert_figure = self.bar.add_tool(
            "database-import", _("Insert a figure…"), when_seen(self.ask_figure), "Ctrl+E", _("Insert a figure")
        )
        self.mark_done = self._action("check", _("Mark done"), when_seen(self.flip_done))
        self.mark_not_applicable = self._action("circle-minus", _("Not applicable"), when_seen(self.flip_applicable))
        self.sent = SentBar()
        self.sources = SourceStrip()
        self.quotes = ItemQuotes(self.editor)
        self.reason = ReasonBar()
        self.reason.given.connect(self._set_not_applicable)
        self.find_bar = FindBar(self.editor)
        self._text = KeptText(self.editor, workspace, _FIELD)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.commit)
        self._lay_out()
        self.editor.edited.connect(self._typed)
        self.editor.told.connect(workspace.say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sent)
        column.addWidget(self.guidance)
        column.addWidget(self.remarks)
        bars = QHBoxLayout()
        bars.setSpacing(0)
        bars.addWidget(self.bar, 1)
        bars.addWidget(self._make_status_bar())
        column.addLayout(bars)
        column.addWidget(self.find_bar)
        column.addWidget(self.reason)
        column.addWidget(self._make_state())
        column.addWidget(self._make_head())
        column.addWidget(self.editor, 1)
        column.addWidget(self.quotes.strip)
        column.addWidget(self.sources)
        column.addWidget(self._make_foot())

    def _make_status_bar(self) -> QFrame:
        frame = box("toolbar")
        frame.setFixedHeight(theme.px(36))
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, theme.px(10), 0)
        row.setSpacing(theme.px(4))
        self._done = _worded(self.mark_done)
        row.addWidget(self._done)
        return frame

    def _make_head(self) -> QFrame:
        head = box("pane")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(22), theme.px(8), theme.px(10), 0)
        self._name = label("", "pane", wrap=True)
        row.addWidget(self._name, 1)
        row.addWidget(_worded(self.mark_not_applicable), 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _make_state(self) -> QFrame:
        """For an item that does not apply: why."""
        self._state = box("alt")
        row = QHBoxLayout(self._state)
        row.setContentsMargins(theme.px(18), theme.px(8), theme.px(18), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("circle-minus", "muted"))
        self._why = label("", wrap=True)
        row.addWidget(self._why, 1)
        self._change_reason = link(_("Change the reason"), self._ask_reason)
        row.addWidget(self._change_reason)
        return self._state

    def _make_foot(self) -> QFrame:
        foot = box("pane")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(20), theme.px(4), theme.px(18), theme.px(6))
        self._hint = label("", "note")
        self._words = label("", "note")
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self._words)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        style = words if self.width() >= theme.px(_WORDS_FROM) else Qt.ToolButtonStyle.ToolButtonIconOnly
        self._done.setToolButtonStyle(style)  # the tools beside it give up theirs by themselves

    # What is shown

    @property
    def item(self) -> ReportItemRow | None:
        """The item that is edited, as it is kept."""
        return self._item

    @property
    def writable(self) -> bool:
        """Whether the item may be written: it applies, the report is not sent, the dossier can be changed."""
        return self._writable()

    def show_report(self, report: ReportRow | None, figures: tuple[FigureRow, ...] = ()) -> None:
        """Which report the items belong to: a sent one is not edited before it is opened again."""
        self.quotes.show_all(figures)
        self._report_guid = report.guid if report is not None else ""
        self._sent = report is not None and report.status == ReportStatus.SENT
        self.sent.show_report(report, not self.workspace.year_read_only)

    def line_at_cursor(self) -> str:
        """The paragraph that the cursor is in."""
        return self.editor.textCursor().block().text()

    def show_item(self, item: ReportItemRow | None, heading: bool) -> None:
        """Show another item; what was typed in the one before has been committed."""
        self._stop()
        self.reason.hide()
        self._item, self._heading = item, heading
        self.quotes.show_own(())
        self._show_frame()
        self._text.show(item.guid if item else "", item.text if item else "")
        self._count()
        self._restore_draft()

    def refresh(self, item: ReportItemRow, heading: bool) -> None:
        """Take what was changed elsewhere, leaving what is being typed."""
        before, self._item, self._heading = self._item, item, heading
        if before is not None and item.text != before.text and not self._text.is_dirty:
            self._text.show_again(item.text)
            self._count()
        self._show_frame()

    def show_figures(self, figures: Sequence[FigureRow]) -> None:
        """The figures of the item, to be quoted and marked."""
        self.quotes.show_own(figures)
        self._enable()
        self._count()

    def as_typed(self) -> ReportItemRow | None:
        """The item with what is being typed."""
        return replace(self._item, text=self._text.typed(self._item.text)) if self._item else None

    # Writing

    def commit(self, statements: Sequence[Statement] = ()) -> bool:
        """Write what was typed as a step of undo, with the trace of drafted sentences; whether there was any."""
        item, dossier = self._item, self.workspace.dossier
        if item is None or dossier is None or self.workspace.year_read_only or self._sent:
            return False
        self._stop()
        had_draft, typed = self._text.is_dirty, self._text.typed(item.text)
        if typed != item.text:
            # Known before the verb runs: what it announces must not be taken for someone else's change.
            self._item, before = replace(item, text=typed), self._text.note_written()
            verb, trace = (add_statements, {"statements": statements}) if statements else (set_item, {})
            if self.workspace.run(verb, item_guid=item.guid, text=typed, **trace) is None:
                self._item = item
                self._text.note(before)
                return False
        if had_draft:
            self._text.drop_draft()
        return typed != item.text

    def leave(self) -> LeftText | None:
        """Let go of the item for another one; what was typed is to be handed to `write_left` once that one is seen."""
        if self._item is None or not self._writable():
            return None
        self._stop()
        return self._text.left(self._item.text)

    def write_left(self, left: LeftText) -> bool:
        """Write the text of an item that was left; False where that was refused, and the text is kept as a draft."""
        written = self.workspace.run(set_item, item_guid=left.guid, text=left.text) is not None
        if self.workspace.dossier is not None:
            try:
                left.settle(self.workspace.dossier, written)
            except UserError as error:
                self.workspace.say(str(error))
        return written

    def keep_draft(self) -> None:
        """Keep what is being typed where a power cut cannot reach it."""
        self._text.keep_draft()

    def append(self, markup: str) -> None:
        """Add text below what is there, as a step of undo of its own."""
        if not self._writable() or not markup.strip():
            return
        self.commit()
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)
        self.editor.insert_markup(markup)
        self.commit()

    def insert_statement(self, statement: Statement) -> None:
        """Add one sentence as an item below the paragraph at the cursor."""
        if not self._writable():
            return
        self.commit()
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.editor.setTextCursor(cursor)
        self.editor.insert_markup(markup_of((statement,)))
        self.commit((statement,))

    def flip_done(self) -> None:
        """Mark the item as done, or open it again."""
        self.commit()
        item = self._item
        if item is None or self.workspace.year_read_only or self._sent:
            return
        if item.status == ItemStatus.DONE:
            self._reopen(item)
            return
        if not item.text.strip() and not self._heading:
            self.workspace.say(_("Nothing is written here yet. Write something, or set the item as not applicable."))
            return
        self.workspace.run(set_item, item_guid=item.guid, status=ItemStatus.DONE, reason="")
        count = len(gaps_in(plain_text(item.text)))
        if count:
            words = ngettext("Done, with {count} gap still to write.", "Done, with {count} gaps still to write.", count)
            self.workspace.say(words.format(count=count))

    def flip_applicable(self) -> None:
        """Ask why the item does not apply, or let it apply again."""
        self.commit()
        if self._item is None or self.workspace.year_read_only or self._sent:
            return
        if self._item.status == ItemStatus.NOT_APPLICABLE:
            self._reopen(self._item)
        else:
            self._ask_reason()

    def _reopen(self, item: ReportItemRow) -> None:
        status = ItemStatus.DRAFT if item.text.strip() else ItemStatus.EMPTY
        self.workspace.run(set_item, item_guid=item.guid, status=status, reason="")

    def _ask_reason(self) -> None:
        if self._item is not None:
            self.reason.open(self._item.reason)

    def _set_not_applicable(self, reason: str) -> None:
        if self._item is not None:
            self.workspace.run(set_item, item_guid=self._item.guid, status=ItemStatus.NOT_APPLICABLE, reason=reason)

    # Inside

    def _show_frame(self) -> None:
        item = self._item
        self.guidance.show_guidance(item.guidance if item else "")
        self.remarks.show_of((self._report_guid, item.guid) if item else ())
        self._name.setText(item_name(item) if item else "")
        closed = item is not None and item.status == ItemStatus.NOT_APPLICABLE
        self._state.setVisible(closed)
        if item is not None and closed:
            self._why.setText(_("Does not apply: {reason}").format(reason=item.reason))
        done = item is not None and item.status == ItemStatus.DONE
        self.mark_done.setText(_("Open again") if done else _("Mark done"))
        self.mark_done.setIcon(icons.icon("edit" if done else "check", "accent" if done else "done", 16, _GAP))
        self.mark_not_applicable.setText(_("Applies again") if closed else _("Not applicable"))
        hint = _("The text of the parts stands in the items below.") if self._heading else ""
        invitation = _("Write here, or paste from Word.")
        self.editor.setPlaceholderText(f"{hint} {invitation}".strip())
        self._enable()

    def _enable(self) -> None:
        writable, item = self._writable(), self._item
        self.editor.setReadOnly(not writable)
        self._change_reason.setVisible(not self.workspace.year_read_only and not self._sent)
        self.write_draft.setEnabled(writable)
        self.insert_figure.setEnabled(writable and bool(self.quotes.all))
        kept = item is not None and not self.workspace.year_read_only and not self._sent
        self.mark_done.setEnabled(kept and item is not None and item.status != ItemStatus.NOT_APPLICABLE)
        self.mark_not_applicable.setEnabled(kept)
        self.bar.refresh()

    def _writable(self) -> bool:
        item = self._item
        closed = self._sent or self.workspace.year_read_only
        return item is not None and item.status != ItemStatus.NOT_APPLICABLE and not closed

    def _restore_draft(self) -> None:
        if self._text.restore_draft():
            self._count()
            self.workspace.say(_("What you were typing in this item has been brought back."))
            self.edited.emit()

    def ask_figure(self) -> None:
        """Choose a figure and quote it at the cursor."""
        from cchc_desktop.ui.dialogs.insert_figure import InsertFigureDialog

        if self._writable():
            dialog = InsertFigureDialog(self.quotes.own, self.quotes.all, self)
            dialog.accepted.connect(lambda: self.insert_words(dialog.words))
            dialog.open()

    def insert_words(self, text: str) -> None:
        """Put words at the cursor and go on writing there."""
        self.editor.insert_words(text)
        self.editor.setFocus()

    def _typed(self) -> None:
        self._count()
        self._text.pause.start()
        self._idle.start()
        self.edited.emit()

    def _stop(self) -> None:
        self._text.pause.stop()
        self._idle.stop()

    def _count(self) -> None:
        count = self.editor.word_count()
        self._words.setText(ngettext("{count} word", "{count} words", count).format(count=formats.count(count)))
        quoted = self.quotes.mark()
        parts = [_("Blue numbers agree with the appendix.")] if quoted else []
        parts += [_("Amber gaps are still to be written.")] if gaps_in(self.editor.toPlainText()) else []
        self._hint.setText(" ".join(parts))

    def _action(self, icon_name: str, text: str, slot: object) -> QAction:
        action = QAction(icons.icon(icon_name, "accent", 16, _GAP), text, self)
        action.triggered.connect(lambda _checked=False: slot())  # type: ignore[operator]
        return action


def _worded(action: QAction) -> QToolButton:
    """An action as a tool with its word."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setIconSize(QSize(theme.px(16 + _GAP), theme.px(16)))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
