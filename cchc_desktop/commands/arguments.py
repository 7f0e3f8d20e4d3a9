"""What may be typed after ``cchc``, and what is said when it cannot be understood."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cchc_desktop import __version__
from cchc_desktop.commands.archive_arguments import add_archive, add_years
from cchc_desktop.commands.check_arguments import add_check, add_find
from cchc_desktop.commands.compare_arguments import add_compare
from cchc_desktop.commands.exchange_arguments import (
    add_collect,
    add_open,
    add_pack,
    add_receipt,
    add_receive,
    add_return,
    add_send,
    add_undo_receive,
)
from cchc_desktop.commands.incoming_arguments import add_incoming
from cchc_desktop.commands.index_arguments import add_index
from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.rollup_arguments import add_rollup
from cchc_desktop.commands.shared_arguments import (
    add_dossier,
    add_existing,
    add_password_file,
    add_period,
    add_year,
    day,
    many,
    year_number,
)
from cchc_desktop.i18n import _
from cchc_desktop.rules.printouts import FileFormat, Printout

WHATS = (*Printout, "all")
FORMATS = tuple(FileFormat)
SHOWN = ("tasks", "plan", "papers", "report", "indices", "log")
ISSUED = ("plan", "report")
IMPORTED = ("plan", "letter", "criteria", "outline", "figures")
TIERS = ("two", "three")
FORMS = ("list", "pack", "show", "take", "undo")
BACKUPS = ("list", "make", "compare", "restore")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options; raises SystemExit (2) after saying what is wrong, (0) after the help."""
    return build_parser().parse_args(words)


def build_parser() -> argparse.ArgumentParser:
    """The whole of what may be typed."""
    parser = Parser(prog="cchc", description=_("CCHC Desktop without its window"))
    parser.chosen.add_argument(
        "--version", action="version", version=f"CCHC Desktop {__version__}", help=_("the version")
    )
    _common(parser, {"default": False}, {"default": "vi"})
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title=_("commands"))

    def command(name: str, explanation: str) -> Parser:
        made: Parser = commands.add_parser(name, help=explanation, description=explanation)
        # Left out they must not undo what stood before the command.
        _common(made, {"default": argparse.SUPPRESS}, {"default": argparse.SUPPRESS})
        return made

    _sample(command("sample", _("make the sample dossier in a folder, or packages of made-up communes")))
    _new(command("new", _("begin a dossier")))
    _office(command("office", _("show how the office is called in which years, or change it from a year on")))
    _import(command("import", _("take a paper in from Word, PDF, Excel or text")))
    _show(command("show", _("show what a dossier holds")))
    add_index(command("index", _("show the scores of an index, work them out by its rules, pack its evidence")))
    add_check(command("check", _("find what a reviewer would send back, in a file or in a year's papers")))
    add_compare(command("compare", _("show how two papers differ, of a dossier, as issued, or in anyone's files")))
    add_find(command("find", _("find words in a dossier, the texts of its files included")))
    _figures(command("figures", _("show a period's figures, and what does not add up")))
    _survey(command("survey", _("show the results of a year's surveys, take answers in from a file")))
    _draft(command("draft", _("draft a period's report from what is known")))
    _parts(command("parts", _("ask units for their part of a report, receive the parts, list who is missing")))
    _calendar(command("calendar", _("show what is due on which day, or write it for other calendars")))
    _templates(command("templates", _("list the templates of papers, write one as a file, take one in")))
    _forms(command("forms", _("packs of forms: list those in use, make, show, take in or take back one")))
    _export(command("export", _("write papers as Word, PDF and Excel files")))
    _issue(command("issue", _("issue a paper: give it number and date, keep it as it is")))
    _certify(command("certify", _("make a certified copy of an issued paper: sao y, sao lục, trích sao")))
    _register(command("register", _("show the register of outgoing papers")))
    add_incoming(command("incoming", _("show the register of incoming papers, take papers in from files and folders")))
    add_pack(command("pack", _("make a package file: for the level above, for those below, or for the next officer")))
    add_open(command("open", _("check a package file, list what is in it, take its papers and evidence out")))
    add_send(command("send", _("send a package by mail from an account of this computer")))
    add_receipt(command("receipt", _("make the receipt for a package that came, or take one that came back")))
    add_receive(command("receive", _("take packages in that came, or show what they would change")))
    add_collect(command("collect", _("a collection of many offices' packages: make it, list it, undo, give rights")))
    add_undo_receive(command("undo-receive", _("take back what was taken in of a package")))
    add_rollup(command("rollup", _("tables and papers over all offices of a collection: progress, figures, ranking")))
    add_return(command("return", _("answer a package that came: remarks, appraised points, reports to be mended")))
    _copy(command("copy", _("make a verified copy of a dossier, for a USB drive or another computer")))
    _backups(command("backups", _("list the backups of a dossier, make one, compare with one, put one in its place")))
    add_archive(command("archive", _("former offices: keep their dossiers whole, search them, carry their work on")))
    add_years(command("year", _("list the years; close one, so that its papers are only read, or open it again")))
    _verify(command("verify", _("check a package file, or a paper against what a dossier issued")))
    _rescue(command("rescue", _("read what can be read of a damaged dossier into a new one")))
    _recent(command("recent", _("list the dossiers opened last on this computer, and where they are")))
    _demo(command("demo", _("take the sample through everything and list what was made")))
    return parser


