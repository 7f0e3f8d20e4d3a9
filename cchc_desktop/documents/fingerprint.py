"""What a paper says, as one hash: the same as long as no word, number or part of it is another."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from cchc_desktop.documents.nodes import Document, Run

# How it looks and where it is edited: another version of the program may set these otherwise.
_LOOKS = frozenset({"anchor", "role", "align", "bookmark", "language"})


def fingerprint(document: Document) -> str:
    """SHA-256 (hexadecimal) of all text in reading order; blanks, kinds of blank and of hyphen do not count."""
    digest = hashlib.sha256()
    for text in texts_of(document):
        words = " ".join(text.replace("\u2011", "-").split())
        if words:
            digest.update(words.encode("utf-8"))
            digest.update(b"\0")
    return digest.hexdigest()


def texts_of(node: Any) -> Iterator[str]:
    """Every text of a document or a node in reading order, what only steers its looks left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from texts_of(part)
    elif is_dataclass(node) and not isinstance(node, type):
        for name in _spoken(type(node)):
            yield from texts_of(getattr(node, name))


def lines_of(node: Any) -> Iterator[str]:
    """The text of a document or a node as `texts_of` gives it, with the runs of a paragraph as one text."""
    if isinstance(node, tuple) and node and all(isinstance(part, Run) for part in node):
        yield "".join(run.text for run in node)
    elif isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from lines_of(part)
    elif is_dataclass(node) and not isinstance(node, type):
        for name in _spoken(type(node)):
            yield from lines_of(getattr(node, name))


@lru_cache(maxsize=64)
def _spoken(kind: type) -> tuple[str, ...]:
    """The fields of a node that hold what is read."""
    return tuple(field.name for field in fields(kind) if field.name not in _LOOKS)
