"""Words on the clipboard that were typed for fonts from before Unicode: shown in Unicode before they are pasted."""

from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import alerts

_SHOWN, _LONGEST = 6, 60  # texts that are shown, and letters of each
_MOST = 4_000_000  # letters of a page that are looked at


def wanted_as_typed(parent: QWidget | None, text: str, html: str = "") -> bool:
    """Whether what is copied is to stay as it was typed; asked only where words of it are in an old font.

    `html` goes before `text`, as where it is pasted.
    """
    from cchc_desktop.readers.html_clean import clean_html
    from cchc_desktop.readers.old_fonts import may_hold_old_letters, unicode_plain
    from cchc_desktop.readers.source import Rewritten

    if not may_hold_old_letters(html or text):
        return False
    rewritten: list[Rewritten] = []
    if html:
        for _event in clean_html(html[:_MOST], rewritten):
            pass
    else:
        rewritten = unicode_plain(text)[1]
    if not rewritten:
        return False
    count = len(rewritten)
    words = ngettext(
        "{count} copied text was typed with a font from before Unicode (TCVN3 or VNI). In Unicode it reads:",
        "{count} copied texts were typed with a font from before Unicode (TCVN3 or VNI). In Unicode they read:",
        count,
    ).format(count=count)
    pairs = [f"{_short(each.typed)} → {_short(each.shown)}" for each in rewritten[:_SHOWN]]
    more = ["…"] if count > _SHOWN else []
    title, yes, no = _("Letters of an old font"), _("Make it Unicode"), _("Paste as typed")
    return not alerts.ask(parent, title, "\n".join((words, "", *pairs, *more)), yes, no)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
