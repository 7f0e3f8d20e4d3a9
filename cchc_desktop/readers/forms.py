"""The one table of the forms in which a paper can be read: how files are called and who reads them.

What a file truly is tells `true_formats.sniff`, by its bytes. Dialogs, notes and refusals follow this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from cchc_desktop.i18n import _
from cchc_desktop.readers.source import Source


@dataclass(frozen=True)
class Form:
    """A form of files: its `code`, usual `endings` (the one to name first), its name, and where its reader is.

    `reader` is "module:function" of this room, loaded with the first file of the form; the function makes a `Source` of
    a path or raises `UserError`.
    """

    code: str
    endings: tuple[str, ...]
    name: Callable[[], str]
    reader: str

    def read(self, path: Path) -> Source:
        """What a file of this form holds; raises `UserError`."""
        module, _colon, function = self.reader.partition(":")
        found = getattr(import_module(f"{__package__}.{module}"), function)
        return cast(Callable[[Path], Source], found)(path)


FORMS: dict[str, Form] = {
    form.code: form
    for form in (
        Form("docx", ("docx", "docm", "dotx"), lambda: "Word", "docx_file:read_docx_file"),
        Form("xlsx", ("xlsx", "xlsm"), lambda: "Excel", "xlsx_file:read_xlsx_file"),
        Form("pdf", ("pdf",), lambda: "PDF", "pdf_file:read_pdf_file"),
        Form("text", ("txt", "md", "csv"), lambda: _("plain text"), "text_file:read_text_file"),
    )
}


def file_filter(title: str = "") -> str:
    """The filters of a dialog that asks for a file to be read: all readable forms, then all files."""
    names = ", ".join(dict.fromkeys(form.name() for form in FORMS.values()))
    endings = " ".join(f"*.{ending}" for form in FORMS.values() for ending in form.endings)
    shown = f"{title}: {names}" if title else names
    return _("{title} ({endings});;All files (*)").format(title=shown, endings=endings)


def form_names() -> str:
    """The readable forms in words, each with its usual ending: "Word (.docx), Excel (.xlsx)"."""
    return ", ".join(f"{form.name()} (.{form.endings[0]})" for form in FORMS.values())


def readable(path: Path) -> bool:
    """Whether a file is called as readable ones are; what it truly is, is told when it is opened."""
    return path.suffix.lower().lstrip(".") in _ENDINGS


_ENDINGS = frozenset(ending for form in FORMS.values() for ending in form.endings)
