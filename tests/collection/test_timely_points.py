"""Points of criteria of time, proposed by when their papers were handed in."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.collection import timely_points
from cchc_desktop.collection.expected import MAIN_INDEX, usual
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.made_up.communes import communes
from cchc_desktop.collection.made_up.office_rows import Size
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.timeliness import Standing
from tests.collection.conftest import WHOSE

PAPERS = {paper.key or "plan": paper for paper in usual(2026)}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Báo cáo quý I", "2026-Q1"),
        ("Gửi báo cáo CCHC 6 tháng đầu năm", "2026-H1"),
        ("Báo cáo cải cách hành chính 9 tháng", "2026-9M"),
        ("Báo cáo năm", "2026-Y"),
        ("Báo cáo cải cách hành chính năm", "2026-Y"),
        ("Ban hành kế hoạch cải cách hành chính năm", "plan"),
        ("Báo cáo tự chấm điểm Chỉ số cải cách hành chính năm", MAIN_INDEX),
        ("Báo cáo quý I, 6 tháng, 9 tháng và báo cáo năm", None),
        ("Số hóa hồ sơ, kết quả giải quyết", None),
        ("Báo cáo quý II", None),
    ],
)
def test_a_criterion_is_told_by_its_name(name: str, key: str | None) -> None:
    found = [known for known, paper in PAPERS.items() if timely_points.is_about(name, paper)]
    assert found == ([key] if key else [])


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ("đúng hạn, đủ phụ lục: 0,5; chậm hoặc thiếu: 0,25; không gửi: 0", ("0.5", "0.25", "0")),
        ("đúng hạn: 0,5; chậm: 0,25; không ban hành: 0", ("0.5", "0.25", "0")),
        ("100%: 0,5; từ 80% đến dưới 100%: tỷ lệ × 0,5; dưới 80%: 0", None),
        ("có kế hoạch: 0,5", None),
    ],
)
def test_points_are_read_from_the_words_of_the_rule(rule: str, points: tuple[str, ...] | None) -> None:
    found = timely_points.points_of(rule, Decimal("0.5"), "Báo cáo quý I")
    assert found == (dict(zip(("on_time", "late", "none"), map(Decimal, points), strict=True)) if points else {})


def test_points_follow_the_day_on_which_a_paper_came(tmp_path: Path) -> None:
    size = Size(1, (0, 1, 2, 3), frozenset(("1",)), frozenset(("1",)), 0, 0)
    made = [one for one in communes(6, seed=27, size=size, by_paper=True) if (("score", MAIN_INDEX)) not in one.missing]
    collection = Collection.create(tmp_path / "Kho.cchctong", **WHOSE)
    for package in (package for one in made for package in one.packages):
        (tmp_path / package.file_name).write_bytes(package.data)
    for _step in take_in(collection, sorted(tmp_path.glob("*.cchcgoi")), by="Bình", new_offices=True):
        pass
    found = timely_points.read(collection, 2026, MAIN_INDEX, now=datetime(2026, 12, 31))
    wanted = {}
    for one in made:
        for code, paper in (("1.2.1", ("report", "2026-Q1")), ("1.2.4", ("report", "2026-Y"))):
            wanted[one.name, code] = "0" if paper in one.missing else "0.25" if paper in one.late else "0.5"
    names = {number: one.name for number, one in enumerate(made, start=1)}
    told = {(names[office], code): points for (office, code), points in found.items() if code.startswith("1.2")}
    assert {key: str(told[key].points) for key in wanted} == wanted
    assert len(set(wanted.values())) > 1
    assert all((points.cell.standing == Standing.LATE) == (str(points.points) == "0.25") for points in told.values())
    collection.close()
