"""Papers that only Word or LibreOffice can read (.doc, .wps and the like), by way of a DOCX that one of them makes."""

import shutil
from dataclasses import replace
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import working_folder
from cchc_desktop.progress import tell
from cchc_desktop.readers.docx_file import read_docx_file
from cchc_desktop.readers.forms import FORMS
from cchc_desktop.readers.guards import MEGABYTE, check_size, too_large, unopened
from cchc_desktop.readers.office_programs import office_programs
from cchc_desktop.readers.processes import TooLong
from cchc_desktop.readers.source import Source
from cchc_desktop.readers.true_formats import sniff

_LARGEST = 40 * MEGABYTE
_SECONDS = 120.0  # for one paper; a long one takes ten


def read_converted_file(path: Path, seconds: float = _SECONDS) -> Source:
    """What a paper holds, told apart as in any DOCX; the file itself is only copied.

    Raises `UserError` where no such program is here, none can read it, or it takes longer than `seconds`, and
    `Cancelled` where whoever waits wants it no more.
    """
    size = check_size(path)
    if size > _LARGEST:
        raise too_large(path.name, size, _LARGEST)
    programs = office_programs()
    if not programs:
        raise UserError(
            _(
                "“{name}” is in an old form of Word, or of another program, and neither Word nor LibreOffice was found "
                "on this computer to convert it. Open it on a computer with Word, save it as .docx, then try again."
            ).format(name=path.name)
        )
    late = ""
    for program in programs:
        tell(_("{program} converts {name}…").format(program=program.name, name=path.name))
        try:
            with working_folder() as folder:
                source, made = folder / f"paper.{FORMS[sniff(path)].endings[0]}", folder / "made"
                _copy(path, source)
                made.mkdir()
                program.convert(source, made, seconds)
                if (docx := made / "paper.docx").exists():
                    found = read_docx_file(docx.rename(made / path.name))
                    said = _("“{name}” was converted by {program}; compare what was read with the file.")
                    words = said.format(name=path.name, program=program.name)
                    return replace(found, warnings=(words, *found.warnings))
        except TooLong:
            late = program.name
        except OSError:
            continue
    if late:
        raise UserError(
            _(
                "{program} did not finish converting “{name}” within {seconds} seconds and was stopped; nothing was "
                "taken in. Open the file in {program}, save it as .docx, then try again."
            ).format(program=late, name=path.name, seconds=round(seconds))
        )
    raise UserError(
        _(
            "{program} could not convert “{name}”: it may be damaged, or protected by a password. "
            "Open it there, save it as .docx, then try again."
        ).format(program=programs[-1].name, name=path.name)
    )


def _copy(path: Path, target: Path) -> None:
    try:
        shutil.copyfile(path, target)
    except OSError as error:
        raise unopened(path.name) from error
