"""Opens a file by what it is, not by what it is called."""

from dataclasses import replace
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.forms import FORMS
from cchc_desktop.readers.guards import MAX_TEXT, check_lines
from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.readers.old_fonts import keep_hyphens, old_font_warnings, unicode_whole
from cchc_desktop.readers.source import Source, SourceLine
from cchc_desktop.readers.text_file import split_text
from cchc_desktop.readers.true_formats import sniff
from cchc_desktop.text import clean


def read_source(path: Path) -> Source:
    """The lines and tables of a file of any readable form (`forms.FORMS`); raises UserError for anything else."""
    source = FORMS[sniff(path)].read(path)
    check_lines(sum(1 if isinstance(block, SourceLine) else len(block.rows) for block in source.blocks), path.name)
    return _told(source)


def read_copied(text: str, html: str = "") -> Source:
    """The lines and tables on the clipboard; a table in HTML first, for Word breaks cells apart in plain text.

    Raises `UserError` where it is empty or too large.
    """
    name = _("The copied text")
    check_lines(text.count("\n"), name)
    if len(text) > MAX_TEXT:
        raise UserError(_("The copied text is too long. Copy the part you need, then try again."))
    source = split_html(html, name) if "<table" in html[:MAX_TEXT].lower() else split_text(clean(keep_hyphens(text)))
    if not source.blocks:
        raise UserError(_("The clipboard holds no text. Copy a table or a plan in Word or Excel, then try again."))
    return _told(source)


def _told(source: Source) -> Source:
    """A source in Unicode where most of it was in an old font, or that says which of its lines and rows are."""
    source = unicode_whole(source)
    return replace(source, warnings=(*source.warnings, *old_font_warnings(source)))
