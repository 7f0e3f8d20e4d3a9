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
        Form("doc", ("doc", "dot"), lambda: "Word", "converted_file:read_converted_file"),
        Form("wordml", ("xml",), lambda: "Word", "converted_file:read_converted_file"),
        Form("xlsx", ("xlsx", "xlsm"), lambda: "Excel", "xlsx_file:read_xlsx_file"),
        Form("xls", ("xls", "xlt"), lambda: "Excel", "xls_file:read_xls_file"),
        Form("xlsb", ("xlsb",), lambda: "Excel", "xlsb_file:read_xlsb_file"),
        Form("xml", ("xml",), lambda: "Excel", "xml_workbook:read_xml_workbook"),
        Form("odt", ("odt",), lambda: "LibreOffice", "converted_file:read_converted_file"),
        Form("ods", ("ods",), lambda: "LibreOffice", "ods_file:read_ods_file"),
        Form("rtf", ("rtf",), lambda: _("rich text"), "converted_file:read_converted_file"),
        Form("wps", ("wps",), lambda: "WPS", "converted_file:read_converted_file"),
        Form("html", ("html", "htm"), lambda: _("web page"), "html_file:read_html_file"),
        Form("mht", ("mht", "mhtml"), lambda: _("web page"), "html_file:read_mht_file"),
        Form("pdf", ("pdf",), lambda: "PDF", "pdf_file:read_pdf_file"),
        Form("text", ("txt", "md", "csv", "tsv"), lambda: _("plain text"), "text_file:read_text_file"),
    )
}


def file_filter(title: str = "") -> str:
    """The filters of a dialog that asks for a file to be read: all readable forms, then all files."""
    names = ", ".join(_by_name())
    endings = " ".join(f"*.{ending}" for ending in sorted(_ENDINGS))
    shown = f"{title}: {names}" if title else names
    return _("{title} ({endings});;All files (*)").format(title=shown, endings=endings)


def form_names() -> str:
    """The readable forms in words, each with its endings: "Word (.docx, .doc), Excel (.xlsx, .xls)"."""
    return ", ".join(f"{name} ({', '.join(f'.{ending}' for ending in found)})" for name, found in _by_name().items())


def _by_name() -> dict[str, list[str]]:
    """The names of the forms, each with the ending to name first of each of its forms."""
    found: dict[str, list[str]] = {}
    for form in FORMS.values():
        named = found.setdefault(form.name(), [])
        named += [form.endings[0]] if form.endings[0] not in named else []
    return found


def readable(path: Path) -> bool:
    """Whether a file is called as readable ones are; what it truly is, is told when it is opened."""
    return path.suffix.lower().lstrip(".") in _ENDINGS


_ENDINGS = frozenset(ending for form in FORMS.values() for ending in form.endings)
