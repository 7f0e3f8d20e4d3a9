"""Messages in the officer's language: Vietnamese unless English is chosen (message ids are English)."""

import gettext as _gettext
import struct
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from cchc_desktop import paths

LANGUAGES = ("vi", "en")
DOMAIN = "cchc"

_current: _gettext.NullTranslations | None = None
_language = "vi"


def set_language(language: str) -> None:
    """Choose "vi" or "en"; windows built afterwards speak it."""
    global _current, _language
    _language = language if language in LANGUAGES else "vi"
    _current = None


def language() -> str:
    """The language in use, "vi" or "en"."""
    return _language


def _translations() -> _gettext.NullTranslations:
    global _current
    if _current is None:
        english = _language == "en"
        _current = _gettext.NullTranslations() if english else _kept(paths.translations() / _language / "LC_MESSAGES")
    return _current


@cache
def _kept(folder: Path) -> _gettext.NullTranslations:
    """The compiled catalogue; in sources where nobody has compiled it yet, the one that it is compiled from."""
    source, compiled = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    if compiled.is_file():
        return _Catalogue(compiled.read_bytes())
    return _Catalogue(_compiled(source)) if source.is_file() else _gettext.NullTranslations()


def _compiled(source: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    return made.getvalue()


class _Catalogue(_gettext.NullTranslations):
    """A compiled catalogue as Babel writes it, read in one go; Vietnamese has one form for every count.

    gettext's own reader goes message by message and takes three times as long, which every start would wait for.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__()
        _magic, _version, count, ids, texts = struct.unpack_from("<5I", data)

        def words(table: int) -> Iterator[str]:
            for size, at in struct.iter_unpack("<2I", data[table : table + 8 * count]):
                yield data[at : at + size].decode()

        self._texts = dict(zip(words(ids), words(texts), strict=True))

    def gettext(self, message: str) -> str:
        return self._texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._texts.get(f"{msgid1}\0{msgid2}", msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._texts.get(f"{context}\4{message}", message)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count; Vietnamese has one form."""
    return _translations().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message in the chosen language where one English word has two meanings."""
    return _translations().pgettext(context, message)