def _common(parser: Parser, json: dict[str, Any], language: dict[str, Any]) -> None:
    parser.chosen.add_argument("--json", action="store_true", help=_("answer as one JSON object"), **json)
    parser.chosen.add_argument(
        "--language", choices=("vi", "en"), metavar="vi|en", help=_("language of messages"), **language
    )


def _sample(parser: Parser) -> None:
    parser.given.add_argument("folder", type=Path, metavar="DIR", help=_("folder for the sample"))
    parser.chosen.add_argument(
        "--communes",
        type=int,
        metavar="N",
        help=_("instead the packages of so many made-up communes, and a list of them"),
    )
    parser.chosen.add_argument(
        "--seed", type=int, default=1, metavar="S", help=_("the same number makes the same communes; 1 if not given")
    )
    parser.chosen.add_argument("--year", type=year_number, metavar="Y", help=_("the year of the communes' papers"))
    parser.chosen.add_argument(
        "--by-paper", action="store_true", help=_("a package for each paper of a commune, instead of one for its year")
    )


def _new(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument("--office", required=True, metavar="NAME", help=_("name of the office"))
    parser.chosen.add_argument("--superior", required=True, metavar="NAME", help=_("the body above the office"))
    parser.chosen.add_argument("--place", required=True, metavar="NAME", help=_("place name on papers"))
    add_year(parser, required=False)
    parser.chosen.add_argument(
        "--tier", choices=TIERS, default="two", metavar="two|three", help=_("levels of local government")
    )


def _office(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument("--year", type=year_number, metavar="Y", help=_("the year whose papers are meant"))
    parser.chosen.add_argument("--office", metavar="NAME", help=_("name of the office"))
    parser.chosen.add_argument("--superior", metavar="NAME", help=_("the body above the office"))
    parser.chosen.add_argument("--place", metavar="NAME", help=_("place name on papers"))
    parser.chosen.add_argument("--tier", choices=TIERS, metavar="two|three", help=_("levels of local government"))
    parser.chosen.add_argument("--address", metavar="TEXT", help=_("address of the office"))
    parser.chosen.add_argument("--email", metavar="TEXT", help=_("e-mail address of the office"))
    parser.chosen.add_argument("--phone", metavar="TEXT", help=_("telephone of the office"))
    parser.chosen.add_argument(
        "--from-year",
        type=year_number,
        metavar="Y",
        help=_("first year whose papers say so, earlier ones stay; all years of the same name if not given"),
    )
    parser.chosen.add_argument(
        "--word-base",
        metavar="FILE",
        help=_("the office's own Word file: papers take its headers, footers and styles; - for none"),
    )


def _import(parser: Parser) -> None:
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the paper: .docx, .pdf, .xlsx or .txt"))
    parser.chosen.add_argument(
        "--into", dest="dossier", type=Path, required=True, metavar="DOSSIER", help=_("the dossier")
    )
    add_year(parser)
    parser.chosen.add_argument(
        "--as", dest="kind", choices=IMPORTED, default="plan", metavar="|".join(IMPORTED), help=_("what the paper is")
    )
    add_period(parser)


def _show(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser)
    parser.chosen.add_argument(
        "--what", choices=SHOWN, default="tasks", metavar="|".join(SHOWN), help=_("what to show; tasks if not given")
    )
    add_period(parser)


def _figures(parser: Parser) -> None:
    add_dossier(parser)
    add_period(parser, required=True)
    parser.chosen.add_argument(
        "--set", dest="taken", type=Path, metavar="FILE", help=_("take the values of this table in first")
    )
    parser.chosen.add_argument(
        "--fill", action="store_true", help=_("fill empty figures from tasks, papers and the period before")
    )
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=_("write them as .xlsx, .docx or .pdf too"))
    add_existing(parser)


def _survey(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser, required=False)
    parser.chosen.add_argument(
        "--import", dest="taken", type=Path, metavar="FILE", help=_("take the answers in this table in: .xlsx or .csv")
    )
    parser.chosen.add_argument(
        "--survey", metavar="WHICH", help=_("one survey, by its guid or words of its title; the latest if not given")
    )
    parser.chosen.add_argument("--population", type=int, metavar="N", help=_("the clients of the survey's period"))


def _draft(parser: Parser) -> None:
    add_dossier(parser)
    add_period(parser, required=True)
    parser.chosen.add_argument("--write", action="store_true", help=_("put the drafts under the headings without text"))
    parser.chosen.add_argument(
        "--as-of", type=day, metavar="YYYY-MM-DD", help=_("the day on which tasks are looked at; today if not given")
    )


def _parts(parser: Parser) -> None:
    add_dossier(parser)
    add_period(parser, required=True)
    parser.chosen.add_argument(
        "--ask", nargs="+", metavar="UNIT", help=_("ask these units, by name or short code; needs --out")
    )
    parser.chosen.add_argument("--due", type=day, metavar="YYYY-MM-DD", help=_("day by which they are to send it"))
    parser.chosen.add_argument("--out", type=Path, metavar="DIR", help=_("folder for the files that go to the units"))
    parser.chosen.add_argument(
        "--receive", nargs="+", type=Path, metavar="FILE", help=_("keep parts that came back, ending in .cchcphan")
    )
    add_existing(parser)


def _calendar(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser)
    parser.chosen.add_argument("--ics", type=Path, metavar="FILE", help=_("write them as a calendar file (.ics) too"))
    parser.chosen.add_argument(
        "--as-of", type=day, metavar="YYYY-MM-DD", help=_("the day on which tasks are looked at; today if not given")
    )
    add_existing(parser)


def _templates(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument(
        "--take", dest="taken", type=Path, metavar="FILE", help=_("keep the template in this file, ending in .json")
    )
    parser.chosen.add_argument("--template", metavar="CODE", help=_("write this template as a file; needs --out"))
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=_("the file, ending in .json"))
    add_existing(parser)


def _forms(parser: Parser) -> None:
    parser.given.add_argument(
        "action", nargs="?", choices=FORMS, default="list", metavar="|".join(FORMS), help=_("list if not given")
    )
    parser.given.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=_("the pack; for “pack” the folder with the forms")
    )
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=_("the pack to be made, ending in .cchcmau"))
    parser.chosen.add_argument("--code", metavar="CODE", help=_("the same for all packs that follow each other"))
    parser.chosen.add_argument("--title", metavar="TEXT", help=_("what the pack is called"))
    parser.chosen.add_argument("--source", default="", metavar="TEXT", help=_("the paper that the forms come from"))
    parser.chosen.add_argument("--date", type=day, metavar="YYYY-MM-DD", help=_("day of the pack; today if not given"))
    add_existing(parser)


