"""Bytes to Vietnamese text: Unicode in its forms, the old Windows page, and pre-Unicode fonts, which are refused."""

import codecs
import re
import unicodedata

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.text import clean

# Letters of Vietnamese that no other Latin script shares; every real sentence has some.
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# What TCVN3 (ABC) fonts put on the codes of ă â đ ê and of toned vowels, read as Latin-1.
_TCVN3 = re.compile("[a-zA-Z][µ¸¶·¹¨¾»¼½Æ©Ç®Ð×ÖÞßªæçëîïñ¬øöûüþ]|[µ¸¶·¹¨¾»¼½©®ª¬][a-zA-Z]")
# What VNI fonts write after a plain vowel for a tone or hat, and ñ for đ, ö for ư; none are Vietnamese letters.
_VNI = re.compile("[aeiouyôöAEIOUYÔÖ][ûïøåäëöüÛÏØÅÄËÖÜ]|ñ[aeiouöôAEIOU]|[ ]ñ|[a-z]ö")
_SUSPECT = 6  # matches below this may be a product name or a symbol
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without a mark) or Windows-1258; raises UserError for the rest."""
    text = _unicode(data)
    if text is None:
        text = _old_page(data)
    if text is None or len(_CONTROLS.findall(text[:200_000])) > len(text[:200_000]) // 200:
        raise UserError(
            _("“{name}” is not text that can be read. Save it from Word or Notepad as .docx or UTF-8 text.").format(
                name=name
            )
        )
    text = clean(text)
    refuse_old_fonts(text, name)
    return text


def refuse_old_fonts(text: str, name: str) -> None:
    """Raise UserError where text was typed for TCVN3 or VNI fonts, which hold no Unicode letters."""
    genuine = len(_VIETNAMESE.findall(text))
    # The two share some letters: the one that explains more of the text is the one.
    found, font = max((len(_TCVN3.findall(text)), "TCVN3 (ABC)"), (len(_VNI.findall(text)), "VNI"))
    if found < _SUSPECT or found <= genuine:
        return
    raise UserError(
        _(
            "“{name}” was typed with an old {font} font, so its letters are not Unicode. "
            "Convert it to Unicode first (UniKey: Ctrl+Shift+F6), then take it in again."
        ).format(name=name, font=font)
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
        return None


def _old_page(data: bytes) -> str | None:
    """Windows-1258 where it makes Vietnamese, else Latin-1 so that old fonts can be told; None for neither."""
    if _CONTROLS.search(data[:4000].decode("latin-1")):
        return None
    page = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    latin = data.decode("cp1252", errors="replace")
    if len(_VIETNAMESE.findall(page)) > max(len(_TCVN3.findall(latin)), len(_VNI.findall(latin))):
        return page
    return latin if _mostly_letters(latin) else None


def _mostly_letters(text: str) -> bool:
    plain = sum(c.isalnum() or c.isspace() or c in ".,;:()-/+\"'%*|" for c in text)
    return plain > len(text) * 0.7
