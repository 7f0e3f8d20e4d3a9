"""The answer to a package that came: remarks, points of appraisal, reports that go back, and the ways it is sent."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.localised import listed
from cchc_desktop.rules.periods import period_title
from cchc_desktop.services.exchange.answer_forms import AnswerForm, answer_lines
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.dialogs.answer.model import ROUND_OF, AnswerColumn, AnswerModel
from cchc_desktop.ui.dialogs.answer.pane import AnswerPane
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, labelled
from cchc_desktop.ui.widgets.kept_text import DRAFT_PAUSE
from cchc_desktop.ui.widgets.sheet import SheetTree

_WIDTHS = {
    AnswerColumn.SELF: 92,
    AnswerColumn.FIRST: 58,
    AnswerColumn.SECOND: 58,
    AnswerColumn.REMARK: 130,
}


class Way(Enum):
    """What becomes of an answer."""

    SAVE = "save"
    DRAFT = "draft"
    SEND = "send"


class AnswerDialog(Dialog):
    """What is typed is kept as one goes, and is there again when the package is answered once more.

    Signal: `ordered(Way)` the answer is to be made of `form`, with `password`.
    """

    ordered = Signal(object)
    enter_agrees = False

    def __init__(
        self,
        info: PackageInfo,
        data: PackageData,
        form: AnswerForm,
        keep: Callable[[AnswerForm], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self._info, self._keep = form, info, keep
        self._unkept = False
        self.setWindowTitle(_("Answer the package of {office}").format(office=info.office))
        fit(self, 1160, 640)
        self.model = AnswerModel(answer_lines(data), form, self)
        self.tree, self.pane = SheetTree(), AnswerPane()
        self.author, self.note, self.password = QLineEdit(form.author), QLineEdit(form.note), QLineEdit()
        self.said = label("", "secondary", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._pause.timeout.connect(self.keep)
        self._build_tree()
        self._lay_out()
        self._connect()
        self._count()
        self.tree.setCurrentIndex(self.model.index(0, AnswerColumn.REMARK))
        self.tree.setFocus()

    def _build_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.dress_as_sheet()
        tree.setAccessibleName(_("What is answered"))
        tree.setUniformRowHeights(True)
        tree.setIndentation(theme.px(14))
        tree.expandAll()
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(AnswerColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, theme.px(width))
        for column in (AnswerColumn.SELF, *ROUND_OF):
            tree.setColumnHidden(column, not self.model.is_scored)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        info = self._info
        head = f"{info.office}, {period_title(info.year, info.period)}"
        column.addWidget(label(head, "pane", wrap=True))
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.tree)
        panes.addWidget(self.pane)
        panes.setChildrenCollapsible(False)
        panes.setStretchFactor(0, 1)
        panes.setSizes([theme.px(800), theme.px(320)])
        column.addWidget(panes, 1)
        column.addWidget(self.said)
        self.password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.password.setProperty(PASSING, True)  # of the package that is made next, and never kept
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labelled(_("Who answers"), self.author), 2)
        row.addWidget(labelled(_("Message"), self.note), 3)
        row.addWidget(labelled(_("Password (if wanted)"), self.password), 1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        self.ways = {
            Way.DRAFT: button(_("Draft a mail"), lambda: self.order(Way.DRAFT)),
            Way.SEND: button(_("Send from here…"), lambda: self.order(Way.SEND), "", "send"),
            Way.SAVE: button(_("Save the answer…"), lambda: self.order(Way.SAVE), "primary", "package-export"),
        }
        foot.addWidget(button(_("Close"), self.reject))
        for one in self.ways.values():
            foot.addWidget(one)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._show)
        self.tree.said.connect(self.said.setText)
        self.tree.doubleClicked.connect(self._to_remark)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.tree)
        undo.setContext(Qt.ShortcutContext.WidgetShortcut)
        undo.activated.connect(self.model.undo)
        self.model.written.connect(self._written)
        self.pane.remarked.connect(lambda text: self.model.set_remark(self._guid(), text))
        self.pane.commented.connect(lambda number, text: self.model.set_comment(self._guid(), number, text))
        self.pane.returned.connect(lambda on, reason: self.model.set_returned(self._guid(), on, reason))
        self.author.textChanged.connect(lambda _text: self._written())
        self.note.textChanged.connect(lambda _text: self._written())

    def _guid(self) -> str:
        line = self.model.line_of(self.tree.currentIndex())
        return line.guid if line is not None else ""

    def _to_remark(self, index: QModelIndex) -> None:
        """A remark that a cell does not hold is typed on in its field."""
        if index.column() == AnswerColumn.REMARK and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.pane.remark.setFocus()

    def _show(self, now: QModelIndex, before: QModelIndex) -> None:
        if self.model.line_of(now) != self.model.line_of(before):
            self.pane.show_line(self.model.line_of(now), self.form)
            self._count()

    def _written(self) -> None:
        self.form.author, self.form.note = self.author.text(), self.note.text()
        self.pane.follow(self.form.remarks.get(self._guid(), ""))
        self._unkept = True
        self._pause.start()
        self._count()

    def _count(self) -> None:
        form = self.form
        points = sum(one.points is not None for one in form.appraised.values())
        told = (
            (ngettext("{count} remark", "{count} remarks", len(form.remarks)), len(form.remarks)),
            (ngettext("{count} report returned", "{count} reports returned", len(form.returned)), len(form.returned)),
            (ngettext("{count} appraised score", "{count} appraised scores", points), points),
        )
        said = listed([words.format(count=formats.count(count)) for words, count in told if count])
        hint = _("Write beside what it is about. Points can be pasted from Excel. All is kept as you type.")
        self.said.setText(_("In the answer: {what}.").format(what=said) if said else hint)
        for one in self.ways.values():
            one.setEnabled(bool(form))

    # Keeping and leaving

    def keep(self) -> bool:
        """Keep what is written so far; whether the drive took it."""
        self._pause.stop()
        if not self._unkept:
            return True
        try:
            self._keep(self.form)
        except UserError as error:
            self.said.setText(str(error))
            return False
        self._unkept = False
        return True

    def keep_typed(self) -> None:
        super().keep_typed()
        self.keep()

    def holds_typed(self) -> bool:
        return self._unkept or any(table.is_typing() for table in self._sheets())

    def keep_words(self) -> str:
        return ""  # what the drive does not take cannot be kept by any button here

    # Sending

    def order(self, way: Way) -> None:
        """Have the answer made, once nothing in it is half said."""
        self.keep_typed()
        if any(table.is_typing() for table in self._sheets()):
            return  # the sentence below the tree says what the cell does not take
        missing = next((guid for guid, reason in self.form.returned.items() if not reason), "")
        if missing:
            self.tree.setCurrentIndex(self.model.place_of(missing))
            self.pane.reason.setFocus()
            alerts.show_error(self, _("Say why the report is returned, so that the office knows what to mend."))
            return
        self.ordered.emit(way)
