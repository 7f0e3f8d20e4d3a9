"""Comparing with files in tests/golden; ``CCHC_WRITE_GOLDEN=1`` writes them anew, to be read before they are kept."""

import difflib
import os
from pathlib import Path

import pytest
from lxml import etree

_FOLDER = Path(__file__).resolve().parent.parent / "golden"


def pretty(xml: bytes) -> str:
    """XML with one element a line."""
    tree = etree.fromstring(xml)
    etree.indent(tree, "  ")
    return etree.tostring(tree, encoding="unicode") + "\n"


def assert_golden(name: str, text: str) -> None:
    """Fail where the text is not what the golden file holds."""
    path = _FOLDER / name
    if os.environ.get("CCHC_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8")
    if text != kept:
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), name, "now", n=1, lineterm="")
        pytest.fail("\n".join(lines), pytrace=False)
