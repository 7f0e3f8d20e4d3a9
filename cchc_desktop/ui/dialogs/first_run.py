"""The assistant that begins a dossier: few fields, the letterhead drawn as one types, sample data one click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import office_profile
from cchc_desktop.services.sample import create_sample
from cchc_desktop.ui import alerts, icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.first_run_pages import KeepingPage, PlanFilePage, WelcomePage, default_path
from cchc_desktop.ui.dialogs.office_pages import OfficePage, ReceiversPage, UnitsPage
from cchc_desktop.ui.places import Purpose, ask_file, documents_folder
from cchc_desktop.ui.widgets.basics import box, button, fit, icon_label, label, line, link, set_role
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.workspace import wait_cursor

OFFICE = 1  # the number of the office page


class FirstRunDialog(Dialog):
    """Signals: `created(Dossier, plan file or "")` a dossier was made; `opened(Path)` one that exists is wanted."""

    created = Signal(object, str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None, year: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Begin with CCHC Desktop"))
        fit(self, 920, 608)
        self.welcome = WelcomePage(self._open_existing)
        self.office_page = OfficePage(year)
        self.receiver_page = ReceiversPage()
        self.unit_page = UnitsPage()
        self.plan = PlanFilePage()
        self.keeping = KeepingPage()
        self._pages = QStackedWidget()
        self._steps: list[tuple[QLabel, QLabel]] = []
        self._lay_out()
        self.office_page.edited.connect(self._suggest_path)
        self._suggested: tuple[str, str] | None = None
        self._suggest_path()
        self.show_page(0)

    def _titles(self) -> list[tuple[QWidget, str, str]]:
        return [
            (self.welcome, _("Welcome"), _("Three minutes, then the plan can begin.")),
            (
                self.office_page,
                _("Your office"),
                _("This name heads every paper. It can be changed at any time in Tools, Office profile."),
            ),
            (
                self.receiver_page,
                _("Who receives reports"),
                _("Reports and packages are addressed to them. E-mail may wait."),
            ),
            (
                self.unit_page,
                _("Units, people in charge"),
                _("They lead and coordinate the tasks. Change the list to fit."),
            ),
            (
                self.plan,
                _("Take a plan that exists"),
                _("Last year's plan or this year's draft: Word, PDF, Excel or text."),
            ),
            (self.keeping, _("Where it is kept"), _("One file holds everything. Copy it to a USB stick as it is.")),
        ]

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail())
        middle.addWidget(line(upright=True))
        for page, title, note in self._titles():
            self._pages.addWidget(PageArea(self._framed(page, title, note)))
        middle.addWidget(self._pages, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(line())
        outer.addWidget(self._foot())

    def _rail(self) -> QFrame:
        rail = box("alt")
        rail.setFixedWidth(theme.px(222))
        column = QVBoxLayout(rail)
        column.setContentsMargins(*(theme.px(size) for size in (18, 18, 12, 18)))
        column.setSpacing(theme.px(11))
        for number, (_page, title, _note) in enumerate(self._titles(), 1):
            row = QHBoxLayout()
            row.setSpacing(theme.px(9))
            mark = icon_label("circle-dashed", "secondary", 16)
            words = label(f"{number}. {title}", "secondary")
            row.addWidget(mark)
            row.addWidget(words, 1)
            column.addLayout(row)
            self._steps.append((mark, words))
        column.addStretch(1)
        note = QHBoxLayout()
        note.setSpacing(theme.px(8))
        note.addWidget(icon_label("device-floppy", "secondary", 15))
        note.addWidget(label(_("Everything stays on this computer, no network needed."), "note", wrap=True), 1)
        column.addLayout(note)
        return rail

    def _framed(self, page: QWidget, title: str, note: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*(theme.px(size) for size in (26, 18, 26, 14)))
        column.setSpacing(theme.px(6))
        column.addWidget(label(title, "page"))
        column.addWidget(label(note, "secondary", wrap=True))
        column.addSpacing(theme.px(8))
        column.addWidget(page, 1)
        return holder

    def _foot(self) -> QWidget:
        foot = box("pane")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(theme.px(size) for size in (26, 11, 20, 11)))
        row.setSpacing(theme.px(8))
        row.addWidget(link(_("Skip this, try with sample data"), self.try_sample))
        row.addStretch(1)
        self.back_button: QPushButton = button(_("Back"), lambda: self.show_page(self.page - 1))
        self.next_button: QPushButton = button(_("Continue"), self.go_on, "primary")
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        row.addWidget(button(_("Not now"), self.reject))
        return foot

    def enter(self) -> None:
        """To the next field of the page, from its last one to the next page; only the button makes the dossier."""
        if self.next_field(within=self._pages.currentWidget()):
            return
        if self.page < self._pages.count() - 1:
            self.go_on()
        else:
            self.next_button.setFocus()

    def keep_words(self) -> str:
        return ""  # there is no dossier yet to keep anything in

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._pages.currentIndex()

    def show_page(self, number: int) -> None:
        """Show a page and mark the steps."""
        self._pages.setCurrentIndex(number)
        for place, (mark, words) in enumerate(self._steps):
            name, token = ("circle-check", "done") if place < number else ("circle-dashed", "secondary")
            if place == number:
                name, token = "progress", "accent"
            mark.setPixmap(icons.pixmap(name, token, 16))
            set_role(words, "strong" if place == number else "secondary")
        self.back_button.setEnabled(number > 0)
        last = number == self._pages.count() - 1
        self.next_button.setText(_("Make the dossier") if last else _("Continue"))
        if number == OFFICE:
            self.office_page.name.setFocus()
        else:
            self.next_button.setFocus()

    def go_on(self) -> None:
        """To the next page, or make the dossier after the last."""
        problem = self.office_page.problem() if self.page == OFFICE else ""
        if problem:
            alerts.show_error(self, problem)
            return
        if self.page == OFFICE:
            self._suggest()
        if self.page < self._pages.count() - 1:
            self.show_page(self.page + 1)
        else:
            self._make()

    def _suggest(self) -> None:
        """The usual units and receivers follow the structure of government; lists already edited stay as they are."""
        answers = self.office_page.answers()
        if self._suggested == (answers.tier, answers.superior):
            return
        self._suggested = (answers.tier, answers.superior)
        self.receiver_page.suggest(self.office_page.tier, answers.superior)
        self.unit_page.suggest(self.office_page.tier)

    def _suggest_path(self) -> None:
        self.keeping.suggest(default_path(documents_folder(), self.office_page.answers().name))

    def _make(self) -> None:
        try:
            with wait_cursor():
                dossier = office_profile.make_dossier(
                    self.keeping.path(),
                    self.office_page.answers(),
                    self.unit_page.list.rows(),
                    self.receiver_page.list.rows(),
                )
        except UserError as error:
            alerts.show_error(self, error)
            return
        plan_file = self.plan.chosen()
        self.accept()
        self.created.emit(dossier, plan_file)

    def try_sample(self) -> None:
        """Make the sample dossier in the documents folder and open it."""
        if not self.leave():
            return
        try:
            with wait_cursor():
                path = create_sample(documents_folder() / "CCHC Desktop")
        except UserError as error:
            alerts.show_error(self, error)
            return
        self.accept()
        self.opened.emit(path)

    def _open_existing(self) -> None:
        if not self.leave():
            return
        path = ask_file(self, Purpose.DOSSIER, _("Open dossier"), _("CCHC dossiers (*.cchc)"))
        if path is not None:
            self.accept()
            self.opened.emit(path)
