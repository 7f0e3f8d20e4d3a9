"""The numbers that Word draws before a paragraph but does not store in its text ("II.", "3.", "a)", "-")."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12  # styles that may be based on one another; Word allows ten
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str  # "%1.%2."
    plain: bool = False  # the numbers above are shown as Arabic ones ("isLgl")


class Numbering:
    """Counts numbered paragraphs in reading order, as Word does; levels count from 0."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        self._linked: dict[tuple[str, str], int] = {}  # level by definition and the style that is linked to it
        self._styles: dict[str, tuple[str, int]] = {}
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
        inherited = self._styles.get(style.get(f"{W}val") or "") if style is not None else None
        if own is None and inherited is None:
            return ""
        num = (own[0] if own else None) or (inherited[0] if inherited else "")
        depth = own[1] if own and own[1] is not None else inherited[1] if inherited else 0
        key = self._abstract.get(num, "")
        level = self._levels.get(key, {}).get(depth)
        if num == "0" or level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "+ " if level.pattern.strip() == "+" else "- "
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return self._filled(key, level, counts)

    def _filled(self, key: str, shown: _Level, counts: dict[int, int]) -> str:
        pattern = shown.pattern.replace("\u00a0", " ")
        for depth in range(9):
            if f"%{depth + 1}" in pattern:
                level = self._levels[key].get(depth, _Level(1, "decimal", ""))
                form = "decimal" if shown.plain else level.form
                pattern = pattern.replace(f"%{depth + 1}", _written(counts.get(depth, level.start), form))
        return pattern.strip() + " " if pattern.strip() else ""

    def _read_styles(self, styles: "_Element") -> None:
        """What each style counts by itself or by the style it is based on."""
        based: dict[str, str] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            based[name] = _value(style.find(f"{W}basedOn"))
            found = _numbering_of(style.find(f"{W}pPr"))
            if found is not None and found[0]:
                depth = found[1]
                if depth is None:
                    depth = self._linked.get((self._abstract.get(found[0], ""), name), 0)
                self._styles[name] = (found[0], depth)
        for name in based:
            above, seen = based[name], {name}
            while name not in self._styles and above and above not in seen and len(seen) < _DEEPEST:
                seen.add(above)
                if above in self._styles:
                    self._styles[name] = self._styles[above]
                above = based.get(above, "")

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
            target = num.find(f"{W}abstractNumId")
            num_id = num.get(f"{W}numId") or ""
            key = _value(target)
            overrides = list(num.iter(f"{W}lvlOverride"))
            if overrides:
                # A list that starts over counts for itself.
                levels = dict(self._levels.get(key, {}))
                for item in overrides:
                    _override(levels, item)
                key = f"{key}/{num_id}"
                self._levels[key] = levels
            self._abstract[num_id] = key


def _level(lvl: "_Element") -> _Level:
    return _Level(
        _number(_value(lvl.find(f"{W}start")), 1),
        _value(lvl.find(f"{W}numFmt")) or "decimal",
        _value(lvl.find(f"{W}lvlText")),
        lvl.find(f"{W}isLgl") is not None,
    )


def _override(levels: dict[int, _Level], item: "_Element") -> None:
    """Change a level as one list does: by a level of its own, by another start, or both."""
    depth = _number(item.get(f"{W}ilvl"), 0)
    own, start = item.find(f"{W}lvl"), item.find(f"{W}startOverride")
    if own is not None:
        levels[depth] = _level(own)
    if start is not None and depth in levels:
        levels[depth] = replace(levels[depth], start=_number(_value(start), 1))


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
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        rest = min(count, 399)
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 5 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)
