"""Texts typed for the fonts from before Unicode, TCVN3 (ABC: .VnTime) and VNI (VNI-Times), told and made Unicode.

Tables: TCVN 5712:1993 (third set) and the VNI-Windows encoding, both read as Windows-1252. A text is taken for one of
them by the name of its font, or by its letters: only where its words become syllables that Vietnamese has.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from cchc_desktop.i18n import ngettext
from cchc_desktop.readers.read_rows import Doubt
from cchc_desktop.readers.source import Rewritten, Source, SourceLine, SourceRow, SourceTable
from cchc_desktop.rules.spelling import is_syllable


class OldFont(StrEnum):
    """Which letters a font draws for the codes of Western ones."""

    TCVN3 = "TCVN3 (ABC)"
    TCVN3_CAPITALS = "TCVN3 (ABC), capitals"  # .VnTimeH draws capitals for small letters
    VNI = "VNI"

    @property
    def family(self) -> str:
        """What officers call it."""
        return str(self.value).partition(",")[0]


_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
# TCVN3 has its "ư" where Unicode has the soft hyphen, which cleaning takes away; this stands for it meanwhile.
_KEPT_HYPHEN = "\ue0ad"
_TCVN3[_KEPT_HYPHEN] = "ư"
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKED = re.compile("([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])")
_VNI_ALONE = re.compile("[ñöôæóòîÑÖÔÆÓÒÎ]")
# What neither Vietnamese nor English writes: without any of these there is nothing to look for.
ODD = re.compile("[¡-¿Ä-ÇËÎ-ÑÖ-ØÛÜÞßä-çëî-ñö-øûüþÿ\u00ad\ue0ad]")
# Letters of Vietnamese that no other Latin script shares; every real sentence has some.
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_NAMED = re.compile(r"\.vn[a-z]|vni[- ]", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff\ue0ad]+")
_LEAST = 2  # words that must become syllables: one may be a name or a sign
_LONGEST_WORD = 16
_SHOWN = 60  # letters of a text in a message
_JUDGED = 2000  # lines with odd letters by which a text is judged
_LONGEST = 20_000  # letters of a text by which it is judged


def font_of(name: str) -> OldFont | None:
    """The kind of an old font by its name (".VnTimeH", "VNI-Times"); None for every other."""
    folded = name.strip().lower()
    if folded.startswith(".vn"):
        return OldFont.TCVN3_CAPITALS if folded.endswith("h") else OldFont.TCVN3
    return OldFont.VNI if folded.startswith(("vni-", "vni ")) else None


def to_unicode(text: str, font: OldFont) -> str:
    """What a text shows in an old font; letters that it has in Unicode already stay."""
    if VIETNAMESE.search(text):
        return text
    if font is OldFont.VNI:
        marked = _VNI_MARKED.sub(lambda m: _vni_letter(m[1]) + _VNI_MARKS[m[2].lower()], text)
        alone = _VNI_ALONE.sub(lambda m: _vni_letter(m[0]), marked)
        return unicodedata.normalize("NFC", alone)
    shown = "".join(_TCVN3.get(letter, letter) for letter in text)
    # Capitals of TCVN3 bear no tones: they are small letters that a font of capitals draws, beside capitals of ASCII.
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    capitals = font is OldFont.TCVN3_CAPITALS or (len(plain) > 1 and all(letter.isupper() for letter in plain))
    return shown.upper() if capitals else shown


def unicode_runs(texts: Sequence[str], font: OldFont) -> list[str]:
    """Runs that stand side by side in an old font, made Unicode where their letters are that font's.

    The font decides what a letter means, so one word is enough, and one that Unicode has as well ("bé" is "bộ"). ASCII
    stays, and so does what was typed as Unicode although the font is old: words with its letters, or none that would
    become a syllable.
    """
    whole = "".join(texts)
    words = [word for word in _WORD.findall(whole) if not word.isascii()]
    if VIETNAMESE.search(whole):
        return [_WORD.sub(lambda found: _unicode_word(found[0], font), text) for text in texts]
    if not words or sum(_becomes_syllable(word, font) for word in words) * 2 < len(words):
        return list(texts)
    made = []
    for at, text in enumerate(texts):
        if font is OldFont.VNI and at and texts[at - 1] and _VNI_MARKED.match(texts[at - 1][-1] + text[:1]):
            text = text[1:]  # the mark of a vowel that ends the run before
        behind = texts[at + 1][:1] if font is OldFont.VNI and at + 1 < len(texts) else ""
        joined = text + behind if text and behind and _VNI_MARKED.match(text[-1] + behind) else text
        made.append(to_unicode(joined, font))
    return made


def _unicode_word(word: str, font: OldFont) -> str:
    """A word among Unicode ones: made Unicode only where it is none as it stands."""
    stays = word.isascii() or VIETNAMESE.search(word) or is_syllable(word[:_LONGEST_WORD].lower())
    return word if stays or not _becomes_syllable(word, font) else to_unicode(word, font)


def keep_hyphens(text: str) -> str:
    """A text to be cleaned, its soft hyphens kept in the lines where they are a letter of TCVN3."""
    if "\u00ad" not in text:
        return text
    return "\n".join(
        line.replace("\u00ad", _KEPT_HYPHEN) if "\u00ad" in line and old_font_by_letters(line) is not None else line
        for line in text.split("\n")
    )


def unicode_row(row: SourceRow) -> SourceRow:
    """A row whose cells were typed for an old font made Unicode, and marked so; any other as it is."""
    odd = [cell for cell in row.cells if not cell.isascii() and not VIETNAMESE.search(cell) and _may_be_old(cell)]
    font = old_font_by_letters("\n".join(odd)) if odd else None
    if font is None:
        return row
    cells = tuple(to_unicode(cell, font) if cell in odd else cell for cell in row.cells)
    return replace(row, cells=cells, doubts=(*row.doubts, Doubt.OLD_FONT))


def unicode_source(source: Source) -> Source:
    """A source without lines and rows in old fonts."""
    return replace(source, blocks=tuple(_unicode_block(block) for block in source.blocks))


def font_of_most(lines: Iterable[str]) -> OldFont | None:
    """The old font that most of a text was typed for, by its letters; None where those of Unicode are more."""
    found: dict[OldFont, int] = {}
    genuine = judged = 0
    for line in lines:
        if line.isascii():
            continue
        judged += 1
        if judged > _JUDGED:
            break
        if own := len(VIETNAMESE.findall(line)):
            genuine += own
        elif (font := old_font_by_letters(line)) is not None:
            found[font] = found.get(font, 0) + len(ODD.findall(line))
    if not found or sum(found.values()) <= genuine:
        return None
    return max(found, key=lambda font: found[font])


def may_hold_old_letters(text: str) -> bool:
    """Whether a text or page has letters that are typed for old fonts, or names one; many that have are in Unicode."""
    return any(pattern.search(text) is not None for pattern in (ODD, _VNI_MARKED, _NAMED))


def unicode_plain(text: str) -> tuple[str, list[Rewritten]]:
    """A plain text without lines in old fonts, and which those were."""
    if not may_hold_old_letters(text):
        return text, []
    lines = text.split("\n")
    most = font_of_most(lines)
    rewritten: list[Rewritten] = []
    for at, line in enumerate(lines):
        font = (most or old_font_by_letters(line)) if not line.isascii() else None
        if font is not None:
            lines[at] = _shown_in(line, font, at + 1, rewritten)
    return "\n".join(lines), rewritten


def unicode_whole(source: Source) -> Source:
    """A source of which most was typed for an old font with all of it made Unicode, single words too; else as it is."""
    font = font_of_most(_lines_of(source))
    if font is None:
        return source
    rewritten: list[Rewritten] = []
    blocks: list[SourceLine | SourceTable] = []
    for block in source.blocks:
        if isinstance(block, SourceLine):
            blocks.append(replace(block, text=_shown_in(block.text, font, block.number, rewritten)))
            continue
        rows = []
        for row in block.rows:
            cells = tuple(_shown_in(cell, font, row.number, rewritten) for cell in row.cells)
            doubts = row.doubts if cells == row.cells or Doubt.OLD_FONT in row.doubts else (*row.doubts, Doubt.OLD_FONT)
            rows.append(replace(row, cells=cells, doubts=doubts))
        blocks.append(replace(block, rows=tuple(rows)))
    asides = tuple((line, _shown_in(text, font, line, rewritten), where) for line, text, where in source.asides)
    warnings = (*source.warnings, said_of(rewritten)) if rewritten else source.warnings
    return Source(tuple(blocks), warnings, asides, (*source.rewritten, *rewritten))


def _shown_in(text: str, font: OldFont, line: int, rewritten: list[Rewritten]) -> str:
    """A text as it shows in a font, noted where that is another one."""
    shown = unicode_runs([text], font)[0] if not text.isascii() else text
    if shown != text:
        rewritten.append(_rewritten(line, text, shown))
    return shown


def _rewritten(line: int, text: str, shown: str) -> Rewritten:
    return Rewritten(line, text.replace(_KEPT_HYPHEN, "\u00ad"), shown)


def _lines_of(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, SourceLine):
            yield block.text
        else:
            for row in block.rows:
                yield " ".join(row.cells)


def unicode_line(line: SourceLine) -> SourceLine:
    """A line typed for an old font made Unicode; any other as it is."""
    font = old_font_by_letters(line.text) if not line.text.isascii() else None
    return replace(line, text=to_unicode(line.text, font)) if font is not None else line


def _unicode_block(block: SourceLine | SourceTable) -> SourceLine | SourceTable:
    if isinstance(block, SourceLine):
        return unicode_line(block)
    return replace(block, rows=tuple(unicode_row(row) for row in block.rows))


def said_of(pairs: Sequence[tuple[int, str, str]]) -> str:
    """What to say of texts that were made Unicode: how many, and the first with its line, before and after."""
    line, before, after = pairs[0]
    return ngettext(
        "{count} line was typed with an old font (TCVN3 or VNI) and was made Unicode; check it. "
        "Line {line}: “{before}” became “{after}”.",
        "{count} lines were typed with an old font (TCVN3 or VNI) and were made Unicode; check them. "
        "Line {line}: “{before}” became “{after}”.",
        len(pairs),
    ).format(count=len(pairs), line=line, before=before[:_SHOWN], after=after[:_SHOWN])


def old_font_warnings(source: Source) -> tuple[str, ...]:
    """What to say of lines and rows in old fonts: how many, and the first of them before and after."""
    pairs = rewritten_by_letters(source)
    return (said_of(pairs),) if pairs else ()


def rewritten_by_letters(source: Source) -> list[Rewritten]:
    """The lines and rows that `unicode_line` and `unicode_row` change, a row by the first of its cells."""
    pairs: list[Rewritten] = []
    for block in source.blocks:
        if isinstance(block, SourceLine):
            if (made_line := unicode_line(block)) is not block:
                pairs.append(_rewritten(block.number, block.text, made_line.text))
            continue
        for row in block.rows:
            if (made := unicode_row(row)) is not row:
                before, after = next(pair for pair in zip(row.cells, made.cells, strict=True) if pair[0] != pair[1])
                pairs.append(_rewritten(row.number, before, after))
    return pairs


def _vni_letter(letter: str) -> str:
    """A letter of its own in VNI ("ñ" is đ, "ö" is ư), in its case."""
    shown = _VNI_LETTERS.get(letter.lower(), letter.lower())
    return shown if letter.islower() else shown.upper()


def old_font_by_letters(text: str) -> OldFont | None:
    """The old font that a text was typed for; None where its odd letters are another language's, or signs.

    Nearly every word must become a Vietnamese syllable, and the odd letters must stand in words: «field», ®, "Müller"
    and "señor" are none. Without odd letters, as in "Baùo caùo", every word must.
    """
    text = text[:_LONGEST]
    if VIETNAMESE.search(text):
        return None
    if ODD.search(text) is None:
        return OldFont.VNI if _is_plain_vni(text, _LEAST) else None
    candidates: list[tuple[int, OldFont]] = []
    for font in (OldFont.TCVN3, OldFont.VNI):
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        good = [word for word in words if _becomes_syllable(word, font)]
        if sum(ODD.search(word) is not None for word in good) >= _LEAST and len(good) * 5 >= len(words) * 4:
            candidates.append((len(good), font))
    return max(candidates, default=(0, None), key=lambda found: found[0])[1]


def _may_be_old(cell: str) -> bool:
    """Whether a cell has odd letters, or words like "baùo" that VNI writes with letters of Vietnamese alone."""
    return ODD.search(cell) is not None or _is_plain_vni(cell, 1)


def _is_plain_vni(text: str, least: int) -> bool:
    """Whether at least so many words have letters beyond ASCII, and each is a syllable in VNI but none as it stands."""
    if _VNI_MARKED.search(text) is None:
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return len(words) >= least and all(
        _becomes_syllable(word, OldFont.VNI) and not is_syllable(word[:_LONGEST_WORD].lower()) for word in words
    )


@lru_cache(maxsize=4096)
def _becomes_syllable(word: str, font: OldFont) -> bool:
    shown = to_unicode(word[:_LONGEST_WORD], font)
    return shown != word and len(shown) > 1 and is_syllable(shown.lower())
