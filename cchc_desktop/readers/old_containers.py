"""What lies in the container of Word and Excel before 2007 (MS-CFB): the names at its top, and whether it is locked."""

import struct
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.guards import MEGABYTE, check_bytes, damaged, protected

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST = 40 * MEGABYTE
# Forms by the stream that each of them has: Excel 97 and 95, Word, Works.
_STREAMS = {"Workbook": "xls", "Book": "xls", "WordDocument": "doc", "MatOST": "wps"}
_LOCKED = "EncryptedPackage"
_ENTRY = 128  # bytes of an entry of the directory
_ENCRYPTED = 0x0100  # a flag at the head of a Word document


def container_form(path: Path) -> str:
    """The form of what a container holds, a code of `forms.FORMS`; raises UserError where it is locked or of none."""
    from xlrd.compdoc import CompDoc

    from cchc_desktop.readers.xls_book import BROKEN, Nowhere

    data = check_bytes(path, LARGEST)
    try:
        container = CompDoc(data, logfile=Nowhere())
        names = {container.dirlist[child].name.lower() for child in container.dirlist[0].children}
        document = container.get_named_stream("WordDocument") or b""
    except BROKEN as error:
        names = {name.lower() for name in (*_STREAMS, _LOCKED) if _is_entry(name, data)}
        document = b""
        if not names:
            raise damaged(path.name) from error
    if _LOCKED.lower() in names:
        raise protected(path.name)
    form = next((form for name, form in _STREAMS.items() if name.lower() in names), None)
    if form == "doc" and len(document) > 12 and struct.unpack_from("<H", document, 10)[0] & _ENCRYPTED:
        raise protected(path.name)
    if form is None:
        raise UserError(
            _(
                "“{name}” is in the old Word or Excel format, or is protected by a password. "
                "Open it in Word or Excel, remove the password, save it as .docx or .xlsx, then try again."
            ).format(name=path.name)
        )
    return form


def _is_entry(name: str, data: bytes) -> bool:
    """Whether a container whose tables are broken has an entry of this name."""
    at = data.find(name.encode("utf-16-le") + b"\0\0")
    while at >= 0:
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == struct.pack("<H", 2 * len(name) + 2):
            return True
        at = data.find(name.encode("utf-16-le") + b"\0\0", at + 1)
    return False
