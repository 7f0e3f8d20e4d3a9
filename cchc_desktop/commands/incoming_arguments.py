"""What may be typed after `cchc incoming`."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_dossier, add_existing, add_year, day
from cchc_desktop.i18n import _

ACTIONS = ("list", "take", "done")


def add_incoming(parser: Parser) -> None:
    """The arguments of `incoming`."""
    add_dossier(parser)
    parser.given.add_argument(
        "action", nargs="?", choices=ACTIONS, default="list", metavar="|".join(ACTIONS), help=_("list if not given")
    )
    words = _("for “take”: files, folders and ZIP archives of papers that came")
    parser.given.add_argument("paths", type=Path, nargs="*", metavar="PATH", help=words)
    add_year(parser, required=False)
    parser.chosen.add_argument("--find", default="", metavar="WORDS", help=_("only lines with these words"))
    parser.chosen.add_argument("--open", action="store_true", help=_("only what is still to be dealt with by a day"))
    parser.chosen.add_argument(
        "--out", type=Path, metavar="FILE", help=_("write the register of the year as .xlsx, .docx or .pdf")
    )
    parser.chosen.add_argument(
        "--register-all", action="store_true", help=_("for “take”: register every file, whatever is proposed for it")
    )
    parser.chosen.add_argument("--dry-run", action="store_true", help=_("show only, change nothing"))
    parser.chosen.add_argument(
        "--date",
        type=day,
        metavar="YYYY-MM-DD",
        help=_("the day on which it arrived or was dealt with; today if not given"),
    )
    parser.chosen.add_argument("--number", metavar="N", help=_("for “done”: the number of arrival in the year"))
    parser.chosen.add_argument("--again", action="store_true", help=_("for “done”: it is open again"))
    add_existing(parser)
