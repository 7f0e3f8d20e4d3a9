"""What a stranger's file is, told by its content and not by its name."""

import codecs
import re
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.forms import form_names
from cchc_desktop.readers.guards import MAX_TEXT, MEGABYTE, check_size, open_archive, too_large
from cchc_desktop.readers.office_package import OfficePackage
from cchc_desktop.readers.old_containers import SIGNATURE, container_form

_LEAD = b"\xef\xbb\xbf\x00 \t\r\n"  # what some programs write before the mark of a PDF
_MAX_ARCHIVE = 100 * MEGABYTE
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# Workbooks of Excel 2 to 4, and bare ones of later versions: the record with which they begin (MS-XLS, BOF).
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_TAG = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|table|tr|meta|style|div|font)[\s>:]", re.IGNORECASE)
_OTHER_XML = ("office/word/2003/wordml", "office/2006/xmlPackage", "opendocument:xmlns:office")
_OPEN_KINDS = {"text": "odt", "spreadsheet": "ods"}
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def sniff(path: Path) -> str:
    """The true form of a file by its content, a code of `forms.FORMS`; raises UserError for any other."""
    size = check_size(path)
    with path.open("rb") as stream:
        head = stream.read(4096)
    name = path.name
    if head.startswith(SIGNATURE):
        return container_form(path)
    if head.startswith(b"PK"):
        if size > _MAX_ARCHIVE:
            raise too_large(name, size, _MAX_ARCHIVE)
        return _sniff_archive(path)
    if head.lstrip(_LEAD).startswith(b"%PDF"):
        if size > _MAX_ARCHIVE:
            raise too_large(name, size, _MAX_ARCHIVE)
        return "pdf"
    if _BARE_XLS.match(head):
        return "xls"
    if head.startswith(_PICTURES) or head.startswith(_PACKED):
        raise UserError(
            _("“{name}” is a picture or a packed file, not a document. What can be read: {forms}.").format(
                name=name, forms=form_names()
            )
        )
    form = _marked_form(head)
    if form == "" and head.lstrip()[:5] == b"<?xml":
        raise UserError(
            _("“{name}” is of a form that cannot be read. What can be read: {forms}. Save it as one of these.").format(
                name=name, forms=form_names()
            )
        )
    if size > MAX_TEXT:
        raise too_large(name, size, MAX_TEXT)
    return form or "text"


def _marked_form(head: bytes) -> str:
    """The form of a text with marks, by its beginning; "" for any other."""
    if head.startswith(b"{\\rtf"):
        return "rtf"
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "latin-1", errors="ignore").lstrip("\xef\xbb\xbf\ufeff \t\r\n")
    if text[:13].lower() == "mime-version:":
        return "mht"
    if not text.startswith("<"):
        return ""
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<html" not in text[:500].lower():
        return "xml"
    if text.startswith("<?xml") and any(mark in text for mark in _OTHER_XML):
        return "wordml"
    return "html" if _TAG.search(text) else ""


def _sniff_archive(path: Path) -> str:
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        kind = package.kind()
        mimetype = (package.data("mimetype") or b"")[:100].decode("latin-1").strip().removesuffix("-template")
    form = _OPEN_DOCUMENTS.get(mimetype, kind)
    if not form:
        words = _("“{name}” is of a form that cannot be read. What can be read: {forms}. Save it as one of these.")
        raise UserError(words.format(name=path.name, forms=form_names()))
    return form
