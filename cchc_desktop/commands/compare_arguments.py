"""What may be typed after ``cchc compare``."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_existing
from cchc_desktop.i18n import _


def add_compare(parser: Parser) -> None:
    """`cchc compare`."""
    which = _("a file; with --dossier also 2025 (the plan), “2025: words or number”, a period such as 2026-Q1, a guid")
    parser.given.add_argument("before", metavar="BEFORE", help=which)
    parser.given.add_argument("after", metavar="AFTER", help=_("likewise"))
    parser.chosen.add_argument("--dossier", type=Path, metavar="DOSSIER", help=_("the dossier that the papers are in"))
    parser.chosen.add_argument("--all", action="store_true", help=_("tell what is the same too"))
    small = _("count numbers of rows, capitals, blanks and places of tones as no difference")
    parser.chosen.add_argument("--pass-small", action="store_true", help=small)
    parser.chosen.add_argument("--pass-years", action="store_true", help=_("count another year as no difference"))
    sheet = _("write both side by side as .docx or .pdf")
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=sheet)
    add_existing(parser)
