"""What may be typed after ``cchc rollup``."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_existing, add_period, add_year, collection_or_file, day, many
from cchc_desktop.i18n import _
from cchc_desktop.rules.printouts import FileFormat, Rollup

_WHAT = tuple(map(str, Rollup))
_FORMATS = tuple(map(str, FileFormat))


def add_rollup(parser: Parser) -> None:
    """`cchc rollup`."""
    given = _("the collection: a file, or the address of a server's database")
    parser.given.add_argument("collection", type=collection_or_file, metavar="COLLECTION", help=given)
    add_year(parser)
    add_period(parser)
    usual = ("timeliness", "progress")
    parser.chosen.add_argument("--what", type=many(_WHAT), default=usual, metavar="WHAT", help=",".join(_WHAT))
    formats = ("xlsx",)
    parser.chosen.add_argument(
        "--format", dest="formats", type=many(_FORMATS), default=formats, metavar="FORMATS", help=",".join(_FORMATS)
    )
    index = _("the index whose points are meant, by its code; needed where several have come")
    parser.chosen.add_argument("--index", metavar="CODE", help=index)
    parser.chosen.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help=_("as of this day instead of today"))
    parser.chosen.add_argument("--out", type=Path, metavar="DIR", help=_("write the files into this folder"))
    add_existing(parser)
