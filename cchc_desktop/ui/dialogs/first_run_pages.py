"""The pages that only the first-run assistant has: welcome, a plan that exists, where the dossier is kept."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.organisation import area_name
from cchc_desktop.text import fold
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.intake.plan import choose_plan_file
from cchc_desktop.ui.places import Purpose, ask_new_file
from cchc_desktop.ui.widgets.basics import box, button, icon_label, label, labelled, link


def default_path(folder: Path, office: str) -> Path:
    """Documents/CCHC Desktop/Xa-Binh-Minh.cchc: no diacritics, so that the file travels on any USB stick."""
    words = re.findall(r"[a-z0-9]+", fold(area_name(office)))
    stem = "-".join(word.capitalize() for word in words) or "Ho-so-CCHC"
    target = folder / "CCHC Desktop" / f"{stem}.cchc"
    number = 2
    while target.exists():
        target = target.with_name(f"{stem}-{number}.cchc")
        number += 1
    return target


class WelcomePage(QWidget):
    """What the program does for the officer, in three lines."""

    def __init__(self, on_open: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for icon_name, title, words in (
            (
                "file-text",
                _("The plan, ready to sign"),
                _(
                    "Type it here or take it from Word or Excel. Decision, plan and task frame come out "
                    "laid out by Nghị định 30."
                ),
            ),
            (
                "table",
                _("Every task with its deadline"),
                _("What is late and what is due next is always on the first page."),
            ),
            (
                "report",
                _("Reports and scores from the same data"),
                _("Four reports a year and the self-score take up results and evidence that are already there."),
            ),
        ):
            column.addLayout(self._promise(icon_name, title, words))
        column.addStretch(1)
        column.addWidget(link(_("I have a dossier already: open it"), on_open))

    def _promise(self, icon_name: str, title: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(icon_label(icon_name, "accent", 28))
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        lines.addWidget(label(title, "pane"))
        lines.addWidget(label(words, "secondary", wrap=True))
        row.addLayout(lines, 1)
        return row


class _FileField(QWidget):
    """A path with a button that chooses it."""

    def __init__(self, name: str, choose: Callable[[], str]) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Choose…"), lambda: self._take(choose()), icon_name="folder-open"))

    def _take(self, path: str) -> None:
        if path:
            self.field.setText(path)


class PlanFilePage(QWidget):
    """A plan to be read once the dossier is made; may be left empty."""

    def __init__(self) -> None:
        super().__init__()
        self._file = _FileField(_("Plan file"), self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        note = _("Groups, tasks, leads and deadlines are read. You see everything before anything is kept.")
        column.addWidget(labelled(_("Plan file (may be left empty)"), self._file, note))
        column.addWidget(
            _tip(_("No plan at hand? Leave this empty and add tasks one by one, or paste them from Excel."))
        )
        column.addStretch(1)

    def _choose(self) -> str:
        path = choose_plan_file(self)
        return str(path) if path else ""

    def chosen(self) -> str:
        """The file, or ""."""
        return self._file.field.text().strip()


class KeepingPage(QWidget):
    """Where the dossier file goes, and what is said about backups."""

    def __init__(self) -> None:
        super().__init__()
        self._suggested = ""
        self._file = _FileField(_("Dossier file"), self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(labelled(_("Dossier file"), self._file))
        column.addWidget(
            _tip(
                _(
                    "Every change is saved as it is made. A checked backup is made each time the dossier is opened and "
                    "before a plan is taken in; older ones are thinned out by day, week and month."
                )
            )
        )
        column.addStretch(1)

    def _choose(self) -> str:
        title, kinds = _("Where to keep the dossier"), _("CCHC dossiers (*.cchc)")
        chosen, _kind = ask_new_file(self, Purpose.DOSSIER, title, self.path(), kinds, there=True)
        return str(chosen) if chosen is not None else ""

    def suggest(self, path: Path) -> None:
        """Propose a place, unless another one has been chosen."""
        if self._file.field.text() in ("", self._suggested):
            self._suggested = str(path)
            self._file.field.setText(self._suggested)

    def path(self) -> Path:
        """The file to make."""
        path = Path(self._file.field.text().strip() or self._suggested)
        return path if path.suffix == ".cchc" else path.with_name(path.name + ".cchc")


def _tip(words: str) -> QWidget:
    tip = box("guidance")
    row = QHBoxLayout(tip)
    row.setContentsMargins(*(theme.px(10),) * 4)
    row.setSpacing(theme.px(8))
    row.addWidget(icon_label("bulb", "secondary", 16))
    row.addWidget(label(words, wrap=True), 1)
    return tip
