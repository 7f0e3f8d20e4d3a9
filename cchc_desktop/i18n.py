"""Messages in the officer's language: Vietnamese unless English is chosen (message ids are English)."""

import gettext as _gettext
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
        _current = _gettext.NullTranslations() if _language == "en" else _kept()
    return _current


def _kept() -> _gettext.NullTranslations:
    """The compiled catalogue; in sources where nobody has compiled it yet, the one that it is compiled from."""
    folder = paths.translations()
    source = folder / _language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if _gettext.find(DOMAIN, str(folder), [_language]) is None and source.is_file():
        return _compiled(source)
    return _gettext.translation(DOMAIN, str(folder), [_language], fallback=True)


def _compiled(source: Path) -> _gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    made.seek(0)
    return _gettext.GNUTranslations(made)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count; Vietnamese has one form."""
    return _translations().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message in the chosen language where one English word has two meanings."""
    return _translations().pgettext(context, message)
