"""Beginning a plan: which kind, about what, from nothing or from last year's."""

from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import PlanRow
from cchc_desktop.rules.organisation import area_name
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.plan_copies import copy_plan
from cchc_desktop.services.plans import create_plan, read_plans
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan_lines import LineEditor
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.workspace import Workspace

# Subjects as they are printed; {area} is "xã Bình Minh".
_SUBJECTS = {
    "annual": "Công tác cải cách hành chính {area} năm {year}",
    "index": "Khắc phục tồn tại, hạn chế và nâng cao Chỉ số cải cách hành chính {area} năm {year}",
    "emulation": "Phát động phong trào thi đua cải cách hành chính {area} năm {year}",
    "programme": "Thực hiện Chương trình cải cách hành chính của cấp trên trên địa bàn {area} năm {year}",
    "propaganda": "Tuyên truyền cải cách hành chính {area} năm {year}",
    "inspection": "Tự kiểm tra công tác cải cách hành chính {area} năm {year}",
}


def kind_names() -> dict[str, str]:
    """The kinds of plans in the officer's language, by code."""
    return {
        "annual": _("Annual reform plan"),
        "index": _("Plan to raise the reform index"),
        "emulation": _("Emulation plan"),
        "programme": _("Plan that carries out a superior's programme"),
        "propaganda": _("Propaganda plan"),
        "inspection": _("Inspection plan"),
    }


class NewPlanDialog(QDialog):
    """After `accept` the new plan's guid is in `plan_guid`; "" when the dossier refused."""

    def __init__(self, workspace: Workspace, copied: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace = workspace
        self._area = area_name(read_office(workspace.dossier, workspace.year).name)
        self._earlier: tuple[PlanRow, ...] = read_plans(workspace.dossier, workspace.year - 1)
        self.plan_guid = ""
        self.setProperty("box", "surface")
        self.setWindowTitle(_("New paper of {year}").format(year=workspace.year))
        self.setMinimumWidth(theme.px(540))
        self.kind = QComboBox()
        for code, name in kind_names().items():
            self.kind.addItem(name, code)
        self.subject = LineEditor(lambda _number: "", 0)
        self.from_nothing = QRadioButton(_("With the usual headings"))
        self.from_earlier = QRadioButton(_("From a paper of {year}").format(year=workspace.year - 1))
        self.earlier = QComboBox()
        for plan in self._earlier:
            self.earlier.addItem(plan.title.replace("\n", " "), plan.guid)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_subject)
        self.from_earlier.toggled.connect(self._refresh)
        self.from_earlier.setChecked(copied and bool(self._earlier))
        self.from_nothing.setChecked(not self.from_earlier.isChecked())
        self._choose_kind()
        self._show_subject()
        self._refresh()

    def _lay_out(self) -> None:
        choices = QButtonGroup(self)
        choices.addButton(self.from_nothing)
        choices.addButton(self.from_earlier)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.from_nothing)
        self._fresh = QWidget()
        fresh = QVBoxLayout(self._fresh)
        fresh.setContentsMargins(theme.px(22), 0, 0, 0)
        fresh.addWidget(labelled(_("Kind"), self.kind))
        fresh.addWidget(
            labelled(
                _("Subject of the paper"), self.subject, _("Printed under KẾ HOẠCH; it can be changed at any time.")
            )
        )
        column.addWidget(self._fresh)
        column.addWidget(self.from_earlier)
        self._copied = QWidget()
        copied = QVBoxLayout(self._copied)
        copied.setContentsMargins(theme.px(22), 0, 0, 0)
        copied.addWidget(self.earlier)
        copied.addWidget(
            label(
                _("Text, tasks and recipients are taken over, the years moved on; number, date and progress are not."),
                "note",
                wrap=True,
            )
        )
        if not self._earlier:
            copied.addWidget(
                label(_("{year} has no paper to take over.").format(year=self._workspace.year - 1), "note")
            )
        column.addWidget(self._copied)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(button(_("Begin the paper"), self.accept, "primary"))
        column.addLayout(foot)

    def _choose_kind(self) -> None:
        """The first kind that the year does not have yet."""
        assert self._workspace.dossier is not None
        there = {plan.kind for plan in read_plans(self._workspace.dossier, self._workspace.year)}
        free = [code for code in _SUBJECTS if code not in there]
        self.kind.setCurrentIndex(self.kind.findData(free[0]) if free else 0)

    def _show_subject(self) -> None:
        text = _SUBJECTS[str(self.kind.currentData())]
        self.subject.set_lines([text.format(area=self._area, year=self._workspace.year)])

    def _refresh(self) -> None:
        self.from_earlier.setEnabled(bool(self._earlier))
        self.earlier.setVisible(bool(self._earlier))
        self._fresh.setEnabled(self.from_nothing.isChecked())
        self.earlier.setEnabled(self.from_earlier.isChecked())

    def accept(self) -> None:
        """Begin the paper; the dialog stays when the dossier refuses."""
        year = self._workspace.year
        if self.from_earlier.isChecked():
            change = self._workspace.run(copy_plan, plan_guid=self.earlier.currentData(), year=year)
        else:
            change = self._workspace.run(
                create_plan, year=year, kind=self.kind.currentData(), subject="\n".join(self.subject.lines())
            )
        if change is None:
            return
        self.plan_guid = change.created("plan")[0]
        super().accept()
