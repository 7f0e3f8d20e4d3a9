"""The digital signatures in a PDF: by whom, when, and whether what they cover is still as it was signed.

A signature that is intact says that the bytes are those which the holder of that certificate's key signed. Whether the
certificate belongs to whom it names, and was not revoked, is not checked: nobody can without a network.
"""

import re
from contextlib import closing
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from cchc_desktop.i18n import _
from cchc_desktop.pdfium import pdfium_lock
from cchc_desktop.readers.pdf_worker import DiedError, NoProcessError, TooLongError, TooMuchError, pdf_worker
from cchc_desktop.readers.signed_bytes import LARGEST, SignedBy, SignedState, read_signature
from cchc_desktop.rules import localised

_MOST = 50  # signatures of one file
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?")
_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")


@dataclass(frozen=True)
class PdfSignature:
    """A signature in a PDF. `to_end`: nothing was added to the file after it. `signed_at` is in UTC."""

    by: SignedBy
    signed_at: datetime | None
    to_end: bool
    reason: str = ""

    @property
    def state(self) -> SignedState:
        """What became of what was signed."""
        return self.by.state

    @property
    def in_time(self) -> bool:
        """Whether the certificate was valid at the time that is said."""
        begins, ends = self.by.valid_from, self.by.valid_to
        if self.signed_at is None or begins is None or ends is None:
            return True
        return begins <= self.signed_at <= ends


def read_signatures(data: bytes) -> tuple[PdfSignature, ...]:
    """The signatures of a PDF in the order in which they were made; none of what is no PDF.

    One that cannot be opened has a single signature that was not checked, where its bytes speak of any.
    """
    if not data.startswith(b"%PDF") or b"/ByteRange" not in data:
        return ()
    try:
        return pdf_worker.call(signatures_in, data)
    except NoProcessError:
        return signatures_in(data)
    except (TooLongError, TooMuchError, DiedError):
        return (_UNREADABLE,)


def signatures_in(data: bytes) -> tuple[PdfSignature, ...]:
    """As `read_signatures`, in this process: a hostile file may ask pdfium for hours of work."""
    import pypdfium2

    try:
        with pdfium_lock, closing(pypdfium2.PdfDocument(data)) as document:
            found = _found(document.raw)
    except pypdfium2.PdfiumError:
        return (_UNREADABLE,)
    return tuple(_checked(data, *one) for one in found)


_UNREADABLE = PdfSignature(SignedBy(SignedState.UNCHECKED), None, False)
_Raw = tuple[bytes, tuple[int, ...], str, str, str]  # contents, byte range, sub-filter, time, reason


def signed_fields(document: Any) -> list[Any]:
    """The signatures of an open PDF, as pdfium hands them out; fields that nobody has signed yet are none."""
    import pypdfium2.raw as pdfium

    fields = (pdfium.FPDF_GetSignatureObject(document, at) for at in range(pdfium.FPDF_GetSignatureCount(document)))
    return [one for one in fields if pdfium.FPDFSignatureObj_GetContents(one, None, 0)]


def _found(document: Any) -> list[_Raw]:
    """All signatures, those that cover less of the file first: fields stand in any order, whoever signs first."""
    import pypdfium2.raw as pdfium

    made = []
    for one in signed_fields(document)[:_MOST]:
        size = pdfium.FPDFSignatureObj_GetByteRange(one, None, 0)
        spans = (c_int * min(size, 4))()
        pdfium.FPDFSignatureObj_GetByteRange(one, spans, len(spans))
        made.append(
            (
                _text(pdfium.FPDFSignatureObj_GetContents, one),
                tuple(spans) if size == 4 else (),
                _text(pdfium.FPDFSignatureObj_GetSubFilter, one).split(b"\0")[0].decode("ascii", "replace"),
                _text(pdfium.FPDFSignatureObj_GetTime, one).split(b"\0")[0].decode("ascii", "replace"),
                _text(pdfium.FPDFSignatureObj_GetReason, one).decode("utf-16-le", "replace").split("\0")[0],
            )
        )
    return sorted(made, key=lambda raw: sum(raw[1][2:]))


