"""A dossier larger than any office has: by default 10,000 tasks in 20 groups. `big_dossier.py FILE [TASKS]`"""

import sys
from pathlib import Path

from cchc_desktop.readers.read_rows import ReadGroup, ReadPaper, ReadPlan, ReadSection, ReadTask
from cchc_desktop.services.intake.imports import keep_plan
from cchc_desktop.services.start import create_dossier

YEAR = 2026
_PER_GROUP = 500
_DEADLINES = ("Quý {quarter}/2026", "Trước ngày 15/{month}/2026", "Tháng {month}/2026", "Thường xuyên")


def task_read(number: int) -> ReadTask:
    """A task as it is read from a table."""
    month = number % 12 + 1
    deadline = _DEADLINES[number % len(_DEADLINES)]
    return ReadTask(
        text=f"Rà soát, công khai thủ tục hành chính đợt {number} tại trụ sở và nhà văn hóa các thôn",
        objective=f"{number // 10 + 1}. Hoàn thành 100 % chỉ tiêu được giao của đợt {number // 10 + 1}",
        activities=("Soạn dự thảo, xin ý kiến các phòng", "Trình Chủ tịch ký ban hành"),
        products=("Quyết định", "Danh mục kèm theo"),
        lead_text="Văn phòng HĐND và UBND",
        leads=("Văn phòng HĐND và UBND",),
        coordination_text="Các phòng chuyên môn",
        coordinators=("Các phòng chuyên môn",),
        deadline=deadline.format(month=month, quarter=("I", "II", "III", "IV")[(month - 1) // 3]),
        budget=str(number % 50),
        line=number + 1,
    )


def make(path: Path, tasks: int = 10_000) -> Path:
    """Make the dossier by the program's own import; returns its path."""
    groups = [
        ReadGroup(
            title=f"Nhóm nhiệm vụ {first // _PER_GROUP + 1}",
            number=str(first // _PER_GROUP + 1),
            tasks=tuple(task_read(number) for number in range(first, min(first + _PER_GROUP, tasks))),
        )
        for first in range(0, tasks, _PER_GROUP)
    ]
    read = ReadPlan(
        decision=None,
        paper=ReadPaper(kind="plan", subject=f"Cải cách hành chính xã Bình Minh năm {YEAR}"),
        sections=(ReadSection("I", "NHIỆM VỤ", 1, "", role="tasks"),),
        groups=tuple(groups),
        unplaced=(),
        warnings=(),
        form="table",
    )
    dossier = create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEAR
    )
    try:
        keep_plan(dossier, read=read, year=YEAR)
    finally:
        dossier.close()
    return path


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:3])))
