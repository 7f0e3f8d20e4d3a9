"""What was found in anyone's file, for whoever wrote it: a sheet, or the Word file itself with comments."""

from pathlib import Path

from cchc_desktop import options
from cchc_desktop.documents.review import WORDS, compose_review
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.readers.true_formats import sniff
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.services.checking.checking import Checked


def write_review(checked: Checked, out: Path) -> Path:
    """The sheet as a Word, PDF or Excel file, by the name's ending."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.paper_writer import write_paper

    write_paper(compose_review(checked.title, checked.paper, checked.findings, load_house_style()), out)
    return out


def write_commented(source: Path, checked: Checked, out: Path) -> Path:
    """The Word file that was checked, with a comment at each place. Raises `UserError` where it is no Word file."""
    if sniff(source) != "docx":
        raise UserError(_("Comments can be written into a Word file (.docx) alone. Write a review sheet instead."))
    from cchc_desktop.writers.docx_comments import PlacedComment, write_comments

    lines = [line.words or line.text for line in checked.paper.lines]
    comments = [PlacedComment(one.line, *_letters(checked, one), _said(one)) for one in checked.findings]
    write_comments(source, lines, comments, out, options.officer_name() or "CCHC Desktop")
    return out


def _letters(checked: Checked, one: Finding) -> tuple[int, int]:
    """The place in the words of its line, which stand behind number and bullet."""
    if one.line < 0:
        return 0, 0
    line = checked.paper.lines[one.line]
    begin = line.text.find(line.words) if line.words else 0
    return max(0, one.start - begin), max(0, one.end - begin)


def _said(one: Finding) -> str:
    fix = f" Đề nghị: “{one.fix.text.strip()}”." if one.fix is not None and one.fix.text.strip() else ""
    return f"{WORDS[one.severity]} ({one.code}): {one.message}{fix} ({one.source})"