def _text(ask: Any, one: Any) -> bytes:
    size = ask(one, None, 0)
    if not 0 < size <= LARGEST:
        return b""
    buffer = create_string_buffer(size)
    ask(one, buffer, size)
    return buffer.raw


def _checked(data: bytes, contents: bytes, spans: tuple[int, ...], form: str, time: str, reason: str) -> PdfSignature:
    view = memoryview(data)
    if not _covers(data, spans, contents):
        by = read_signature(contents, (), form)
        by = SignedBy(SignedState.UNCHECKED, by.signer, by.organisation, by.issuer, by.valid_from, by.valid_to)
        return PdfSignature(by, _pdf_time(time), False, _plain(reason))
    first, length, second, rest = spans
    by = read_signature(contents, (view[first : first + length], view[second : second + rest]), form)
    return PdfSignature(by, by.signed_at or _pdf_time(time), not data[second + rest :].strip(), _plain(reason))


def _covers(data: bytes, spans: tuple[int, ...], contents: bytes) -> bool:
    """Whether a byte range leaves nothing out but the signature itself; a wider hole could hold anything."""
    if len(spans) != 4 or spans[0] != 0 or min(spans) < 0:
        return False
    begin, end = spans[1], spans[2]
    if not (begin < end <= len(data) and end + spans[3] <= len(data)):
        return False
    hole = data[begin:end].strip()
    if _HEX.fullmatch(hole) is None:
        return False
    told = b"".join(hole[1:-1].split())
    return bytes.fromhex((told + b"0" * (len(told) % 2)).decode("ascii")) == contents


def _pdf_time(text: str) -> datetime | None:
    found = _TIME.match(text)
    if found is None:
        return None
    try:
        away = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0)) * (-1 if found[7] == "-" else 1)
        at = datetime(*(int(found[place]) for place in range(1, 7)), tzinfo=timezone(away))  # type: ignore[misc,arg-type]
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200]


# In words


def signature_sentence(one: PdfSignature, last: bool) -> str:
    """A signature in one line: who, when, whether intact; `last` is that of the file's last one."""
    who = one.by.signer or _("a signer who is not named")
    if one.by.organisation and one.by.organisation.casefold() not in who.casefold():
        who = f"{who} ({one.by.organisation})"
    parts = [_("Signed by {who}").format(who=who)]
    if one.signed_at is not None:
        at = one.signed_at.astimezone()
        clock = _("by a time stamp") if one.by.stamped else _("by the signer's own clock")
        parts.append(f"{at:%H:%M} {localised.full_date(at.date())} ({clock})")
    parts.append(_state_words(one, last))
    if not one.in_time:
        parts.append(_("the certificate was not valid then"))
    return "; ".join(parts)


def _state_words(one: PdfSignature, last: bool) -> str:
    if one.state is SignedState.CHANGED:
        return _("CHANGED since it was signed")
    if one.state is SignedState.UNCHECKED:
        return _("could not be checked: a form of signature that is not known here")
    if one.to_end:
        return _("intact, nothing was changed since")
    if last:
        return _("what was signed is intact, but something was added to the file afterwards that nobody signed")
    return _("what was signed is intact; the file went on afterwards, as with a further signature")


def signature_lines(signatures: tuple[PdfSignature, ...]) -> tuple[str, ...]:
    """All signatures of a file, a line each, and what was not checked; nothing where there is none."""
    if not signatures:
        return ()
    end = len(signatures) - 1
    return (
        *(signature_sentence(one, place == end) for place, one in enumerate(signatures)),
        _("Whether the certificates are genuine and were not revoked is not checked: that needs the network."),
    )


def needs_look(signatures: tuple[PdfSignature, ...]) -> bool:
    """Whether any signature is not intact, was not checked, or something was added after the last one."""
    return bool(signatures) and (
        any(one.state is not SignedState.INTACT or not one.in_time for one in signatures) or not signatures[-1].to_end
    )
