"""Which words of a page are in fonts from before Unicode: by the font they name, that of their class, or of most."""

import re
from collections.abc import Iterator, Mapping

from cchc_desktop.readers.html_tokens import tokens
from cchc_desktop.readers.old_fonts import OldFont, font_of, font_of_most, may_hold_old_letters, unicode_runs
from cchc_desktop.readers.source import Rewritten

_SHEET = re.compile(r"<style[^>]{0,200}>([^<]{0,200000}(?:<!--[^<]{0,200000})?)", re.IGNORECASE)
_FAMILY = re.compile(r"font-family:([^;,{}]{1,100})", re.IGNORECASE)
_SELECTORS = 500  # letters before a rule in which its classes are looked for
_CLASS = re.compile(r"\.([\w-]{1,60})")


class PageFonts:
    """Asked for each element and each text of a page; adds what it makes Unicode to `rewritten`."""

    def __init__(self, page: str, rewritten: list[Rewritten], as_typed: bool) -> None:
        self._rewritten = rewritten
        self._asleep = as_typed or not may_hold_old_letters(page)
        self._classes: dict[str, OldFont] = {}
        self._most: OldFont | None = None
        if not self._asleep:
            self._classes = dict(_class_fonts(page))
            self._most = font_of_most(token.text for token in tokens(page) if token.text)

    def of(self, around: OldFont | None, style: Mapping[str, str], attributes: Mapping[str, str]) -> OldFont | None:
        """The old font of an element; `around` is that of what it stands in."""
        if self._asleep:
            return None
        for name in attributes.get("class", "").lower().split():
            around = self._classes.get(name, around)
        family = style.get("font-family") or attributes.get("face", "")
        return font_of(family.partition(",")[0].strip("\"' ")) if family else around

    def shown(self, text: str, font: OldFont | None) -> str:
        """Words as they show."""
        font = font or self._most
        if self._asleep or font is None or text.isascii():
            return text
        shown = unicode_runs([text], font)[0]
        if shown != text:
            self._rewritten.append(Rewritten(0, text, shown))
        return shown


def _class_fonts(page: str) -> Iterator[tuple[str, OldFont]]:
    """The classes of a page's style sheets whose font is an old one."""
    for sheet in _SHEET.findall(page):
        for rule in sheet.split("}"):
            selectors, _brace, rules = rule.rpartition("{")
            family = _FAMILY.search(rules)
            font = font_of(family[1].strip("\"' ")) if family is not None else None
            if font is not None:
                yield from ((name.lower(), font) for name in _CLASS.findall(selectors[-_SELECTORS:]))
