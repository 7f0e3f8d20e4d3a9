"""Bytes to Vietnamese text: Unicode in its forms, the old Windows page, and that of fonts from before Unicode."""

import codecs
import re
import unicodedata

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.readers.old_fonts import VIETNAMESE, keep_hyphens, old_font_by_letters
from cchc_desktop.text import clean

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LOST = "\ufffd"  # what stands for bytes that are no letter
_LINES = 5  # that a warning names
_JUDGED = 2000  # lines with odd letters by which a file is judged


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 (with or without a mark) or Windows-1258, and what has to be said of it.

    Bytes that are no letter of the file's own encoding stand as "�", and their lines are named. Raises UserError for
    anything else.
    """
    text = _unicode(data)
    if text is None:
        text = _old_page(data)
    if text is None or len(_CONTROLS.findall(text[:200_000])) > len(text[:200_000]) // 200:
        raise UserError(
            _("“{name}” is not text that can be read. Save it from Word or Notepad as .docx or UTF-8 text.").format(
                name=name
            )
        )
    text = clean(keep_hyphens(text))
    return text, _damage(text)


def _damage(text: str) -> tuple[str, ...]:
    """What to say of signs that could not be read."""
    if _LOST not in text:
        return ()
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if _LOST in line]
    shown = ", ".join(str(number) for number in lines[:_LINES]) + (", …" if len(lines) > _LINES else "")
    count = text.count(_LOST)
    return (
        ngettext(
            "{count} sign could not be read and stands as “�”: line {lines}. Compare it with the paper.",
            "{count} signs could not be read and stand as “�”: line {lines}. Compare them with the paper.",
            count,
        ).format(count=count, lines=shown),
    )


def _unicode(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    sample = data[:4000]
    if sample.count(0) > len(sample) // 5:
        # Notepad's "Unicode" without its mark: plain Latin letters have a zero byte on one side.
        odd = sample[1::2].count(0) > sample[0::2].count(0)
        text = data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
        return None if "\ufffd" in text[:2000] or not _mostly_letters(text[:2000]) else text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data)


def _damaged_utf8(data: bytes) -> str | None:
    """Text in UTF-8 with a few bad bytes: letters of several bytes hardly come about by chance."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count(_LOST)
    whole = sum(not char.isascii() for char in text) - lost
    return text if whole >= 3 * lost else None


def _old_page(data: bytes) -> str | None:
    """Windows-1258 where it makes Vietnamese, else Latin-1 so that old fonts can be told; None for neither."""
    if _CONTROLS.search(data[:4000].decode("latin-1")):
        return None
    latin = data.decode("cp1252", errors="replace")
    if any(old_font_by_letters(line) for line in latin.split("\n")[:_JUDGED]):
        return latin
    page = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if VIETNAMESE.search(page):
        return page
    return latin if _mostly_letters(latin) else None


def _mostly_letters(text: str) -> bool:
    plain = sum(c.isalnum() or c.isspace() or c in ".,;:()-/+\"'%*|" for c in text)
    return plain > len(text) * 0.7
