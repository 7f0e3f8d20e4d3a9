"""Arguments that several commands have, and how their words are read."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_LONGEST_NUMBER = 40  # digits; int() refuses thousands of them
EXISTING = ("refuse", "rename", "replace")


def period(text: str) -> str:
    """A period in its own form; raises `ArgumentTypeError` for every other text."""
    from cchc_desktop.rules.periods import Period

    try:
        return str(Period.parse(text))
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def year_number(text: str) -> int:
    """A year that a dossier can have; raises `ArgumentTypeError` for every other text."""
    from cchc_desktop.rules.numbers import check_year

    try:
        check_year(int(text[:_LONGEST_NUMBER]))
        return int(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def day(text: str) -> date:
    """A date as 2026-01-12; raises `ArgumentTypeError` for every other text."""
    try:
        day = date.fromisoformat(text)
        year_number(str(day.year))
        return day
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is not a date such as 2026-01-12").format(text=text)) from error


def collection_or_file(text: str) -> Path | str:
    """A file, or the URL of a collection on a server as it is: a path would lose one of its slashes."""
    return text if re.match(r"postgres(ql)?://", text, re.IGNORECASE) else Path(text)


def many(allowed: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A list parted by commas, each word one of those allowed."""

    def read(text: str) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
        strange = [word for word in words if word not in allowed]
        if strange or not words:
            raise argparse.ArgumentTypeError(
                _("“{word}” is none of {names}").format(word=", ".join(strange), names=", ".join(allowed))
            )
        return words

    return read


def megabytes(text: str) -> int:
    """A number of MB from 1 to 1000; raises `ArgumentTypeError` for every other text."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:_LONGEST_NUMBER]) <= 1000:
        raise argparse.ArgumentTypeError(_("“{text}” is no number of MB from 1 to 1000").format(text=text))
    return int(text)


def add_existing(parser: Parser) -> None:
    """What becomes of a file in the way."""
    parser.chosen.add_argument(
        "--existing",
        choices=EXISTING,
        default="refuse",
        metavar="|".join(EXISTING),
        help=_(
            "a file in the way that the program did not write, or that was changed since: stop, write beside it, "
            "or replace it; stop if not given"
        ),
    )


def add_dossier(parser: Parser) -> None:
    """The dossier, by its place."""
    parser.given.add_argument("dossier", type=Path, metavar="DOSSIER", help=_("the dossier, a file ending in .cchc"))


def add_year(parser: Parser, required: bool = True) -> None:
    """`--year`."""
    parser.chosen.add_argument("--year", type=year_number, required=required, metavar="Y", help=_("year of work"))


def add_period(parser: Parser, required: bool = False) -> None:
    """`--period`."""
    parser.chosen.add_argument(
        "--period",
        type=period,
        required=required,
        metavar="P",
        help=_("period of the report: 2024-Q1, 2024-H1, 2024-9M or 2024-Y"),
    )


def add_password_file(parser: Parser) -> None:
    """`--password-file` of a package."""
    words = _("the first line of this file is the package's password")
    parser.chosen.add_argument("--password-file", type=Path, metavar="FILE", help=words)