def _export(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser)
    parser.chosen.add_argument(
        "--what",
        type=many(WHATS),
        default=("plan",),
        metavar="PAPERS",
        help=_("papers, parted by commas: ") + ",".join(WHATS),
    )
    which = _("one paper of the year, by its guid, number or words of its title; the annual plan if not given")
    parser.chosen.add_argument("--paper", metavar="WHICH", help=which)
    add_period(parser)
    parser.chosen.add_argument(
        "--format", dest="formats", type=many(FORMATS), default=("docx",), metavar="FORMATS", help=",".join(FORMATS)
    )
    parser.chosen.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("folder for the files"))
    add_existing(parser)


def _issue(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser)
    parser.chosen.add_argument(
        "--what",
        choices=ISSUED,
        default="plan",
        metavar="|".join(ISSUED),
        help=_("the annual plan with its decision, or a report; the plan if not given"),
    )
    add_period(parser)
    parser.chosen.add_argument(
        "--paper", metavar="GUID", help=_("another paper, by its guid, number or words of its title")
    )
    parser.chosen.add_argument("--number", metavar="N", help=_("its number alone; the next one if not given"))
    parser.chosen.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD", help=_("date of issue"))
    with_gaps = _("issue it with gaps still to be written and signs that cannot be printed")
    parser.chosen.add_argument("--with-gaps", action="store_true", help=with_gaps)


