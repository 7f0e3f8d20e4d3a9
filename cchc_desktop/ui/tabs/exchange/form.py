"""What a package is made of and who gets it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.rows import ReceiverRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import evidence, indices, offices
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import period_title
from cchc_desktop.ui.widgets.basics import box, button, empty, icon_label, label, labelled, link
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.workspace import Workspace

_FIELD = 420


@dataclass(frozen=True)
class PackageOrder:
    """A package as the officer ordered it; `period` is "" for the whole year."""

    period: str
    receiver: str
    email: str
    note: str


class PackageForm(QScrollArea):
    """Signals: `mail_wanted(PackageOrder)`, `send_wanted(PackageOrder)`, `save_wanted(PackageOrder)`."""

    mail_wanted = Signal(object)
    send_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._emails: dict[str, str] = {}
        self._reports: dict[str, str] = {}  # report guid -> period
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = box("pane")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(label(_("Make a package to send"), "pane"))
        self._column.addWidget(
            label(
                _("One file with papers, data and evidence. The receiver opens it with this program."),
                "note",
                wrap=True,
            )
        )
        self._build_fields()
        self._column.addWidget(label(_("The package will hold"), "field"))
        self._contents = QVBoxLayout()
        self._contents.setSpacing(theme.px(4))
        self._column.addLayout(self._contents)
        self._column.addStretch(1)
        self._build_buttons()
        self.setWidget(inner)

    def _build_fields(self) -> None:
        self.period = CalmCombo()
        self.period.currentIndexChanged.connect(lambda _place: self._show_contents())
        self.receiver = CalmCombo()
        self.receiver.setEditable(True)
        self.receiver.setInsertPolicy(CalmCombo.InsertPolicy.NoInsert)
        # A completer would rewrite words while they are typed with UniKey.
        self.receiver.setCompleter(None)  # type: ignore[arg-type]
        self.receiver.currentIndexChanged.connect(lambda _place: self._fill_email())
        self.email = QLineEdit()
        self.email.setPlaceholderText(_("May be left empty and chosen in the mail program"))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(theme.px(64))
        self.note.setTabChangesFocus(True)
        for words, field in (
            (_("Period"), self.period),
            (_("Receiver"), self.receiver),
            (_("E-mail address"), self.email),
            (_("Message to the receiver"), self.note),
        ):
            holder = labelled(words, field)
            holder.setMaximumWidth(theme.px(_FIELD))
            self._column.addWidget(holder)
        self._keep = link(_("Keep this receiver and address"), self.keep_receiver)
        self._column.insertWidget(self._column.count() - 1, self._keep)  # below the address
        self.receiver.editTextChanged.connect(lambda _text: self._offer_to_keep())
        self.email.textChanged.connect(lambda _text: self._offer_to_keep())
        self._offer_to_keep()

    def _offer_to_keep(self) -> None:
        """Offer a name or an address that the list of receivers does not have."""
        order = self.order()
        unknown = self._emails.get(order.receiver) != order.email
        writable = self._workspace.dossier is not None and not self._workspace.read_only
        self._keep.setVisible(writable and unknown and bool(order.receiver and "@" in order.email))

    def keep_receiver(self) -> None:
        """Put what is typed into the list of receivers, from which papers and packages take theirs."""
        dossier, order = self._workspace.dossier, self.order()
        if dossier is None:
            return
        known = offices.read_receivers(dossier)
        kept = [replace(row, email=order.email) if row.name == order.receiver else row for row in known]
        if order.receiver not in self._emails:
            kept.append(ReceiverRow("", 0, order.receiver, "all", order.email))
        if self._workspace.run(offices.set_receivers, receivers=kept) is not None:
            self._workspace.say(_("“{name}” is among the receivers now. Undo (Ctrl+Z)").format(name=order.receiver))

    def _build_buttons(self) -> None:
        row = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        self.mail_button = button(
            _("Make and write the mail"), lambda: self.mail_wanted.emit(self.order()), "primary", "mail"
        )
        self.send_button = button(
            _("Make and send from here…"), lambda: self.send_wanted.emit(self.order()), "", "send"
        )
        self.save_button = button(_("Save to a folder or USB…"), lambda: self.save_wanted.emit(self.order()), "", "usb")
        self._why = label("", "soon", wrap=True)
        row.addWidget(self.mail_button)
        row.addWidget(self.send_button)
        row.addWidget(self.save_button)
        self._column.addLayout(row)
        self._column.addWidget(self._why)

    def first_field(self) -> QWidget:
        """Where the focus goes."""
        return self.period

    def order(self) -> PackageOrder:
        """What the fields say now."""
        return PackageOrder(
            period=str(self.period.currentData() or ""),
            receiver=self.receiver.currentText().strip(),
            email=self.email.text().strip(),
            note=self.note.toPlainText().strip(),
        )

    def reload(self) -> None:
        """Read periods and receivers again; what was typed stays."""
        dossier, year = self._workspace.dossier, self._workspace.year
        chosen, typed = self.period.currentData(), self.email.text()
        known = reports.read_reports(dossier, year) if dossier else ()
        self._reports = {row.guid: row.period for row in known}
        self.period.blockSignals(True)
        self.period.clear()
        for row in known:
            self.period.addItem(_upper_first(period_title(Period.parse(row.period))), row.period)
        self.period.addItem(_("Whole year {year}").format(year=year), "")
        place = self.period.findData(chosen)
        worked_on = reports.current(known)
        usual = known.index(worked_on) if worked_on else 0
        self.period.setCurrentIndex(place if place >= 0 and chosen else usual)
        self.period.blockSignals(False)
        receivers = offices.read_receivers(dossier) if dossier else ()
        self._emails = {}
        for receiver in receivers:
            self._emails[receiver.name] = self._emails.get(receiver.name) or receiver.email
        named = self.receiver.currentText()
        self.receiver.blockSignals(True)
        self.receiver.clear()
        self.receiver.addItems(list(self._emails))  # each name once, whatever purposes it has
        reader = next((row.name for row in receivers if row.purpose == "report"), "")
        self.receiver.setCurrentText(named or reader or (receivers[0].name if receivers else ""))
        self.receiver.blockSignals(False)
        self.email.setText(typed or self._emails.get(self.receiver.currentText(), ""))
        self._show_contents()
        self._offer_to_keep()

    def choose_report(self, guid: str) -> None:
        """Choose the period of a report."""
        place = self.period.findData(self._reports.get(guid, "?"))
        if place >= 0:
            self.period.setCurrentIndex(place)

    def address_of(self, receiver: str) -> str:
        """The address known of a receiver; "" of others."""
        return self._emails.get(receiver, "")

    def _fill_email(self) -> None:
        self.email.setText(self._emails.get(self.receiver.currentText(), ""))

    def _show_contents(self) -> None:
        empty(self._contents)
        lines = self._lines()
        for icon, words in lines:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(icon_label(icon, "secondary"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(words, wrap=True), 1)
            self._contents.addWidget(holder)
        self.mail_button.setEnabled(bool(lines))
        self.send_button.setEnabled(bool(lines))
        self.save_button.setEnabled(bool(lines))
        self._why.setText("" if lines else _("There is nothing to send for this year yet."))

    def _lines(self) -> list[tuple[str, str]]:
        dossier, year = self._workspace.dossier, self._workspace.year
        if dossier is None:
            return []
        lines = []
        for row in plans.read_plans(dossier, year):
            tasks = ngettext("one task", "{count} tasks", row.task_count).format(count=row.task_count)
            lines.append(("file-text", f"{row.title} ({tasks})"))
        period = str(self.period.currentData() or "")
        for report in reports.read_reports(dossier, year):
            if period in ("", report.period):
                done = _("{done} of {total} items done").format(done=report.items_done, total=report.items_total)
                lines.append(("report", f"{report.title} ({done})"))
        lines += [("chart-bar", title) for _guid, _code, title in indices.read_sets(dossier, year)]
        count = len(evidence.read_evidence(dossier)) if lines else 0
        if count:
            lines.append(
                (
                    "paperclip",
                    ngettext("one piece of evidence", "{count} pieces of evidence", count).format(count=count),
                )
            )
        return lines


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
