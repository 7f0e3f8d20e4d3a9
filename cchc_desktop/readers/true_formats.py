"""What a stranger's file is, told by its content and not by its name."""

from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.forms import form_names
from cchc_desktop.readers.guards import MAX_TEXT, MEGABYTE, check_size, open_archive
from cchc_desktop.readers.office_package import OfficePackage

_MAX_ARCHIVE = 100 * MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def sniff(path: Path) -> str:
    """The true form of a file by its content, a code of `forms.FORMS`; raises UserError for any other."""
    size = check_size(path)
    with path.open("rb") as stream:
        head = stream.read(4096)
    name = path.name
    if head.startswith(_OLE):
        raise UserError(_ole_words(path).format(name=name))
    if head.startswith(b"PK"):
        if size > _MAX_ARCHIVE:
            raise _too_large(name, size, _MAX_ARCHIVE)
        return _sniff_archive(path)
    if head.startswith(b"%PDF"):
        if size > _MAX_ARCHIVE:
            raise _too_large(name, size, _MAX_ARCHIVE)
        return "pdf"
    if head.startswith(b"{\\rtf") or head.lstrip()[:9].lower().startswith((b"<html", b"<!doctype", b"<?xml")):
        raise UserError(
            _(
                "“{name}” is a web page or rich text. "
                "Open it in Word or Excel, save it as .docx or .xlsx, then try again."
            ).format(name=name)
        )
    if head.startswith(_PICTURES) or head.startswith(_PACKED):
        raise UserError(
            _("“{name}” is a picture or a packed file, not a document. What can be read: {forms}.").format(
                name=name, forms=form_names()
            )
        )
    if size > MAX_TEXT:
        raise _too_large(name, size, MAX_TEXT)
    return "text"


def _ole_words(path: Path) -> str:
    """What to say of an OLE container, by the streams that its directory names (MS-CFB, MS-OFFCRYPTO)."""
    with path.open("rb") as stream:
        data = stream.read(MAX_TEXT)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _(
            "“{name}” is protected, by a password or in a way that Word and Excel open without asking for one. "
            "Open it there, take the protection away (File, Info, Protect, Encrypt: leave the password empty), "
            "save it, then try again."
        )
    if any(name.encode("utf-16-le") in data for name in ("WordDocument", "Workbook")):
        return _(
            "“{name}” is in the old Word or Excel format (.doc, .xls). "
            "Open it in Word or Excel, save it as .docx or .xlsx, then try again."
        )
    return _(
        "“{name}” is in the old Word or Excel format, or is protected by a password. "
        "Open it in Word or Excel, remove the password, save it as .docx or .xlsx, then try again."
    )


def _sniff_archive(path: Path) -> str:
    with open_archive(path) as archive:
        package = OfficePackage(archive, path.name)
        kind = package.kind()
        is_open_document = "mimetype" in package and "content.xml" in package
    if kind in ("docx", "xlsx"):
        return kind
    if kind == "xlsb":
        words = _("“{name}” is in Excel's binary format (.xlsb). Open it in Excel, save it as .xlsx, then try again.")
    elif is_open_document:
        words = _(
            "“{name}” is in the format of LibreOffice (.odt, .ods). "
            "Open it there or in Word or Excel, save it as .docx or .xlsx, then try again."
        )
    else:
        words = _("“{name}” is of a form that cannot be read. What can be read: {forms}. Save it as one of these.")
    raise UserError(words.format(name=path.name, forms=form_names()))


def _too_large(name: str, size: int, limit: int) -> UserError:
    return UserError(
        _(
            "“{name}” is {size} MB; files up to {limit} MB are read. "
            "Copy the part that holds the plan into a smaller file and take that in."
        ).format(name=name, size=size // MEGABYTE, limit=limit // MEGABYTE)
    )