def _certify(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument("--issued", required=True, metavar="GUID", help=_("the issued version, by its guid"))
    parser.chosen.add_argument("--form", choices=("SY", "SL", "TrS"), default="SY", help=_("SY if not given"))
    parser.chosen.add_argument("--number", metavar="N", help=_("its number alone; the next one if not given"))
    parser.chosen.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD", help=_("day of copying"))
    parser.chosen.add_argument("--pages", metavar="PAGES", help=_("the pages copied, such as 1-3,5; all if not given"))
    parser.chosen.add_argument("--file", type=Path, metavar="PDF", help=_("the signed paper, instead of what was kept"))
    electronic = _("a line above the first page instead of the block")
    parser.chosen.add_argument("--electronic", action="store_true", help=electronic)


def _register(parser: Parser) -> None:
    add_dossier(parser)
    add_year(parser)
    parser.chosen.add_argument(
        "--xlsx", dest="out", type=Path, metavar="FILE", help=_("write it as .xlsx, .docx or .pdf too")
    )
    add_existing(parser)


def _copy(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_("the copy, ending in .cchc; no file is replaced")
    )


def _backups(parser: Parser) -> None:
    add_dossier(parser)
    parser.given.add_argument(
        "action", nargs="?", choices=BACKUPS, default="list", metavar="|".join(BACKUPS), help=_("list if not given")
    )
    parser.chosen.add_argument(
        "--backup", type=Path, metavar="FILE", help=_("the backup; the last sound one if not given")
    )


def _verify(parser: Parser) -> None:
    parser.given.add_argument(
        "dossier", type=Path, nargs="?", metavar="DOSSIER", help=_("the dossier that issued the paper")
    )
    parser.given.add_argument("file", type=Path, metavar="FILE", help=_("the package, or the paper"))
    add_password_file(parser)


def _recent(parser: Parser) -> None:
    parser.chosen.add_argument("--out", type=Path, metavar="FILE", help=_("write the list as a text file"))


def _rescue(parser: Parser) -> None:
    add_dossier(parser)
    parser.chosen.add_argument(
        "--out", type=Path, metavar="FILE", help=_("the new dossier; beside the damaged one if not given")
    )


def _demo(parser: Parser) -> None:
    parser.given.add_argument("folder", type=Path, metavar="OUT", help=_("folder for everything that is made"))
