"""What a package is made of and who gets it."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.office_rows import ReceiverRow
from cchc_desktop.rules.localised import listed
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import offices
from cchc_desktop.services.exchange.foreseeing import foresee, left_behind
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.exchange.weight import too_heavy
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.formats import file_size, period_title
from cchc_desktop.ui.widgets.basics import box, button, empty, icon_label, label, labelled, link
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.workspace import Workspace

_FIELD, _NARROWEST, _GAP = 420, 240, 14


@dataclass(frozen=True)
class PackageOrder:
    """A package as the officer ordered it; `period` is "" for the whole year, `chosen` a plan or criteria set or ""."""

    period: str
    receiver: str
    email: str
    note: str
    kind: PackageKind = PackageKind.UP
    content: PackageContent = PackageContent.YEAR
    chosen: str = ""
    evidence: EvidenceMode = EvidenceMode.WHOLE
    forms: bool = False
    password: str = field(default="", repr=False)

    def wish(self, year: int) -> PackageWish:
        """What the package is to hold."""
        chosen = frozenset({self.chosen} if self.chosen else ())
        period = self.period if self.content in (PackageContent.YEAR, PackageContent.REPORT) else ""
        period = period if self.kind == PackageKind.UP else ""
        return PackageWish(year, period or None, self.kind, self.content, chosen, self.evidence, self.forms)


@dataclass(frozen=True)
class _What:
    """One thing that can be sent; `chosen` is a plan or a criteria set."""

    kind: PackageKind = PackageKind.UP
    content: PackageContent = PackageContent.YEAR
    chosen: str = ""


_YEAR = _What()


class PackageForm(QWidget):
    """The fields scroll, the buttons below them stay in sight.

    Signals: `mail_wanted(PackageOrder)`, `send_wanted(PackageOrder)`, `save_wanted(PackageOrder)`."""

    mail_wanted = Signal(object)
    send_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._emails: dict[str, str] = {}
        self._receivers: tuple[ReceiverRow, ...] = ()
        self._limit = 0  # bytes that the receiver's mail takes, as the list of contents was written with
        self._reports: dict[str, str] = {}  # report guid -> period
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().installEventFilter(self)
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
        self._scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._buttons())

    def _build_fields(self) -> None:
        self.what = CalmCombo()
        self.what.currentIndexChanged.connect(lambda _place: self._what_chosen())
        self.period = CalmCombo()
        self.period.currentIndexChanged.connect(lambda _place: self._show_contents())
        self.proofs = CalmCombo()
        for words, mode in (
            (_("Whole"), EvidenceMode.WHOLE),
            (_("Large pictures made smaller"), EvidenceMode.SMALLER),
            (_("Left out"), EvidenceMode.NONE),
        ):
            self.proofs.addItem(words, mode)
        self.proofs.currentIndexChanged.connect(lambda _place: self._show_contents())
        self.forms = QCheckBox(_("With outlines, reporting regime and legal bases"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.password.setPlaceholderText(_("Left empty: anyone can open the package"))
        self.receiver = CalmCombo()
        self.receiver.setEditable(True)
        self.receiver.setInsertPolicy(CalmCombo.InsertPolicy.NoInsert)
        # A completer would rewrite words while they are typed with UniKey.
        self.receiver.setCompleter(None)  # type: ignore[arg-type]
        self.receiver.currentIndexChanged.connect(lambda _place: self._fill_email())
        self.email = QLineEdit()
        self.email.setPlaceholderText(_("May be left empty and chosen in the mail program"))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(theme.px(52))
        self.note.setTabChangesFocus(True)
        for combo in (self.what, self.period, self.proofs, self.receiver):
            combo.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        forgotten = _("Whoever forgets the password can never open the package, you neither. Tell it by telephone.")
        self._keep = link(_("Keep this receiver and address"), self.keep_receiver)
        self._fields: list[QWidget] = []
        self._add_fields(labelled(_("What goes"), self.what), labelled(_("Period"), self.period))
        self._add_fields(labelled(_("Receiver"), self.receiver), labelled(_("E-mail address"), self.email))
        self._column.addWidget(self._keep)
        self._add_fields(labelled(_("Evidence"), self.proofs), labelled(_("Password"), self.password))
        self._column.addWidget(label(forgotten, "note", wrap=True))
        self.password.setAccessibleDescription(forgotten)
        self._column.addWidget(self.forms)
        self._add_fields(labelled(_("Message to the receiver"), self.note))
        self.receiver.editTextChanged.connect(lambda _text: self._receiver_typed())
        self.email.textChanged.connect(lambda _text: self._offer_to_keep())
        self._offer_to_keep()

    def _add_fields(self, *holders: QWidget) -> None:
        """Fields in a row, below one another where the pane is narrow."""
        row = FlowLayout(gap=theme.px(_GAP), line_gap=theme.px(8))
        for holder in holders:
            row.addWidget(holder)
            self._fields.append(holder)
        self._column.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share_room()
        return super().eventFilter(watched, event)

    def _share_room(self) -> None:
        margins = self._column.contentsMargins()
        room = self._scroll.viewport().width() - margins.left() - margins.right()
        both = (room - theme.px(_GAP)) // 2
        for holder in self._fields:
            holder.setFixedWidth(max(1, both if both >= theme.px(_NARROWEST) else min(room, theme.px(_FIELD))))

    def _receiver_typed(self) -> None:
        self._offer_to_keep()
        if self._mail_limit() != self._limit:
            self._show_contents()

    def _mail_limit(self) -> int:
        return offices.mail_limit(self._receivers, self.receiver.currentText().strip())

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

    def _buttons(self) -> QWidget:
        foot = box("pane")
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(18), theme.px(8), theme.px(18), theme.px(10))
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
        column.addLayout(row)
        column.addWidget(self._why)
        return foot

    def first_field(self) -> QWidget:
        """Where the focus goes."""
        return self.period

    def order(self) -> PackageOrder:
        """What the fields say now."""
        what: _What = self.what.currentData() or _YEAR
        return PackageOrder(
            period=str(self.period.currentData() or ""),
            receiver=self.receiver.currentText().strip(),
            email=self.email.text().strip(),
            note=self.note.toPlainText().strip(),
            kind=what.kind,
            content=what.content,
            chosen=what.chosen,
            evidence=EvidenceMode(self.proofs.currentData()),
            forms=self.forms.isChecked(),
            password=self.password.text(),
        )

    def _what_chosen(self) -> None:
        what = self.what.currentData() or _YEAR
        upward = what.kind == PackageKind.UP
        self.period.setEnabled(upward and what.content in (PackageContent.YEAR, PackageContent.REPORT))
        self.forms.setEnabled(upward)
        self.proofs.setEnabled(what.kind != PackageKind.DOWN)
        self._show_contents()

    def _offer_what(self) -> None:
        """What can be sent of the year, the one that was chosen before chosen again."""
        dossier, year = self._workspace.dossier, self._workspace.year
        before = self.what.currentData()
        offered = [(_("The year with the report of the period"), _YEAR)]
        if dossier is not None:
            if self._reports:
                offered.append((_("The report alone"), _What(content=PackageContent.REPORT)))
            for plan in plans.read_plans(dossier, year):
                words = _("Plan: {title}").format(title=plan.title)
                offered.append((words, _What(content=PackageContent.PLAN, chosen=plan.guid)))
            for guid, _code, title in indices.read_sets(dossier, year):
                words = _("Scores: {title}").format(title=title)
                offered.append((words, _What(content=PackageContent.SCORE, chosen=guid)))
        offered.append((_("For offices below: criteria, outlines, regime, tasks"), _What(PackageKind.DOWN)))
        offered.append((_("Handover: plans, reports and scores of all years"), _What(PackageKind.HANDOVER)))
        self.what.blockSignals(True)
        self.what.clear()
        for words, what in offered:
            self.what.addItem(" ".join(words.split()), what)
        self.what.setCurrentIndex(next((at for at, (_words, what) in enumerate(offered) if what == before), 0))
        self.what.blockSignals(False)
        self._what_chosen()

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
        receivers = self._receivers = offices.read_receivers(dossier) if dossier else ()
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
        self._offer_what()
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
        self._limit = self._mail_limit()
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
        self._why.setVisible(not lines)
        self._why.setText("" if lines else _("There is nothing to send for this year yet."))

    def _lines(self) -> list[tuple[str, str]]:
        """What goes, each with its icon; nothing where there is nothing to send."""
        dossier, year = self._workspace.dossier, self._workspace.year
        if dossier is None:
            return []
        order = self.order()
        if order.kind == PackageKind.HANDOVER:
            lines = [("file-text", _("Plans, reports, scores, register, units and evidence of all years"))]
            if kept := left_behind(dossier):
                words = _("Not in the package: {kinds}. To hand these over too, give the dossier file (.cchc) itself.")
                names = listed([f"{name} ({formats.count(number)})" for name, number in kept])
                lines.append(("alert-triangle", words.format(kinds=names)))
        else:
            lines = self._lines_of_year(dossier, order)
        return [*lines, *self._weight(dossier, order.wish(year))] if lines else []

    def _lines_of_year(self, dossier: Dossier, order: PackageOrder) -> list[tuple[str, str]]:
        year, wish = self._workspace.year, order.wish(self._workspace.year)
        lines: list[tuple[str, str]] = []
        if order.content in (PackageContent.YEAR, PackageContent.PLAN):
            for row in plans.read_plans(dossier, year):
                if wish.chosen <= {row.guid}:
                    tasks = ngettext("one task", "{count} tasks", row.task_count).format(count=row.task_count)
                    lines.append(("file-text", f"{row.title} ({tasks})"))
        if order.kind == PackageKind.UP and order.content in (PackageContent.YEAR, PackageContent.REPORT):
            for report in reports.read_reports(dossier, year):
                if wish.period in (None, report.period):
                    done = _("{done} of {total} items done").format(done=report.items_done, total=report.items_total)
                    lines.append(("report", f"{report.title} ({done})"))
        if order.content in (PackageContent.YEAR, PackageContent.SCORE):
            sets = indices.read_sets(dossier, year)
            lines += [("chart-bar", title) for guid, _code, title in sets if wish.chosen <= {guid}]
        return lines

    def _weight(self, dossier: Dossier, wish: PackageWish) -> list[tuple[str, str]]:
        """The evidence with its size, and that a receiver's mail may refuse so much."""
        found = foresee(dossier, wish)
        lines = []
        if found.evidence:
            count = ngettext("one file of evidence", "{count} files of evidence", found.evidence)
            lines.append(("paperclip", f"{count.format(count=found.evidence)}, {file_size(found.evidence_size)}"))
        if heavy := too_heavy(found.size, self._limit, wish.evidence, wish.kind, wish.content):
            lines.append(("alert-triangle", heavy))
        return lines


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
