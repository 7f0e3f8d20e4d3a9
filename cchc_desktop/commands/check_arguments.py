"""What may be typed after ``cchc check``."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_existing
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
