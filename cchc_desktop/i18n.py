"""Messages in the officer's language: Vietnamese unless English is chosen (message ids are English)."""

import gettext as _gettext
import struct
from functools import cache
from io import BytesIO
from operator import add
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
    """A compiled catalogue as Babel writes it, its texts read when they are asked for; Vietnamese has one form for all.

    gettext's own reader goes message by message and takes six times as long, which every start would wait for.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__()
        _magic, _version, count, ids, self._table = struct.unpack_from("<5I", data)
        told = struct.unpack_from(f"<{2 * count}I", data, ids)
        sizes, begins = told[::2], told[1::2]
        self._data = data
        named = map(data.__getitem__, map(slice, begins, map(add, begins, sizes)))
        self._places = dict(zip(named, range(count), strict=True))
        self._known: dict[str, str] = {}

    def _text(self, message: str, otherwise: str) -> str:
        found = self._known.get(message)
        if found is None:
            place = self._places.get(message.encode())
            if place is None:
                return otherwise
            size, begin = struct.unpack_from("<2I", self._data, self._table + 8 * place)
            found = self._known[message] = self._data[begin : begin + size].decode()
        return found

    def gettext(self, message: str) -> str:
        return self._text(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._text(f"{msgid1}\0{msgid2}", msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._text(f"{context}\4{message}", message)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count; Vietnamese has one form."""
    return _translations().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message in the chosen language where one English word has two meanings."""
    return _translations().pgettext(context, message)
