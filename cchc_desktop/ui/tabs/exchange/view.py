"""One package: a line of the log, or a file that was opened and checked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.exchange.package_format import PackageInfo, period_name, short_hash
from cchc_desktop.i18n import _
from cchc_desktop.models.rows import PackageLogRow
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.table_models.package_log import status_words
from cchc_desktop.ui.widgets.basics import box, button, icon_label, label, line


class PackageView(QScrollArea):
    """Signals: `closed` the officer wants the form back."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)

    def show_log(self, row: PackageLogRow) -> None:
        """Show a line of the log."""
        at = f"{formats.long_date(row.at.date())} {row.at:%H:%M}"
        direction = _("Received") if row.direction == "received" else _("Sent")
        facts = [(_("Status"), status_words(row.status)), (_("When"), at)]
        if row.file_name:
            facts.append((_("File"), f"{row.file_name}, {formats.file_size(row.size)}"))
        if row.sha256:
            facts.append((_("Check code"), short_hash(row.sha256)))
        self._show(f"{direction}: {row.partner}", row.subject, facts, "")

    def show_package(self, info: PackageInfo) -> None:
        """Show a package that was checked: whose it is, whether it is whole, what it holds."""
        at = f"{formats.long_date(info.made_at.date())} {info.made_at:%H:%M}"
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
        facts += [(words, formats.count(info.counts.get(key, 0))) for key, words in names.items()]
        if info.manifest.note:
            facts.append((_("Message"), info.manifest.note))
        whole = _("The file is whole, check code {code} matches.").format(code=info.short_hash)
        self._show(info.office, f"CCHC {period_name(info.year, info.period)}", facts, whole)

    def _show(self, title: str, subject: str, facts: list[tuple[str, str]], verdict: str) -> None:
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
            words.setFixedWidth(theme.px(150))
            row.addWidget(words)
            row.addWidget(label(value, wrap=True), 1)
            column.addLayout(row)
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
