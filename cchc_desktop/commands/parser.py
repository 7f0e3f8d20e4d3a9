"""A parser of commands that explains mistakes in the chosen language."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from cchc_desktop.i18n import _


class _Formatter(argparse.HelpFormatter):
    """Help with its headings in the chosen language."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix if prefix is not None else _("Usage: "))


class Parser(argparse.ArgumentParser):
    """A parser that explains a mistake in the chosen language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)
        self.given = self.add_argument_group(_("given"))
        self.chosen = self.add_argument_group(_("options"))
        self.chosen.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(2, _("Wrong usage: {reason}").format(reason=_explain(message)) + "\n")

    def print_usage(self, file: Any = None) -> None:
        """To standard error: standard output belongs to the answer."""
        self._print_message(self.format_usage(), file)


def _explain(message: str) -> str:
    """What argparse says in English, in the chosen language; as it is where it says something else."""
    for pattern, wording in _mistakes():
        found = re.match(pattern, message, re.DOTALL)
        if found:
            return wording.format(*found.groups())
    return message


def _mistakes() -> tuple[tuple[str, str], ...]:
    return (
        (r"the following arguments are required: (.*)", _("missing: {0}")),
        (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", _("{0} cannot be {1}; choose from {2}")),
        (r"argument (.*?): expected (?:one|at least one) argument", _("{0} needs a value")),
        (r"argument (.*?): invalid (?:int|year_number) value: (.*)", _("{0} cannot be {1}; type a whole number")),
        (r"unrecognized arguments: (.*)", _("not known: {0}")),
        (r"argument (.*?): (.*)", "{0}: {1}"),
    )
