"""Figures quoted in a text, so that text and table never disagree: "Tiếp nhận {26: Số hồ sơ} hồ sơ".

A quote is a figure's code in braces; what follows a colon tells the reader of the editor which figure it is.
"""

import re
from collections.abc import Iterator, Mapping

_QUOTE = re.compile(r"\{([^{}:\s]+)(?::[^{}\n]*)?\}")


def quote(code: str, name: str) -> str:
    """The quote of a figure as it is inserted into a text."""
    plain = re.sub(r"[{}\s]+", " ", name).strip()
    return f"{{{code}: {plain}}}"


def quotes_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text quotes figures: first character, the one after the last, and the code."""
    for match in _QUOTE.finditer(text):
        yield match.start(), match.end(), match[1]


def codes_quoted(text: str) -> tuple[str, ...]:
    """The codes that a text quotes, each once, in their order."""
    return tuple(dict.fromkeys(code for _start, _end, code in quotes_in(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each quote replaced by its value; one without a value is left as a gap in square brackets.

    Braces that name none of the figures are the officer's own and stay.
    """

    def value(match: re.Match[str]) -> str:
        known = values.get(match[1])
        if known is None:
            return match[0]
        return known or f"[chưa có số liệu {match[1]}]"

    return _QUOTE.sub(value, text)
