"""What may be typed after `cchc archive` and `cchc year`."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_dossier, add_password_file, add_year, year_number
from cchc_desktop.i18n import _

ACTIONS = ("list", "add", "check", "register", "carry")
CARRIED = ("tasks", "reports", "units")


def add_archive(parser: Parser) -> None:
    """The arguments of `archive`."""
    add_dossier(parser)
    parser.given.add_argument(
        "action", nargs="?", choices=ACTIONS, default="list", metavar="|".join(ACTIONS), help=_("list if not given")
    )
    words = _("for “add”: dossiers of former offices (.cchc), or the packages that hand them over (.cchcgoi)")
    parser.given.add_argument("file", type=Path, nargs="*", metavar="FILE", help=words)
    add_year(parser, required=False)
    parser.chosen.add_argument(
        "--office", metavar="NAME", help=_("the former office, by words of its name or the guid in the list")
    )
    parser.chosen.add_argument(
        "--what",
        nargs="+",
        choices=CARRIED,
        default=CARRIED,
        metavar="|".join(CARRIED),
        help=_("what goes on of its year; all of it if not given"),
    )
    parser.chosen.add_argument("--find", default="", metavar="WORDS", help=_("lines of the registers with these words"))
    parser.chosen.add_argument("--dry-run", action="store_true", help=_("show only, change nothing"))
    add_password_file(parser)


def add_years(parser: Parser) -> None:
    """The arguments of `year`."""
    add_dossier(parser)
    parser.chosen.add_argument(
        "--close", type=year_number, metavar="Y", help=_("close this year: its papers are only read")
    )
    parser.chosen.add_argument("--open", type=year_number, metavar="Y", help=_("open this year again"))
