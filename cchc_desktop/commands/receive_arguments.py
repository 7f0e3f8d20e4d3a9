"""What may be typed after `cchc receive`, `undo-receive` and `return`."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.i18n import _

TAKEN = ("all", "none", "safe")


def add_receive(parser: Parser) -> None:
    """The arguments of `receive`."""
    parser.given.add_argument(
        "file", type=Path, nargs="+", metavar="FILE", help=_("packages that came, ending in .cchcgoi")
    )
    parser.chosen.add_argument(
        "--into", dest="dossier", type=Path, required=True, metavar="DOSSIER", help=_("the dossier")
    )
    parser.chosen.add_argument("--dry-run", action="store_true", help=_("show only, change nothing"))
    parser.chosen.add_argument(
        "--take",
        choices=TAKEN,
        metavar="|".join(TAKEN),
        help=_(
            "all, also what was changed on both sides; none; safe: what loses nothing here. "
            "Safe if not given, of a package older than the last one none"
        ),
    )
    _password_file(parser)


def _password_file(parser: Parser) -> None:
    parser.chosen.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=_("a text file whose first line is the password of the package"),
    )


def add_undo_receive(parser: Parser) -> None:
    """The arguments of `undo-receive`."""
    parser.given.add_argument("dossier", type=Path, metavar="DOSSIER", help=_("the dossier, a file ending in .cchc"))
    parser.given.add_argument("package", metavar="PACKAGE_ID", help=_("hash or check code of the package"))


def add_return(parser: Parser) -> None:
    """The arguments of `return`; whether a file may be replaced is added by the caller."""
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the package that is answered"))
    parser.chosen.add_argument(
        "--remarks", type=Path, required=True, metavar="JSON", help=_("remarks and appraised points, a .json file")
    )
    parser.chosen.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_("the package, ending in .cchcgoi")
    )
    _password_file(parser)
