"""Papers out of the dossier into files: composed once, written as DOCX, PDF and XLSX."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.rules.printouts import ENDINGS, FileFormat, Printout
from cchc_desktop.services.papers.composing import PRINTABLES, award_steps, compose, contents_of, file_stem, printable
from cchc_desktop.services.papers.office_base import read_office_base
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.writers.saving import Existing, placed

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document

ALL = "all"  # every paper that the year has


def expand(dossier: Dossier, wish: Wish, what: Sequence[str]) -> list[Printout]:
    """ "all" as the papers that the year really has; anything else as it is, each once. Raises `UserError`."""
    if unknown := set(what) - {*Printout, ALL}:
        raise _unknown(unknown)
    if ALL not in what:
        return [Printout(name) for name in dict.fromkeys(what)]
    contents = contents_of(dossier, wish.year, wish.plan_guid)
    return [code for code, one in PRINTABLES.items() if one.of_office and one.there(contents, wish)]


def _unknown(names: set[str]) -> UserError:
    return UserError(_("Unknown paper or format: {names}.").format(names=", ".join(sorted(names))))


def export(
    dossier: Dossier,
    wish: Wish,
    *,
    what: Sequence[str],
    formats: Sequence[str],
    out: Path,
    existing: Existing = Existing.REFUSE,
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write the papers into a folder, one file a step; each file appears whole or not at all.

    `existing` says what becomes of files there that the program did not write or that were changed since; where it
    refuses, nothing has been written yet. Closing the generator between two steps stops it; files written by then stay.
    Returns the files in the order they were written. Raises `UserError`.
    """
    from cchc_desktop.writers.paper_writer import write_paper

    steps = files_of(dossier, wish, what=what, formats=formats, out=out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out)) from error
    steps = [(paper, placed(path, existing, *ENDINGS)) for paper, path in steps]
    composed: dict[Printing, Document] = {}  # the paper that is being written; all of a year would fill the memory
    for done, (paper, path) in enumerate(steps):
        yield Progress(done, len(steps), path.name)
        if paper not in composed:
            composed.clear()
            composed[paper] = compose(dossier, paper.what, paper.wish)
        base = read_office_base(dossier, wish.year) if path.suffix.lower() == f".{FileFormat.DOCX}" else None
        write_paper(composed[paper], path, base)
    yield Progress(len(steps), len(steps), "")
    return tuple(path for _paper, path in steps)


@dataclass(frozen=True)
class Printing:
    """One paper that is to be written."""

    what: Printout
    wish: Wish


def files_of(
    dossier: Dossier, wish: Wish, *, what: Sequence[str], formats: Sequence[str], out: Path
) -> list[tuple[Printing, Path]]:
    """Each paper with the file that `export` would write it to. Raises `UserError` when there is none."""
    if unknown := set(formats) - set(FileFormat):
        raise _unknown(unknown)
    papers = expand(dossier, wish, what)
    printings: list[tuple[Printing, str]] = []
    for paper in papers:
        if paper is Printout.AWARD:  # each of its papers is signed by itself
            printings += [(Printing(Printout.PLAN, one), stem) for stem, one in award_steps(dossier, wish)]
        else:
            printings.append((Printing(paper, wish), file_stem(dossier, paper, wish)))
    steps = [(one, stem, form) for one, stem in printings for form in formats if form in printable(one.what).formats]
    if not steps:
        raise UserError(
            _(
                "There is nothing to write: as Excel there are task frame, progress sheet, criteria sheet and "
                "survey result."
            )
        )
    return [(one, out / f"{stem}.{form}") for one, stem, form in steps]


def print_findings(dossier: Dossier, wish: Wish, *, what: Sequence[str], formats: Sequence[str]) -> tuple[str, ...]:
    """What to look at before these papers are printed: letters that leave gaps on the pages of a PDF, former names."""
    from cchc_desktop.services.papers.former_names import former_names, former_names_in
    from cchc_desktop.writers.undrawn import undrawn

    names, drawn = former_names(dossier, wish.year), FileFormat.PDF in formats
    if not names and not drawn:
        return ()
    found: list[str] = []
    for paper in expand(dossier, wish, what):
        document = compose(dossier, paper, wish)
        found += (gap.sentence for gap in (undrawn(document) if drawn else ()))
        found += (name.sentence for name in former_names_in(document, names))
    return tuple(dict.fromkeys(found))
