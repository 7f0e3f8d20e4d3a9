"""Reminding the offices of which papers are missing: a letter to each or one to all, and a mail draft to each."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from cchc_desktop.collection.expected import ExpectedPaper, words_of
from cchc_desktop.collection.letters import file_stems, letter
from cchc_desktop.collection.mailing import ToMail
from cchc_desktop.collection.timeliness import Line, Matrix, Standing
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.mail.letters import SUFFIX as MAIL_SUFFIX
from cchc_desktop.exchange.mail.letters import Letter, addresses, write_draft
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.progress import Progress
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.markup import MAX_TABLE_ROWS, Block, Run, table_row, to_markup
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.printouts import FileFormat
from cchc_desktop.writers.paper_writer import write_paper

_TEMPLATE = "letter_owed"
_GRACE = 5  # days that a reminder gives, where none are said
_MOST_NAMED = 8  # addressees that a letter's head names one by one
_LISTED = "Ủy ban nhân dân các xã, phường, đặc khu có tên trong danh sách"


@dataclass(frozen=True)
class Owed:
    """What an office is reminded of."""

    office_id: int
    office: str
    email: str
    papers: tuple[ExpectedPaper, ...]


@dataclass(frozen=True)
class Reminded:
    """The files that were made, and the offices to which no mail could be drafted as no address is known; `mails` are
    what the drafts hold."""

    letters: tuple[Path, ...]
    drafts: tuple[Path, ...]
    without_address: tuple[str, ...]
    mails: tuple[ToMail, ...] = ()


def owed(matrix: Matrix, places: Sequence[int] | None = None) -> tuple[Owed, ...]:
    """What is missing after its day, of all papers or of those at these places; who owes nothing is left out."""
    wanted = range(len(matrix.papers)) if places is None else places
    return tuple(
        Owed(
            line.office_id,
            line.office,
            line.email,
            tuple(matrix.papers[place] for place in wanted if _is_missing(line, place)),
        )
        for line in matrix.missing(wanted)
    )


def _is_missing(line: Line, place: int) -> bool:
    cell = line.cells[place]
    return cell is not None and cell.standing == Standing.MISSING


def remind(
    office: OfficeRow,
    matrix: Matrix,
    *,
    out: Path,
    places: Sequence[int] | None = None,
    together: bool = False,
    by: date | None = None,
    drafts: bool = True,
) -> Generator[Progress, None, Reminded]:
    """Write the letters (Word to sign, PDF to send) and the mail drafts into a folder, in one step.

    With `together` all offices get one letter with the list of what is missing. `by` is the day by which it is to come.
    Raises `UserError` where nothing is missing.
    """
    reminded = owed(matrix, places)
    if not reminded:
        raise UserError(_("All papers that are due have come. There is nobody to remind."))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out)) from error
    day = by or (matrix.at + timedelta(days=_GRACE)).date()
    groups = [reminded] if together else [(one,) for one in reminded]
    stems = dict(zip(reminded, file_stems([one.office for one in reminded]), strict=True))
    written: list[Path] = []
    drafted: list[Path] = []
    mails: list[ToMail] = []
    without: list[str] = []
    for done, group in enumerate(groups):
        yield Progress(done, len(groups), group[0].office)
        stem = "Cong-van-don-doc" + ("" if together else f"-{stems[group[0]]}")
        document = compose_paper(_letter(office, matrix, group, day), office, load_house_style())
        for form in (FileFormat.DOCX, FileFormat.PDF):
            written.append(out / f"{stem}.{form}")
            write_paper(document, written[-1])
        for one in group if drafts else ():
            if addresses(one.email):
                mails.append(ToMail(one.office, _mail(office, matrix, one, day, written[-1])))
                drafted.append(write_draft(out / f"{stems[one]}{MAIL_SUFFIX}", mails[-1].letter))
            else:
                without.append(one.office)
    yield Progress(len(groups), len(groups), "")
    return Reminded(tuple(written), tuple(drafted), tuple(without), tuple(mails))


def _letter(office: OfficeRow, matrix: Matrix, group: Sequence[Owed], by: date) -> YearPaperView:
    names = [full_name(one.office) for one in group]
    words = {
        "[thời điểm tổng hợp]": f"ngày {format_date(matrix.at.date())}",
        "[hạn gửi bổ sung]": f"ngày {format_date(by)}",
        "[văn bản còn thiếu]": _table(group, matrix.year) if len(group) > 1 else _list(group[0], matrix.year),
    }
    made = letter(
        office,
        matrix.year,
        _TEMPLATE,
        addressees=names if len(names) <= _MOST_NAMED else [_LISTED],
        words=words,
    )
    if len(group) == 1:
        preamble = made.paper.preamble.replace("văn bản của một số đơn vị", f"văn bản của {names[0]}")
        made = replace(made, paper=replace(made.paper, preamble=preamble))
    return made


def _named(paper: ExpectedPaper, year: int) -> str:
    """ "Báo cáo cải cách hành chính quý I năm 2026 (trước ngày 12/3/2026)"."""
    return words_of(paper, year) + (f" ({_day(paper.due_at)})" if paper.due_at is not None else "")


def _day(due_at: datetime) -> str:
    """As regimes say it: "trước ngày 12/3/2026", with an hour "trước 17 giờ 00 ngày 05/12/2026"."""
    at = "" if (due_at.hour, due_at.minute) == (0, 0) else f"{due_at:%H} giờ {due_at:%M} "
    return f"trước {at}ngày {format_date(due_at.date())}"


def _list(one: Owed, year: int) -> str:
    lines = [f"- {_named(paper, year)};" for paper in one.papers]
    return "\n".join([*lines[:-1], lines[-1].removesuffix(";") + "."])


def _table(group: Sequence[Owed], year: int) -> str:
    """The list of offices, parted where it is longer than a table of a text may be."""
    blocks = []
    for number, one in enumerate(group):
        if number % (MAX_TABLE_ROWS - 1) == 0:
            blocks.append(_row(("STT", "Đơn vị", "Văn bản còn thiếu, hạn gửi"), header=True))
        blocks.append(_row((str(number + 1), one.office, "\n".join(_named(paper, year) for paper in one.papers))))
    return to_markup(blocks)


def _row(cells: Sequence[str], *, header: bool = False) -> Block:
    return table_row(((Run(text, bold=header),) for text in cells), header=header)


def _mail(office: OfficeRow, matrix: Matrix, one: Owed, by: date, attachment: Path) -> Letter:
    body = (
        f"Kính gửi: {full_name(one.office)}\n\n"
        f"Đến ngày {format_date(matrix.at.date())}, {office.name} chưa nhận được:\n{_list(one, matrix.year)}\n\n"
        f"Đề nghị đơn vị gửi chậm nhất ngày {format_date(by)}. Công văn gửi kèm thư này.\n\n"
        f"Trân trọng,\n{office.name}\n"
    )
    subject = f"{office.name}: đôn đốc gửi kế hoạch, báo cáo cải cách hành chính năm {matrix.year}"
    return Letter(one.email, subject, body, attachment)
