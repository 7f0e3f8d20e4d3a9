"""The line at the foot of the window: what is saved, the last backup, a hint, the office."""

from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import short_date
from cchc_desktop.ui.widgets.basics import icon_label, label, line
from cchc_desktop.ui.widgets.one_line import OneLine

_NARROW = 1000  # pixels at 100 %: below, what never changes leaves its room to the rest


class StatusBar(QStatusBar):
    """`said` is the last sentence; it stays until the next one or until another tab is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = label(_("Nothing to save yet"))
        self.backup = OneLine()
        self.said = OneLine()
        self.office = OneLine()
        self._offline = label(_("No network needed"))
        self._well, self._ill = icon_label("device-floppy", "done", 13), icon_label("alert-triangle", "late", 13)
        self.addWidget(self._state())
        self._add_left(self.backup)
        self._add_left(self.said)
        self.addPermanentWidget(self._offline)
        self.addPermanentWidget(self._upright())
        self.office.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        self.addPermanentWidget(self.office)

    def _state(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.px(8), 0, 0, 0)
        row.setSpacing(theme.px(4))
        for part in (self._well, self._ill, self.saved):
            row.addWidget(part)
        self._ill.hide()
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offline.setVisible(self.width() >= theme.px(_NARROW))
        super().resizeEvent(event)

    def _show_state(self, words: str, well: bool = True) -> None:
        self.saved.setText(words)
        self._well.setVisible(well)
        self._ill.setVisible(not well)

    def _upright(self) -> QWidget:
        upright = line(upright=True)
        upright.setFixedHeight(theme.px(20))
        return upright

    def _add_left(self, words: QLabel) -> None:
        self.addWidget(self._upright())
        words.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        self.addWidget(words)

    def show_saved(self, moment: datetime) -> None:
        """A change has reached the disk."""
        self._show_state(_("Saved by itself at {time}").format(time=f"{moment:%H:%M}"))

    def show_lost(self) -> None:
        """What was done is in no file that can be found."""
        self._show_state(_("Not saved: the file is gone. Press Ctrl+S"), well=False)

    def show_nothing(self) -> None:
        """No dossier is open."""
        self._show_state(_("Nothing to save yet"))
        self.backup.setText(_("No data yet"))
        self.office.setText("")
        self.said.setText("")

    def show_opened(self, read_only: bool) -> None:
        """A dossier is open and nothing has been changed in it yet."""
        self._show_state(_("For reading only") if read_only else _("Everything is saved"))

    def show_damaged(self) -> None:
        """The file is damaged and nothing is written into it."""
        self.saved.setText(_("The dossier is damaged: nothing is written"))

    def show_backup(self, moment: datetime | None, now: datetime) -> None:
        """When the last verified copy was made."""
        if moment is None:
            self.backup.setText(_("No backup yet"))
            return
        days = (now.date() - moment.date()).days
        time = f"{moment:%H:%M}"
        if days == 0:
            day = _("today {time}").format(time=time)
        elif days == 1:
            day = _("yesterday {time}").format(time=time)
        else:
            day = f"{short_date(moment.date())} {time}"
        self.backup.setText(_("Last backup: {day}").format(day=day))

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said.setText(text)
