"""The numbers that Word draws before a paragraph but does not store in its text ("II.", "3.", "a)", "-")."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 12  # styles that may be based on one another; Word allows ten
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


_LONGEST_PATTERN = 255  # of a level's text, as in Word
_LONGEST_LABEL = 255
_NUMBER_WORDS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str  # "%1.%2."
    plain: bool = False  # the numbers above are shown as Arabic ones ("isLgl")
    restarts_after: int | None = None  # the level, from 1, whose numbers begin this one anew; 0 none, None any above
    width: int = 0  # digits, filled up with zeros
    capitals: bool = False

    def restarted_by(self, depth: int, own: int) -> bool:
        """Whether a number of level `depth` begins this one, at level `own`, anew."""
        if self.restarts_after is None or self.restarts_after > own:
            return depth < own
        return depth < self.restarts_after


class Numbering:
    """Counts numbered paragraphs in reading order, as Word does; levels count from 0.

    All lists of one definition count together, also those that bring levels of their own: these only look otherwise. A
    list that starts over does so once, at its first paragraph of that level.
    """

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by definition
        self._counts: dict[str, dict[int, int]] = {}  # by definition
        self._abstract: dict[str, str] = {}  # definition by list
        self._own: dict[str, dict[int, _Level]] = {}  # the levels that a list brings itself
        self._starts: dict[str, dict[int, int]] = {}  # where a list starts over
        self._begun: set[tuple[str, int]] = set()  # the lists and levels that have
        self._linked: dict[tuple[str, str], int] = {}  # level by definition and the style that is linked to it
        self._styles: dict[str, tuple[str, int]] = {}
        self._default_style = ""
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._follow_list_styles(numbering)

    def label(self, properties: "_Element | None") -> str:
        """The text Word shows before the paragraph, with a space, "" for none; bullets become "- " or "+ "."""
        own = _numbering_of(properties)
        style = properties.find(f"{W}pStyle") if properties is not None else None
        inherited = self._styles.get((style.get(f"{W}val") or "") if style is not None else self._default_style)
        if own is None and inherited is None:
            return ""
        num = (own[0] if own else None) or (inherited[0] if inherited else "")
        depth = own[1] if own and own[1] is not None else inherited[1] if inherited else 0
        key = self._abstract.get(num, "")
        level = self._level(num, key, depth)
        if num == "0" or level is None or level.form == "none":
            return _word_alone(level) if num != "0" else ""
        if level.form == "bullet":
            return "+ " if level.pattern.strip() == "+" else "- "
        self._count(num, key, depth, level)
        return self._filled(num, key, level)

    def _level(self, num: str, key: str, depth: int) -> _Level | None:
        own = self._own.get(num, {}).get(depth)
        return own if own is not None else self._levels.get(key, {}).get(depth)

    def _start(self, num: str, depth: int, level: _Level) -> int:
        return self._starts.get(num, {}).get(depth, level.start)

    def _count(self, num: str, key: str, depth: int, level: _Level) -> None:
        counts = self._counts.setdefault(key, {})
        start = self._start(num, depth, level)
        if depth in self._starts.get(num, {}) and (num, depth) not in self._begun:
            self._begun.add((num, depth))
            counts[depth] = start
        else:
            counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            below = self._level(num, key, deeper)
            if below is None or below.restarted_by(depth, deeper):
                del counts[deeper]

    def _filled(self, num: str, key: str, shown: _Level) -> str:
        counts = self._counts.setdefault(key, {})
        pattern = shown.pattern.replace("\u00a0", " ")[:_LONGEST_PATTERN]
        for depth in range(9):
            if f"%{depth + 1}" in pattern:
                level = self._level(num, key, depth) or _Level(1, "decimal", "")
                form = "decimal" if shown.plain and level.form != "decimalZero" else level.form
                number = _written(counts.get(depth, self._start(num, depth, level)), form).zfill(level.width)
                pattern = pattern.replace(f"%{depth + 1}", number)
        label = " ".join(pattern.split())[:_LONGEST_LABEL]
        return (label.upper() if shown.capitals else label) + " " if label else ""

    def _read_styles(self, styles: "_Element") -> None:
        """What each style counts by itself or by the style it is based on; a style may change the level alone."""
        based: dict[str, str] = {}
        own: dict[str, tuple[str | None, int | None]] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default_style = name
            based[name] = _value(style.find(f"{W}basedOn"))
            found = _numbering_of(style.find(f"{W}pPr"))
            if found is not None:
                own[name] = found
        for name in based:
            chain = [name]
            while based.get(chain[-1]) and based[chain[-1]] not in chain and len(chain) < _DEEPEST:
                chain.append(based[chain[-1]])
            counting = [style for style in chain if style in own]
            num = next((num for num, _depth in map(own.__getitem__, counting) if num), None)
            if num is not None:
                self._styles[name] = (num, self._depth_of(num, counting[0], own[counting[0]][1]))

    def _depth_of(self, num: str, style: str, depth: int | None) -> int:
        return depth if depth is not None else self._linked.get((self._abstract.get(num, ""), style), 0)

    def _follow_list_styles(self, numbering: "_Element") -> None:
        """Take the levels of definitions that only name a list style from the one the style stands for."""
        for abstract in numbering.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            style = self._styles.get(_value(abstract.find(f"{W}numStyleLink")))
            target = self._abstract.get(style[0], "") if style else ""
            if not self._levels.get(key) and target:
                self._levels[key] = self._levels.get(target, {})

    def _read_numbering(self, numbering: "_Element") -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            self._levels[key] = {_number(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.iter(f"{W}lvl")}
            for lvl in abstract.iter(f"{W}lvl"):
                linked = _value(lvl.find(f"{W}pStyle"))
                self._linked[key, linked] = _number(lvl.get(f"{W}ilvl"), 0)
        for num in numbering.iter(f"{W}num"):
            num_id = num.get(f"{W}numId") or ""
            self._abstract[num_id] = _value(num.find(f"{W}abstractNumId"))
            for item in num.iter(f"{W}lvlOverride"):
                depth = _number(item.get(f"{W}ilvl"), 0)
                own, start = item.find(f"{W}lvl"), item.find(f"{W}startOverride")
                if own is not None:
                    self._own.setdefault(num_id, {})[depth] = _level(own)
                if start is not None:
                    self._starts.setdefault(num_id, {})[depth] = _number(_value(start), 1)


def _word_alone(level: _Level | None) -> str:
    """What a level without a number shows all the same: "Điều"."""
    word = " ".join(level.pattern[:_LONGEST_PATTERN].split()) if level is not None and "%" not in level.pattern else ""
    return f"{word} " if any(c.isalnum() for c in word) else ""


def _level(lvl: "_Element") -> _Level:
    form = lvl.find(f"{W}numFmt")
    form = form if form is not None else lvl.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    written = form.get(f"{W}format") or "" if form is not None else ""  # "001, 002, 003, ..."
    first = written.partition(",")[0].strip()
    restart = lvl.find(f"{W}lvlRestart")
    capitals = lvl.find(f"{W}rPr/{W}caps")
    return _Level(
        _number(_value(lvl.find(f"{W}start")), 0),
        _value(form) or "decimal",
        _value(lvl.find(f"{W}lvlText")),
        _on(lvl.find(f"{W}isLgl")),
        _number(_value(restart), 0) if restart is not None else None,
        len(first) if first.isdecimal() and len(first) < 10 else 0,
        _on(capitals),
    )


def _on(toggle: "_Element | None") -> bool:
    return toggle is not None and toggle.get(f"{W}val") not in ("0", "false", "none", "off")


def _numbering_of(properties: "_Element | None") -> tuple[str | None, int | None] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    depth = found.find(f"{W}ilvl")
    return _value(found.find(f"{W}numId")) or None, _number(_value(depth), 0) if depth is not None else None


def _value(element: "_Element | None") -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise


def _written(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        roman = ""
        rest = count
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 5 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "decimalEnclosedCircle" and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if form == "numberInDash":
        return f"- {count} -"
    if form == "vietnameseCounting" and count < len(_NUMBER_WORDS):
        return _NUMBER_WORDS[count]
    return str(count)
