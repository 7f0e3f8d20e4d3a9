"""The glossary of docs/architecture.md: few words, each of which the code and the window use."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"^\s*(?:class |def )?(\w+)(?: ?[:=(])", re.MULTILINE)  # what is defined, and what has a value
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)


def rows() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = _ROW.findall(text.partition("## Glossary")[2].partition("\n## ")[0])
    return [(word, said) for word, said in found if word not in ("word", "---")]


def identifiers() -> set[str]:
    """The words that names in the code are made of."""
    words: set[str] = set()
    for path in (ROOT / "cchc_desktop").rglob("*.py"):
        for name in _NAME.findall(path.read_text(encoding="utf-8")):
            words.update(part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))
    return words


def test_the_words_are_few_and_each_is_told_once() -> None:
    words = [word for word, _vietnamese in rows()]
    assert 20 <= len(words) <= 40 and len(words) == len(set(words))


def test_the_code_uses_each_word() -> None:
    known = identifiers()
    missing = [
        word
        for word, _said in rows()
        if not all(
            {part, f"{part}s", f"{part[:-1]}ies", f"{part[:-2]}es", f"{part[:-2]}a"} & known for part in word.split()
        )
    ]
    assert missing == []


@cache
def said_by_the_window() -> str:
    """All that the Vietnamese window says, in small letters; reading the catalogue takes a quarter of a second."""
    with (ROOT / "translations/vi/LC_MESSAGES/cchc.po").open("rb") as file:
        return " ".join(str(message.string) for message in read_po(file, locale="vi")).lower()


@pytest.mark.parametrize("vietnamese", [said for _word, said in rows()])
def test_the_window_says_it(vietnamese: str) -> None:
    assert vietnamese in said_by_the_window()
