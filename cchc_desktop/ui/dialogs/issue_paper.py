"""Issuing a paper: its number, its date, what is still open in it, and what the dossier will keep."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.papers.former_names import FormerName
from cchc_desktop.services.papers.issue_checks import checked_findings, findings_of_day, pass_over_checked
from cchc_desktop.services.papers.issuing import carries_plan, issue_paper, issued_versions
from cchc_desktop.services.papers.paper_numbers import offer_number
from cchc_desktop.services.papers.papers import read_paper
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.check_words import reason_words
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.table_models.outline import Finding
from cchc_desktop.ui.tabs.plan.forms import field_text
from cchc_desktop.ui.widgets.basics import button, empty, icon_label, label, labelled
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.finding_list import finding_list
from cchc_desktop.ui.widgets.issued_strip import issued_words
from cchc_desktop.ui.workspace import Workspace, wait_cursor


class IssuePaperDialog(Dialog):
    """After agreeing the version that was issued is in `issued`; a number that is taken keeps the dialog open.

    Where a former name of the office is to be replaced first, that name is in `to_replace`, and nothing was issued.
    """

    enter_agrees = False

    def __init__(
        self,
        workspace: Workspace,
        paper_guid: str,
        missing: Sequence[Finding],
        parent: QWidget | None = None,
        *,
        former: Sequence[FormerName] = (),
    ) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier = workspace, workspace.dossier
        self._paper = read_paper(self._dossier, paper_guid)
        self._before = issued_versions(self._dossier, paper_guid)
        self._suggested = ""
        self._year = 0  # in which the number is given
        self.issued: IssuedRow | None = None
        self.to_replace: FormerName | None = None
        self._former = tuple(former)
        self.setWindowTitle(_("Issue the paper"))
        self.setFixedWidth(theme.px(540))
        self._make_fields()
        said = (Finding("head", name.sentence, "alert-triangle", "late") for name in self._former)
        self._missing = (*said, *missing)
        self._listed: tuple[Finding, ...] = ()
        self._check()
        self._lay_out()
        self._suggest()
        self._refresh()

    def _make_fields(self) -> None:
        self.number = QLineEdit()
        self.number.setFixedWidth(theme.px(96))
        self.number.textChanged.connect(lambda _text: self._refresh())
        today = self._workspace.today
        day = min(self._paper.issued_on or today, today)
        self.issued_on = DateField(_("Date of issue"))
        self.issued_on.set_bounds(most=today)
        self.issued_on.show_date(day)
        self.issued_on.edited.connect(self._suggest)
        self.hint = label("", "note", wrap=True)
        self.replace = button(_("Replace the former name…"), self._replace_first, icon_name="search")
        self.replace.setVisible(bool(self._former))
        self.agree = button(_("Issue"), self.accept, "primary", "rubber-stamp")
        self.reason = QLineEdit()
        name, note = reason_words()
        self._passing = labelled(name, self.reason, note)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addLayout(_title(self._paper))
        if self._before:
            words = _("{issued}. What is issued now is kept as version {number}.")
            last = self._before[-1]
            column.addWidget(label(words.format(issued=issued_words(last), number=last.version + 1), "soon", True))
        fields = QVBoxLayout()
        fields.setSpacing(theme.px(4))
        fields.addLayout(self._number_row())
        fields.addWidget(self.hint)
        column.addLayout(fields)
        column.addLayout(_signer_row(self._paper))
        self._found = QVBoxLayout()
        column.addLayout(self._found)
        column.addWidget(self._passing)
        column.addWidget(label(_kept_words(carries_plan(self._dossier, self._paper.guid)), "secondary", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(self.replace)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _number_row(self) -> QHBoxLayout:
        number = QWidget()
        inner = QHBoxLayout(number)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(4))
        inner.addWidget(self.number)
        inner.addWidget(label(f"/{self._paper.symbol}" if self._paper.symbol else "", "field"))
        inner.addStretch(1)
        number.setFocusProxy(self.number)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(labelled(_("Number"), number), 1, top)
        row.addWidget(labelled(_("Date of issue"), self.issued_on), 1, top)
        self.number.setAccessibleName(_("Number"))
        return row

    @property
    def day(self) -> date:
        """The date chosen."""
        return self.issued_on.day()

    def _suggest(self) -> None:
        """Offer the next number of the year chosen; one that was typed stays."""
        day = self.day
        self._year = day.year
        typed = field_text(self.number)
        if typed in ("", self._suggested):
            offer = offer_number(self._dossier, self._paper.guid, day)
            self._suggested = offer.number
            self.number.setText(offer.number)
        self._list_findings(day)
        self._refresh()

    def _check(self) -> None:
        """Ask what the check finds; where it finds something, that may be passed over here with a reason."""
        self._checked = checked_findings(self._dossier, self._paper.guid)
        self._passing.setVisible(bool(self._checked))

    def _list_findings(self, day: date) -> None:
        """What is open in the paper, and what the day makes doubtful, each once."""
        told = (*findings_of_day(self._dossier, self._paper.guid, day), *self._checked)
        found = [*(Finding("head", sentence, "alert-triangle", "late") for sentence in told), *self._missing]
        listed = tuple({finding.text: finding for finding in found}.values())
        if listed != self._listed:
            self._listed = listed
            empty(self._found)
            if listed:
                self._found.addWidget(_missing(listed))

    def _refresh(self) -> None:
        typed = field_text(self.number)
        self.agree.setEnabled(bool(typed))
        if not typed:
            words = _(
                "A paper is issued with a number and a date. To have the number written by pen, print it instead."
            )
        elif typed == self._paper.number:
            words = _("The number that the paper bears already.")
        elif typed == self._suggested:
            words = _("The next number of {year}; type another one if the register at the office says so.")
        else:
            words = _("Each number is given once a year for papers of this symbol.")
        self.hint.setText(words.format(year=self._year))

    def _replace_first(self) -> None:
        """Leave without issuing, to see every place of the first former name and replace it there."""
        self.to_replace = self._former[0]
        self.reject()

    def carry_out(self) -> bool:
        """Issue the paper; the dialog stays when that is refused, and the officer is told."""
        with wait_cursor():
            if self._checked and (reason := field_text(self.reason)):
                self._workspace.run(pass_over_checked, paper_guid=self._paper.guid, reason=reason)
                self._check()
                self._list_findings(self.day)
            change = self._workspace.run(
                issue_paper,
                paper_guid=self._paper.guid,
                number=field_text(self.number),
                issued_on=self.day,
                today=self._workspace.today,
            )
        if change is None:
            self.number.setFocus()
            self.number.selectAll()
            return False
        self.issued = issued_versions(self._dossier, self._paper.guid)[-1]
        return True


def _title(paper: PaperRow) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(3))
    column.addWidget(label(_("Issue: {kind}").format(kind=PaperKind(paper.kind).facts.name()), "pane"))
    column.addWidget(label(formats.sentence_case(" ".join(paper.subject.split())), "secondary", wrap=True))
    return column


def _signer_row(paper: PaperRow) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    if paper.signer_name:
        title = formats.sentence_case(paper.signer_title)
        row.addWidget(icon_label("edit", "secondary"))
        row.addWidget(label(_("Signed by {name}, {title}").format(name=paper.signer_name, title=title)), 1)
    else:
        row.addWidget(icon_label("alert-triangle", "soon"))
        row.addWidget(label(_("No signer is named on the paper yet."), "soon"), 1)
    return row


def _missing(found: Sequence[Finding]) -> QWidget:
    """What is still open; nothing of it stops the paper."""
    words = ngettext(
        "{count} thing in the paper is still open. It can be issued all the same.",
        "{count} things in the paper are still open. It can be issued all the same.",
        len(found),
    )
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    column.addWidget(label(words.format(count=len(found)), "field"))
    column.addWidget(finding_list(found))
    return made


def _kept_words(with_plan: bool) -> str:
    what = _("The decision, the attached plan and its appendix go into one file.") if with_plan else ""
    kept = _(
        "Number and date are written on the paper; its Word and PDF files are kept in the dossier as they are now. "
        "Later edits do not change what is kept; issuing again keeps another version."
    )
    return f"{what} {kept}".strip()
