"""A plan of 60 pages with 500 tasks checked, and one edit of it, beside reading the same file with python-docx."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import Claim, Table, compile_program, medians, timed

RUNS = 9
TASKS = 500
GOAL = 2.0  # a check by all rules costs no more than opening the file twice
GOAL_WHOLE, GOAL_EDIT, GOAL_GROWTH = 200.0, 10.0, 2.2  # milliseconds, milliseconds, times
_EACH = 20  # tasks below a heading
_LETTERS = "abcdđeghiklmnopqrstu"
_HEAD = """UBND TỈNH AN BÌNH
ỦY BAN NHÂN DÂN
XÃ BÌNH MINH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND

Bình Minh, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính xã Bình Minh năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 12/01/2026 của UBND tỉnh, UBND xã Bình Minh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""
_FOOT = """
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Mẫu
"""


def measure() -> Table:
    """All in turn within this process."""
    compile_program()
    from cchc_desktop.rules.checks.check import check, check_lines
    from cchc_desktop.services.checking.checking import check_file, rules_of
    from cchc_desktop.services.checking.foreign import checked

    with tempfile.TemporaryDirectory() as name:
        file, rules = Path(name) / "ke_hoach.docx", rules_of(None)
        _write(file, plan_text(TASKS))
        paper, twice = (checked(_source(plan_text(count)), "ke_hoach.txt") for count in (TASKS, 2 * TASKS))
        start = time.perf_counter()
        found = check(paper, rules)
        first = (time.perf_counter() - start) * 1000
        middle = next(place for place, line in enumerate(paper.lines) if place > len(paper.lines) // 2 and line.level)
        taken = medians(
            {
                "whole": _anew(paper, lambda one: check(one, rules)),
                "twice": _anew(twice, lambda one: check(one, rules)),
                "edit": _anew(paper, lambda one: check_lines(one, rules, [middle])),
                "docx": timed(lambda: _read_docx(file)),
                "file": timed(lambda: check_file(file)),
            },
            RUNS,
        )
    ms = {name: seconds * 1000 for name, seconds in taken.items()}
    growth, ratio = ms["twice"] / ms["whole"], ms["whole"] / ms["docx"]
    letters = sum(len(line.text) for line in paper.lines)
    return Table(
        title="Checking before issuing",
        notes=(
            f"A plan of about 60 pages ({letters:,} letters, {len(paper.tasks)} tasks, {len(found)} findings), all "
            f"{len(rules)} rules. Beside it python-docx opens the same text as a Word file and gives its paragraphs, "
            "without looking at them. An edit is the line that was typed in. Medians of "
            f"{RUNS} in turn, each on a paper not seen before."
        ),
        columns=("what", "took", "share of python-docx"),
        rows=tuple(
            (words, f"{took:.1f} ms", f"{took / ms['docx']:.2f}")
            for words, took in (
                ("python-docx reads the file", ms["docx"]),
                ("the whole plan checked", ms["whole"]),
                ("the same for the first time in a process", first),
                ("twice the text", ms["twice"]),
                ("one edit checked again", ms["edit"]),
                ("the file read by the program and checked", ms["file"]),
            )
        ),
        ratio=ratio,
        goal=GOAL,
        further=(
            Claim("The whole plan checked, ms", ms["whole"], GOAL_WHOLE),
            Claim("One edit checked again, ms", ms["edit"], GOAL_EDIT),
            Claim("Twice the text, times as long", growth, GOAL_GROWTH),
        ),
    )


def plan_text(count: int) -> str:
    """A plan with so many tasks below numbered headings; every tenth has faults of a known kind."""
    parts = [_HEAD]
    for number in range(count):
        if number % _EACH == 0:
            parts.append(f"\n{number // _EACH + 1}. Nội dung cải cách số {number // _EACH + 1}\n")
        wrong = number % 10 == 0
        parts.append(
            f"\n{_LETTERS[number % _EACH]}) Rà soát, cập nhật, công khai thủ tục hành chính đợt {number} tại trụ sở "
            f"UBND xã và nhà văn hóa thôn {number % 17}; {'kip thời' if wrong else 'kịp thời'} hướng dẫn người dân, "
            f"doanh nghiệp thực hiện theo Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.\n"
            f"\n- Chủ trì: {'Văn phòng; Phòng Kinh tế' if wrong else 'Văn phòng HĐND và UBND'}.\n"
            f"\n- Phối hợp: Phòng Văn hóa - Xã hội; các thôn.\n"
            f"\n- Sản phẩm: Báo cáo kết quả đợt {number}.\n"
            f"\n- Thời gian: Trước ngày 15/{number % 9 + 3}/2026.\n"
        )
    return "".join((*parts, "\nII. TỔ CHỨC THỰC HIỆN\n\n1. Các phòng báo cáo kết quả hằng quý./.\n", _FOOT))


def _source(text: str) -> Any:
    from cchc_desktop.readers.text_file import split_text

    return split_text(text)


def _anew(paper: Any, work: Callable[[Any], object]) -> Callable[[], float]:
    """The work on a paper whose lines are others each time, as they are after every change."""

    def measured() -> float:
        fresh = paper._replace(lines=tuple(list(paper.lines)))
        return timed(lambda: work(fresh))()

    return measured


def _write(file: Path, text: str) -> None:
    from docx import Document

    document = Document()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(str(file))


def _read_docx(file: Path) -> int:
    """The letters of the paragraphs."""
    from docx import Document

    return sum(len(paragraph.text) for paragraph in Document(str(file)).paragraphs)
