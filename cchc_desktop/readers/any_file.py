"""Opens a file by what it is, not by what it is called."""

from pathlib import Path

from cchc_desktop.readers.guards import check_lines, sniff
from cchc_desktop.readers.source import Source, SourceLine
from cchc_desktop.readers.text_file import read_text_file


def read_source(path: Path) -> Source:
    """The lines and tables of a Word, Excel or text file; raises UserError for anything else."""
    source = _read(path)
    check_lines(sum(1 if isinstance(block, SourceLine) else len(block.rows) for block in source.blocks), path.name)
    return source


def _read(path: Path) -> Source:
    form = sniff(path)
    if form == "docx":
        from cchc_desktop.readers.docx_file import read_docx_file

        return read_docx_file(path)
    if form == "xlsx":
        from cchc_desktop.readers.xlsx_file import read_xlsx_file

        return read_xlsx_file(path)
    return read_text_file(path)
