"""What may be typed after the commands that make, send and take in packages."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import (
    add_dossier,
    add_existing,
    add_password_file,
    add_period,
    add_year,
    collection_or_file,
    megabytes,
    year_number,
)
from cchc_desktop.i18n import _

KINDS = ("up", "down", "handover")
CONTENTS = ("year", "plan", "report", "score")
TAKEN = ("all", "none", "safe")
COLLECTED = ("new", "list", "undo", "roles")
RIGHTS = ("reader", "appraiser", "owner", "none")


def add_pack(parser: Parser) -> None:
    """The arguments of `pack`."""
    add_dossier(parser)
    add_year(parser)
    add_period(parser)
    parser.chosen.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_("the package, ending in .cchcgoi")
    )
    parser.chosen.add_argument("--note", default="", metavar="TEXT", help=_("a note for the receiver"))
    kinds = _("up to the level above, down to those below, or a handover of all years; up if not given")
    parser.chosen.add_argument("--kind", choices=KINDS, default="up", metavar="up|down|handover", help=kinds)
    contents = _("what goes up: the year, plans, a report, or scores; the year if not given")
    parser.chosen.add_argument(
        "--content", choices=CONTENTS, default="year", metavar="year|plan|report|score", help=contents
    )
    parser.chosen.add_argument(
        "--only", nargs="+", metavar="GUID", help=_("only these plans or criteria sets, by their guids")
    )
    lighter = parser.chosen.add_mutually_exclusive_group()
    lighter.add_argument("--without-evidence", action="store_true", help=_("leave the files of evidence out"))
    lighter.add_argument("--smaller-pictures", action="store_true", help=_("make large pictures of evidence smaller"))
    parser.chosen.add_argument(
        "--with-forms", action="store_true", help=_("take outlines, regime and legal bases along")
    )
    limited = parser.chosen.add_mutually_exclusive_group()
    limited.add_argument(
        "--receiver",
        metavar="NAME",
        help=_("who gets it: what its mail takes is looked up; the level above if not given"),
    )
    limited.add_argument("--limit", type=megabytes, metavar="MB", help=_("the largest file that the mail takes"))
    add_password_file(parser)
    add_existing(parser)


def add_open(parser: Parser) -> None:
    """The arguments of `open`."""
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the package"))
    parser.chosen.add_argument(
        "--extract", type=Path, metavar="DIR", help=_("folder for its papers and evidence; no file is replaced")
    )
    add_password_file(parser)


def add_send(parser: Parser) -> None:
    """The arguments of `send`."""
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the package"))
    parser.chosen.add_argument(
        "--to", required=True, metavar="ADDRESS", help=_("mail address of the receiver; several parted by commas")
    )
    parser.chosen.add_argument(
        "--account", required=True, metavar="NAME", help=_("name or address of a mail account set up in the window")
    )
    parser.chosen.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=_("file whose first line is the password; without it the password in the system's keyring is used"),
    )
    parser.chosen.add_argument(
        "--ca-file",
        type=Path,
        metavar="FILE",
        help=_("certificate of the office's own authority, which vouches for the server; the account's if not given"),
    )
    parser.chosen.add_argument(
        "--package-password-file",
        type=Path,
        metavar="FILE",
        help=_("the first line of this file is the package's password"),
    )
    parser.chosen.add_argument(
        "--log", type=Path, dest="dossier", metavar="DOSSIER", help=_("note it in this dossier, and use its wording")
    )


def add_receipt(parser: Parser) -> None:
    """The arguments of `receipt`."""
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the package that came, or the receipt"))
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=_("write the receipt, ending in .cchcbn"))
    parser.chosen.add_argument(
        "--receiver", metavar="NAME", help=_("who received the package; the level above its sender if not given")
    )
    parser.chosen.add_argument(
        "--into", type=Path, dest="dossier", metavar="DOSSIER", help=_("the dossier from which the package was sent")
    )
    add_password_file(parser)
    add_existing(parser)


def add_receive(parser: Parser) -> None:
    """The arguments of `receive`."""
    parser.given.add_argument(
        "file",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=_("packages that came, ending in .cchcgoi; for a collection also receipts and folders of both"),
    )
    parser.chosen.add_argument(
        "--into",
        dest="dossier",
        type=collection_or_file,
        required=True,
        metavar="DOSSIER",
        help=_("the dossier, or the collection: a file ending in .cchctong or postgresql://USER@SERVER/DATABASE"),
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
    parser.chosen.add_argument(
        "--new-offices",
        action="store_true",
        help=_("of a collection: senders that nobody knows yet are new offices, unless they share a name or identity"),
    )
    parser.chosen.add_argument(
        "--office",
        nargs="+",
        metavar="GUID=NAME",
        help=_("of a collection: whose a dossier is, by its guid: a new office's name, or the id of a known one"),
    )
    add_password_file(parser)


def add_collect(parser: Parser) -> None:
    """The arguments of `collect`."""
    parser.given.add_argument("action", choices=COLLECTED, metavar="|".join(COLLECTED), help=_("what to do"))
    parser.given.add_argument(
        "place",
        type=collection_or_file,
        metavar="COLLECTION",
        help=_("a file ending in .cchctong, or postgresql://USER@SERVER/DATABASE"),
    )
    parser.chosen.add_argument("--office", default="", metavar="NAME", help=_("new: name of the receiving office"))
    parser.chosen.add_argument("--superior", default="", metavar="NAME", help=_("new: the body above the office"))
    parser.chosen.add_argument("--locality", default="", metavar="NAME", help=_("new: place name on papers"))
    parser.chosen.add_argument("--intake", type=int, metavar="ID", help=_("undo: which intake, as list tells it"))
    parser.chosen.add_argument("--user", default="", metavar="NAME", help=_("roles: a user of the server"))
    parser.chosen.add_argument(
        "--right", choices=RIGHTS, metavar="|".join(RIGHTS), help=_("roles: what the user may do in the collection")
    )


def add_undo_receive(parser: Parser) -> None:
    """The arguments of `undo-receive`."""
    parser.given.add_argument("dossier", type=Path, metavar="DOSSIER", help=_("the dossier, a file ending in .cchc"))
    parser.given.add_argument("package", metavar="PACKAGE_ID", help=_("hash or check code of the package"))


def add_return(parser: Parser) -> None:
    """The arguments of `return`."""
    parser.given.add_argument(
        "file",
        type=collection_or_file,
        metavar="FILE",
        help=_("the package that is answered, or a collection: each office gets what was said of its papers"),
    )
    parser.chosen.add_argument(
        "--remarks", type=Path, metavar="JSON", help=_("of a package: remarks and appraised points, a .json file")
    )
    parser.chosen.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("the package, ending in .cchcgoi; of a collection the folder for all packages"),
    )
    parser.chosen.add_argument(
        "--year", type=year_number, metavar="Y", help=_("of a collection: the year whose papers are answered")
    )
    parser.chosen.add_argument(
        "--give",
        type=Path,
        metavar="PACKAGE",
        help=_("of a collection: give all offices the forms and tasks of this package, made by pack --kind down"),
    )
    parser.chosen.add_argument(
        "--deadlines", action="store_true", help=_("of a collection: tell all offices when reports are due")
    )
    parser.chosen.add_argument(
        "--drafts", action="store_true", help=_("of a collection: a mail draft beside each package")
    )
    parser.chosen.add_argument(
        "--receipts", type=Path, nargs="+", metavar="FILE", help=_("of a collection: take these receipts first")
    )
    add_password_file(parser)
    add_existing(parser)
