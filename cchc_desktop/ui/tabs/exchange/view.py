"""One package: a line of the log, or a file that was opened and checked."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.exchange.package_format import PackageInfo, PackageKind, short_hash
from cchc_desktop.i18n import _
from cchc_desktop.models.package_log_rows import PackageLogRow
from cchc_desktop.rules.file_kinds import kind_words
from cchc_desktop.rules.periods import period_title
from cchc_desktop.rules.statuses import Direction
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.table_models.package_log import status_words
from cchc_desktop.ui.widgets.basics import box, button, icon_label, label, line
from cchc_desktop.ui.widgets.flow import FlowLayout


class PackageView(QScrollArea):
    """Signals: `closed` the officer wants the form back; `file_wanted(PackageInfo, PackageEntry, bool)` a file of the
    package is to be opened, or with True to be saved; `package_wanted(Path)` a package of the log is to be opened,
    `changes_wanted` what the package would change is to be shown, `answer_wanted` the package that is shown is to be
    answered, `log_answer_wanted(PackageLogRow)` that of a line of the log,
    `undo_wanted(PackageLogRow)` what it changed is to be taken back,
    `folder_wanted(Path)` its folder, `mail_wanted(PackageLogRow)` a mail with it is to be drafted again,
    `send_wanted(PackageLogRow)` it is to be sent from here, `receipt_wanted(PackageLogRow)` its receipt is to be made.
    """

    closed = Signal()
    file_wanted = Signal(object, object, bool)
    package_wanted = Signal(object)
    folder_wanted = Signal(object)
    mail_wanted = Signal(object)
    send_wanted = Signal(object)
    receipt_wanted = Signal(object)
    changes_wanted = Signal()
    answer_wanted = Signal()
    log_answer_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)

    def show_log(self, row: PackageLogRow, *, can_undo: bool = False) -> None:
        """Show a line of the log; `can_undo` where what came with it can be taken back."""
        at = formats.moment(row.at)
        direction = _("Received") if row.direction == Direction.RECEIVED else _("Sent")
        facts = [(_("Status"), status_words(row.status)), (_("When"), at)]
        if row.status_at is not None:
            facts.insert(1, (_("Since"), formats.moment(row.status_at)))
        if row.status_note:
            facts.insert(1, (_("What is known"), row.status_note))
        if row.address:
            facts.append((_("Mail address"), row.address))
        if row.file_name:
            facts.append((_("File"), f"{row.file_name}, {formats.file_size(row.size)}"))
        if row.sha256:
            facts.append((_("Check code"), short_hash(row.sha256)))
        self._show(f"{direction}: {row.partner}", row.subject, facts, "", self._ways_to(row, can_undo))

    def show_package(self, info: PackageInfo, *, ours: bool = True) -> None:
        """Show a package that was checked: whose it is, whether it is whole, what it holds.

        One that is not `ours`, of this dossier or meant for it, is there to be answered first of all.
        """
        at = formats.moment(info.made_at)
        facts = [
            (_("Made"), at),
            (_("File"), f"{info.path.name}, {formats.file_size(info.size)}"),
        ]
        names = {
            "plans": _("Plans"),
            "tasks": _("Tasks"),
            "reports": _("Reports"),
            "indices": _("Criteria sets"),
            "papers": _("Printed papers"),
            "evidence": _("Evidence files"),
        }
        if info.manifest.answers:
            names = {
                "remarks": _("Remarks"),
                "appraisals": _("Appraised points"),
                "returned": _("Reports returned"),
            }
        facts += [(words, formats.count(info.counts.get(key, 0))) for key, words in names.items()]
        if info.manifest.note:
            facts.append((_("Message"), info.manifest.note))
        whole = _("The file is whole, check code {code} matches.").format(code=info.short_hash)
        self._show(info.office, f"CCHC {period_title(info.year, info.period)}", facts, whole, self._files(info, ours))

    def _ways_to(self, row: PackageLogRow, can_undo: bool) -> QWidget:
        """Buttons that lead to the file of a log line, or where it is missed."""
        holder = QWidget()
        path = Path(row.folder) / row.file_name
        if row.folder and row.file_name and path.is_file():
            line_of = FlowLayout(holder, theme.px(6), theme.px(6))
            line_of.addWidget(button(_("Open the package"), lambda: self.package_wanted.emit(path)))
            line_of.addWidget(button(_("Show in folder"), lambda: self.folder_wanted.emit(path)))
            if row.direction == Direction.SENT:
                line_of.addWidget(button(_("Draft the mail again"), lambda: self.mail_wanted.emit(row)))
                line_of.addWidget(button(_("Send from here…"), lambda: self.send_wanted.emit(row)))
            else:
                line_of.addWidget(button(_("Answer this package…"), lambda: self.log_answer_wanted.emit(row)))
                line_of.addWidget(button(_("Give a receipt…"), lambda: self.receipt_wanted.emit(row)))
        else:
            words = (
                _("The file is not in {folder} any more. If you moved it: Open a package received.")
                if row.folder
                else _("Where the file lies was not noted. Open it by: Open a package received.")
            )
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label(words.format(folder=row.folder), "note", wrap=True))
        if can_undo and (layout := holder.layout()) is not None:
            layout.addWidget(button(_("Take back what it brought…"), lambda: self.undo_wanted.emit(row)))
        return holder

    def _files(self, info: PackageInfo, ours: bool) -> QWidget:
        """The papers and the evidence inside; each can be opened or saved."""
        entries = [entry for entry in info.entries if not entry.name.startswith("data/")]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.files = QListWidget()
        self.files.setAccessibleName(_("Papers and evidence in the package"))
        for entry in entries:
            item = QListWidgetItem(f"{entry.title}  ({kind_words(entry.title)}, {formats.file_size(entry.size)})")
            item.setToolTip(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.files.addItem(item)
        self.files.setCurrentRow(0)
        self.files.setFixedHeight(theme.px(min(max(len(entries), 2), 9) * 26 + 8))
        self.files.itemActivated.connect(lambda _item: self._want(info, False))
        ways = QWidget()
        row = FlowLayout(ways, theme.px(6), theme.px(6))
        answer = [button(_("Answer this package…"), self.answer_wanted.emit, "" if ours else "primary", "message")]
        changes = [button(_("Show the changes…"), self.changes_wanted.emit, "primary" if ours else "", "git-merge")]
        answer = answer if info.kind is PackageKind.UP else []
        for one in (*changes, *answer) if ours else (*answer, *changes):
            row.addWidget(one)
        row.addWidget(button(_("Open the file"), lambda: self._want(info, False)))
        row.addWidget(button(_("Save to a folder…"), lambda: self._want(info, True)))
        column.addWidget(label(_("Papers and evidence in the package"), "field"))
        column.addWidget(ways)  # above the list: in sight on a small screen
        column.addWidget(self.files)
        return holder

    def _want(self, info: PackageInfo, save: bool) -> None:
        item = self.files.currentItem()
        if item is not None:
            self.file_wanted.emit(info, item.data(Qt.ItemDataRole.UserRole), save)

    def _show(self, title: str, subject: str, facts: list[tuple[str, str]], verdict: str, more: QWidget) -> None:
        inner = box("pane")
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.addWidget(icon_label("package", "accent", 20))
        head.addWidget(label(title, "pane", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(label(subject, "secondary", wrap=True))
        if verdict:
            column.addWidget(_verdict(verdict))
        column.addWidget(line())
        for name, value in facts:
            row = QHBoxLayout()
            words = label(name, "secondary")
            words.setFixedWidth(theme.px(120))
            row.addWidget(words)
            row.addWidget(label(value, wrap=True), 1)
            column.addLayout(row)
        column.addWidget(more)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Make a new package"), self.closed.emit))
        column.addLayout(foot)
        self.setWidget(inner)


def _verdict(words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(icon_label("shield-check", "done"))
    row.addWidget(label(words, "done", wrap=True), 1)
    return holder
