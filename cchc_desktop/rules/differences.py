"""What is new, gone or changed between two texts, sentence by sentence and within a sentence word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A sentence ends at a full stop before a capital, a semicolon or the end of the line; "31/5." and "TP." do not end one.
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ“\[])|(?<=;)\s+|\n+")
_MARK = re.compile(r"^[-+]\s*")
_ALIKE = 0.5  # the share of words that two sentences have in common when one became the other


class Kind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


Words = tuple[tuple[str, bool], ...]  # words, and whether they differ


@dataclass(frozen=True)
class Difference:
    """One sentence: `before` is empty of what is new, `after` of what is gone."""

    kind: Kind
    before: Words
    after: Words


def sentences_of(text: str) -> list[str]:
    """The sentences of a plain text, list items one by one."""
    parts = (_MARK.sub("", part.strip()) for part in _END.split(text))
    return [part for part in parts if part]


def differences(before: str, after: str) -> list[Difference]:
    """How one plain text became the other, in the order of the later one."""
    old, new = sentences_of(before), sentences_of(after)
    found: list[Difference] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Difference(Kind.SAME, _plain(text), _plain(text)) for text in old[i1:i2]]
        else:
            found += _replaced(old[i1:i2], new[j1:j2])
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    """Each new sentence with the old one that it is most like; the others are gone."""
    left = list(old)
    found: list[Difference] = []
    for text in new:
        ratios = [SequenceMatcher(None, other.split(), text.split(), autojunk=False).ratio() for other in left]
        best = max(range(len(left)), key=ratios.__getitem__, default=-1)
        if best < 0 or ratios[best] < _ALIKE:
            found.append(Difference(Kind.NEW, (), _plain(text)))
            continue
        found += [Difference(Kind.GONE, _plain(other), ()) for other in left[:best]]
        found.append(_changed(left[best], text))
        del left[: best + 1]
    return found + [Difference(Kind.GONE, _plain(other), ()) for other in left]


def _changed(old: str, new: str) -> Difference:
    first, second = old.split(), new.split()
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if i1 < i2:
            before.append((" ".join(first[i1:i2]), tag != "equal"))
        if j1 < j2:
            after.append((" ".join(second[j1:j2]), tag != "equal"))
    return Difference(Kind.CHANGED, tuple(before), tuple(after))


def _plain(text: str) -> Words:
    return ((text, False),)
