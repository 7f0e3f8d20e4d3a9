"""The two kinds of failure: a `UserError`, and everything else, which is a bug; and what may be told of a bug."""

import re
import traceback

_ROOTS = ("cchc_desktop", "site-packages", "tests")  # folders from which on a file's place is told
_LONGEST = 300  # letters of one message
# What messages of Python, Qt and SQLite quote, and every word that is not plain English: the officer's own words.
_QUOTED = re.compile(r"""(?<!\w)'[^'\n]*'|"[^"\n]*"|“[^“”\n]*”|`[^`\n]*`""")
_IN_BRACKETS = re.compile(r"\([^()\n]*\)")


class UserError(Exception):
    """The world is to blame: the message says what happened, what was kept and what to do.

    Raise it with a translated, complete sentence; it is shown to the officer as it stands.
    """


class Cancelled(Exception):
    """The officer stopped a long action; nothing was written."""


def trace_of(error: BaseException) -> str:
    """The way to a failure, for the log and for reports: places and kinds, of its message nothing that may be data."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        way = "".join(map(_place, traceback.extract_tb(one.__traceback__)))
        parts.append(f"Traceback (most recent call last):\n{way}{type(one).__qualname__}: {_masked(one)}\n")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(reversed(parts))


def _place(frame: traceback.FrameSummary) -> str:
    """One step of the way; of the file the part that is the program's: the rest may name whoever is logged in."""
    parts = re.split(r"[\\/]", frame.filename)
    inside = [place for place, part in enumerate(parts) if part in _ROOTS]
    file = "/".join(parts[inside[-1] :] if inside else parts[-1:])
    return f'  File "{file}", line {frame.lineno}, in {frame.name}\n    {frame.line}\n'


def _masked(error: BaseException) -> str:
    try:
        return masked(str(error))
    except Exception:
        return "…"


def masked(words: str) -> str:
    """A message without what may be data: what it quotes, lists, and words that are not plain English."""
    words = _QUOTED.sub("…", _IN_BRACKETS.sub(_without_values, words[:_LONGEST]))
    plain = [word if word.isascii() else "…" for word in re.split(r"(\s)", words)]
    return "".join(plain)


def _without_values(found: re.Match[str]) -> str:
    """Brackets that hold a list or quoted words hold data; "(code 5)" does not."""
    return "…" if any(sign in found.group() for sign in ",'\"") else found.group()
