"""What recognises the letters of scans on this computer: whether it is here, and how to get it without a network."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop import options as kept_options
from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.readers.ocr import LANGUAGE, own_languages, recogniser
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.places import Purpose, ask_file
from cchc_desktop.ui.widgets.basics import button, label, line, set_role

_LARGEST = 100 * 1024 * 1024  # bytes of a language; the usual one has 0.5 to 12 million
_DATA = f"{LANGUAGE}.traineddata"


class RecognitionDialog(Dialog):
    """Says what was found, lets the officer show where Tesseract is, and takes its Vietnamese in from a stick."""

    def __init__(self, parent: QWidget | None, options: Options) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recognising scans"))
        self.setMinimumWidth(theme.px(620))
        self._options = options
        self.state = label("", "strong", wrap=True)
        self.place = label("", "secondary", wrap=True)
        self.steps = label(_steps(), wrap=True)
        self.forget = button(_("Look for it again"), self._forget)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = _(
            "Papers that come as scans are pictures. Tesseract, a free program, recognises the letters in them on this "
            "computer; nothing is sent anywhere. What it is not sure of is marked, to be compared with the paper."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(self.state)
        column.addWidget(self.place)
        column.addWidget(line())
        column.addWidget(self.steps)
        row = QHBoxLayout()
        row.addWidget(button(_("Choose Tesseract…"), self._choose))
        row.addWidget(button(_("Take Vietnamese in…"), self._take_language))
        row.addWidget(self.forget)
        row.addStretch(1)
        close = button(_("Close"), self.reject, "primary")
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()

    def refresh(self) -> None:
        """Look what is here."""
        found = recogniser()
        self.forget.setVisible(bool(self._options.recogniser))
        if found is None:
            self._show(_("Tesseract is not on this computer."), "", False)
        elif found.languages is None:
            place = _("Tesseract: {place}").format(place=found.program)
            self._show(_("Tesseract is here, but without Vietnamese."), place, False)
        else:
            places = _("Tesseract: {place}\nVietnamese: {languages}")
            self._show(_("Scans are recognised."), places.format(place=found.program, languages=found.languages), True)

    def _show(self, state: str, place: str, is_here: bool) -> None:
        self.state.setText(state)
        set_role(self.state, "strong" if is_here else "late")
        self.place.setText(place)
        self.place.setVisible(bool(place))

    def _choose(self) -> None:
        kinds = _("Tesseract (tesseract tesseract.exe)")
        path = ask_file(self, Purpose.PROGRAMS, _("Choose Tesseract"), kinds)
        if path is None:
            return
        if path.stem.lower() != "tesseract":
            words = _("“{name}” is not Tesseract. Choose the file tesseract.exe in the folder where it was installed.")
            alerts.show_error(self, UserError(words.format(name=path.name)))
            return
        self._keep(str(path))

    def _forget(self) -> None:
        self._keep("")

    def _keep(self, place: str) -> None:
        self._options.recogniser = place
        kept_options.save(self._options)
        self.refresh()

    def _take_language(self) -> None:
        kinds = _("Languages of Tesseract (*.traineddata)")
        path = ask_file(self, Purpose.PROGRAMS, _("Take Vietnamese in"), kinds)
        if path is None:
            return
        try:
            self.take_language(path)
        except UserError as error:
            alerts.show_error(self, error)
        self.refresh()

    def take_language(self, path: Path) -> None:
        """Keep a copy of Tesseract's Vietnamese beside the options; raises `UserError` where it is not that file."""
        if path.name.lower() != _DATA:
            words = _("“{name}” is not Vietnamese for Tesseract. Choose the file {wanted}.")
            raise UserError(words.format(name=path.name, wanted=_DATA))
        target = own_languages() / _DATA
        part = target.with_suffix(".part")
        try:
            if not 0 < path.stat().st_size <= _LARGEST:
                raise UserError(_("“{name}” is empty or damaged. Copy it once more.").format(name=path.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, part)
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            words = _("“{name}” could not be copied to {folder}. Check the drive and its free room, then try again.")
            raise UserError(words.format(name=path.name, folder=target.parent)) from error


def _steps() -> str:
    return _(
        "How to get it, without a network too:\n"
        "1. On a computer with a network, download the setup of Tesseract for Windows (tesseract-ocr-w64-setup) and "
        "the file vie.traineddata (tessdata_fast); copy both to a stick.\n"
        "2. Here, run the setup. Where you have no administrator's rights, copy the installed folder Tesseract-OCR of "
        "another computer to {folder}, so that tesseract.exe lies right in it.\n"
        "3. Press “Take Vietnamese in…” and choose vie.traineddata on the stick."
    ).format(folder=paths.home() / "ocr")
