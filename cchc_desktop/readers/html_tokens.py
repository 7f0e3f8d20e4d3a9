"""HTML cut into tags and text, whatever its state, in time that grows with its length alone.

Python's own parser goes over an unfinished tag again and again and stops at declarations it does not know. This one
goes forward only; what cannot be a tag is text, so that nothing is lost in a torn fragment.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_BEGIN = re.compile("<[A-Za-z/!?]")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"[\s/]*+(?!>)(=?[^\s/>=]*+)(\s*+=\s*+)?")
_BARE = re.compile(r"[^\s>]*+")
_RAW = {tag: re.compile(f"</{tag}(?![^\\s/>])", re.IGNORECASE) for tag in ("script", "style", "title", "textarea")}
_HUGE_NUMBER = re.compile(r"&#[0-9]{8,}+;?")
_LONGEST_VALUE = 20_000  # letters of an attribute; pictures written into it are longer


class Token(NamedTuple):
    """A piece of HTML: text with `tag` "", else a tag with its attributes in lower-case names; `ends` is </tag>."""

    tag: str
    ends: bool
    text: str
    attributes: dict[str, str]


def tokens(text: str) -> Iterator[Token]:
    """The tags and texts in their order; comments, declarations, scripts and style sheets are left out."""
    yield from _Tokens(text).read()


def unescaped(text: str) -> str:
    """The text with its character references resolved."""
    return html.unescape(_HUGE_NUMBER.sub("\ufffd", text)) if "&" in text else text


class _Tokens:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._last = text.rfind(">")  # beyond it nothing can be a tag
        self._missing: set[str] = set()  # what does not come again

    def read(self) -> Iterator[Token]:
        text = self._text
        begin = 0  # of the text that is not given yet
        while True:
            found = _BEGIN.search(text, self._place)
            at = found.start() if found is not None else -1
            if at < 0 or at > self._last:
                break
            self._place = at
            token = self._markup(at)
            if token is None:
                self._place = at + 1  # a mere sign
                continue
            if at > begin:
                yield _said(text[begin:at])
            yield token
            begin = self._place
        if begin < len(text):
            yield _said(text[begin:])

    def _markup(self, at: int) -> Token | None:
        """What begins at a "<", the place moved behind it; an empty text for what is left out, None for no markup."""
        text = self._text
        if text.startswith("<!--", at):
            end = self._find("-->", at + 2)
            self._place = end + 3 if end >= 0 else at + 4
            return _NOTHING
        if text.startswith("<![CDATA[", at):
            end = self._find("]]>", at)
            if end >= 0:
                self._place = end + 3
                return Token("", False, text[at + 9 : end], {})
        if text.startswith(("<!", "<?"), at) or (text.startswith("</", at) and not text[at + 2 : at + 3].isalpha()):
            next_tag = text.find("<", at + 1)
            end = text.find(">", at, next_tag if next_tag >= 0 else len(text))
            if end < 0:
                return None  # torn: what follows is a tag of its own
            self._place = end + 1
            return _NOTHING
        found = _NAME.match(text, at)
        return self._tag(found) if found is not None else None

    def _tag(self, found: "re.Match[str]") -> Token | None:
        tag = found[2].lower()
        self._place = found.end()
        attributes = self._attributes()
        if self._place > self._last + 1:
            return None  # it never ends
        if not found[1] and tag in _RAW and tag not in self._missing:
            closing = _RAW[tag].search(self._text, self._place)
            if closing is not None:
                self._place = self._text.find(">", closing.start()) + 1 or len(self._text)
                return _NOTHING
            self._missing.add(tag)
        return Token(tag, bool(found[1]), "", attributes)

    def _attributes(self) -> dict[str, str]:
        """The attributes at the place, which is moved behind the tag's end."""
        text = self._text
        attributes: dict[str, str] = {}
        while (found := _ATTRIBUTE.match(text, self._place)) is not None and found.end() > self._place:
            self._place = found.end()
            value = self._value() if found[2] else ""
            if found[1]:
                attributes.setdefault(found[1].lower(), value)
        end = text.find(">", self._place)
        self._place = end + 1 if end >= 0 else len(text) + 1
        return attributes

    def _value(self) -> str:
        text, at = self._text, self._place
        quote = text[at : at + 1]
        end = self._find(quote, at + 1) if quote in ('"', "'") else -1
        if end >= 0:
            self._place = end + 1
            return unescaped(text[at + 1 : min(end, at + _LONGEST_VALUE)])
        bare = _BARE.match(text, at)
        assert bare is not None
        self._place = bare.end()
        return unescaped(bare[0][:_LONGEST_VALUE])

    def _find(self, wanted: str, start: int) -> int:
        """Where something stands next; that it does not is looked up once."""
        if wanted in self._missing:
            return -1
        at = self._text.find(wanted, start)
        if at < 0:
            self._missing.add(wanted)
        return at


_NOTHING = Token("", False, "", {})


def _said(text: str) -> Token:
    return Token("", False, unescaped(text), {})
