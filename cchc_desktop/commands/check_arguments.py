"""What may be typed after ``cchc check`` and ``cchc find``."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_dossier, add_existing, year_number
from cchc_desktop.i18n import _

SEVERITIES = ("error", "warning", "hint")


def add_check(parser: Parser) -> None:
    """`cchc check`."""
    what = _("a Word, PDF, Excel or text file of anyone, or a dossier")
    parser.given.add_argument("file", type=Path, nargs="?", metavar="FILE", help=what)
    parser.chosen.add_argument(
        "--year", type=int, metavar="Y", help=_("of a dossier: the year whose papers are checked")
    )
    off = _("codes of rules that are not asked, parted by commas")
    parser.chosen.add_argument("--off", default="", metavar="CODES", help=off)
    fail = _("exit with 1 where something as bad, or worse, was found")
    parser.chosen.add_argument("--fail-on", choices=SEVERITIES, help=fail)
    review = _("write what was found as a sheet for the writer of the file (.docx, .pdf or .xlsx)")
    parser.chosen.add_argument("--review", type=Path, metavar="FILE", help=review)
    comments = _("of a .docx: write it again with a comment at each place")
    parser.chosen.add_argument("--comments", type=Path, metavar="FILE", help=comments)
    add_existing(parser)
    parser.chosen.add_argument("--rules", action="store_true", help=_("list the rules instead"))


def add_find(parser: Parser) -> None:
    """`cchc find`."""
    add_dossier(parser)
    what = _("the words that are looked for; marks are not needed, and the last may be typed half")
    parser.given.add_argument("words", nargs="+", metavar="WORD", help=what)
    parser.chosen.add_argument("--year", type=year_number, metavar="Y", help=_("only what is of this year"))
    parser.chosen.add_argument(
        "--limit", type=int, default=50, metavar="N", help=_("no more places than so many; 50 if not given")
    )
