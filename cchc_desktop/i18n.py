"""Messages in the officer's language: Vietnamese unless English is chosen (message ids are English)."""

import gettext as _gettext

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
        if _language == "en":
            _current = _gettext.NullTranslations()
        else:
            _current = _gettext.translation(DOMAIN, str(paths.translations()), [_language], fallback=True)
    return _current


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count; Vietnamese has one form."""
    return _translations().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The message in the chosen language where one English word has two meanings."""
    return _translations().pgettext(context, message)
