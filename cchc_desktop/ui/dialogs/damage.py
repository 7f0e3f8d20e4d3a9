"""A damaged dossier: what is known, what going back would lose, and the ways out of it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.storage.backup import last_good_backup
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.rescued import Rescued, list_lines
from cchc_desktop.storage.since import DayOfWork, changed_since
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import long_date, moment
from cchc_desktop.ui.widgets.basics import button, fit, label

_MOST_DAYS = 10


class DamageDialog(Dialog):
    """Signals: `restore(Path)` put this backup in the dossier's place; `rescue` read what can be read."""

    enter_agrees = False

    restore = Signal(object)
    rescue = Signal()

    def __init__(self, parent: QWidget | None, damage: Damaged) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("The dossier is damaged"))
        self.setMinimumWidth(theme.px(600))
        self._good = last_good_backup(damage.path)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("“{name}” is damaged").format(name=damage.path.name), "pane"))
        for words in (
            _(
                "Parts of the file can no longer be read. This can come from the drive, from a power cut while the "
                "file was being copied, or from another program. From now on nothing is written into it."
            ),
            self._about_backup(damage.path),
            _(
                "You can also rescue what can still be read into a new dossier. The damaged file stays as it is, and a "
                "list says what could not be read."
            ),
        ):
            column.addWidget(label(words, wrap=True))
        self._add_buttons(column)

    def _about_backup(self, path: Path) -> str:
        if self._good is None:
            return _("There is no sound backup of this dossier on this computer.")
        said = _("The last sound backup was made at {moment}.").format(moment=moment(self._good.made_at))
        since = changed_since(path, self._good.path)
        if since is None:
            return said + " " + _("What was changed since then cannot be counted.")
        if not since.rows:
            return said + " " + _("As far as can be read, nothing was changed since then.")
        lost = ngettext(
            "Going back to it loses {count} row that was entered or changed since then.",
            "Going back to it loses {count} rows that were entered or changed since then.",
            since.rows,
        ).format(count=since.rows)
        days = [_day_words(day, clock.today()) for day in since.days[-_MOST_DAYS:]]
        return "\n".join((f"{said} {lost}", *(f"•  {words}" for words in days)))

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self.rescue_button = button(_("Rescue what can be read…"), self._rescue)
        row.addWidget(self.rescue_button)
        row.addStretch(1)
        row.addWidget(button(_("Only look at it"), self.reject))
        self.restore_button = button(_("Restore this backup"), self._restore, "primary")
        self.restore_button.setEnabled(self._good is not None)
        row.addWidget(self.restore_button)
        column.addLayout(row)

    def _restore(self) -> None:
        good = self._good
        self.accept()
        if good is not None:
            self.restore.emit(good.path)

    def _rescue(self) -> None:
        self.accept()
        self.rescue.emit()


def _day_words(day: DayOfWork, today: date) -> str:
    """ "3 sửa đổi nhiệm vụ hôm qua, từ 16:20 đến 17:05"."""
    gone = (today - day.first.date()).days
    when = {0: _("today"), 1: _("yesterday")}.get(gone) or _("on {day}").format(day=long_date(day.first.date()))
    if day.steps == 1:
        return _("1 change of tasks {when}, at {time}").format(when=when, time=f"{day.first:%H:%M}")
    return _("{count} changes of tasks {when}, from {first} to {last}").format(
        count=day.steps, when=when, first=f"{day.first:%H:%M}", last=f"{day.last:%H:%M}"
    )


class RescuedDialog(Dialog):
    """What was rescued and what was not. Signals: `opened(Path)` go on with the new dossier."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None, done: Rescued) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Rescue"))
        fit(self, 640, 440)
        self._done = done
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("The new dossier is “{name}”").format(name=done.path.name), "pane"))
        column.addWidget(label(_summary(done), wrap=True))
        self.list = QPlainTextEdit("\n".join(list_lines(done)))
        self.list.setReadOnly(True)
        self.list.setAccessibleName(_("What could not be read"))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject))
        row.addWidget(button(_("Open the new dossier"), self._open, "primary"))
        column.addLayout(row)

    def _open(self) -> None:
        path = self._done.path
        self.accept()
        self.opened.emit(path)


def _summary(done: Rescued) -> str:
    """One sentence on what came through, one on where the list lies."""
    if done.list_path is None:
        return _("All {count} rows were read; nothing is missing as far as can be seen.").format(count=done.total)
    return _(
        "{count} rows were read. {lost} could not be read, {mended} came through with a gap or from the backup. "
        "The list below also lies beside the new dossier as “{name}”."
    ).format(count=done.total, lost=len(done.lost), mended=len(done.mended), name=done.list_path.name)
