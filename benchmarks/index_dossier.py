"""An index as large as a province has it: 120 leaves with rules in each of ten years, 200 offices in each of them."""

import json
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from cchc_desktop.models.index import CriteriaSet, Criterion, IndexResult, Score
from cchc_desktop.models.index_result_rows import GoalRow
from cchc_desktop.rules.scoring import Input, Step, Steps, to_json
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.services.scoring.index_results import SHARE, set_goal
from cchc_desktop.services.start import create_dossier
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.dossier import Dossier

YEAR, CODE = 2026, "PAR_INDEX_COMMUNE"
YEARS = range(YEAR - 9, YEAR + 1)
FIELDS, LEAVES, OFFICES = 8, 15, 200
_STEPS = to_json(
    Steps(
        measure=Measure(share=Input("share", "Tỷ lệ hồ sơ giải quyết đúng hạn", "percent")),
        steps=(
            Step(Decimal(1), low=Decimal(98)),
            Step(Decimal("0.5"), low=Decimal(95), high=Decimal(98)),
            Step(Decimal(0), high=Decimal(95)),
        ),
    )
)


def make(path: Path) -> Path:
    """Make the dossier; returns its path."""
    dossier = create_dossier(
        path, office="UBND xã Bình Minh", superior="UBND tỉnh An Bình", place="Bình Minh", year=YEAR
    )
    try:
        for year in YEARS:
            _year(dossier, year)
            set_goal(dossier, goal=GoalRow(CODE, year, SHARE, Decimal(80)))
    finally:
        dossier.close()
    return path


def points_of(office: int, year: int) -> Decimal:
    """What was published for an office."""
    return Decimal(60) + Decimal((office * 37 + year * 11) % 3800) / 100


def _year(dossier: Dossier, year: int) -> None:
    with dossier.change(f"Bộ tiêu chí {year}") as work:
        ensure_year(work, year)
        bands = json.dumps([["Tốt", 90], ["Khá", 80], ["Trung bình", 60]], ensure_ascii=False)
        kept = CriteriaSet(index_code=CODE, year=year, title="Chỉ số cải cách hành chính cấp xã", bands=bands)
        work.session.add(kept)
        work.session.flush()
        for field in range(1, FIELDS + 1):
            _field(work.session, kept.guid, field, year)
        if year < YEAR:
            for number in range(OFFICES):
                name, points = f"Xã Tân {number}" if number else "", points_of(number, year)
                kind = {"index_code": CODE, "year": year, "max_points": Decimal(100)}
                work.session.add(IndexResult(**kind, office_name=name, points=points))


def _field(session: Session, set_guid: str, field: int, year: int) -> None:
    name = f"Lĩnh vực thứ {field} của cải cách hành chính"
    above = Criterion(set_guid=set_guid, position=field * 100, code=str(field), name=name, max_points=Decimal(LEAVES))
    session.add(above)
    session.flush()
    for number in range(1, LEAVES + 1):
        leaf = Criterion(
            set_guid=set_guid,
            parent_guid=above.guid,
            position=field * 100 + number,
            code=f"{field}.{number}",
            name=f"Mức độ hoàn thành nội dung thứ {number} của lĩnh vực theo kế hoạch đã ban hành trong năm",
            rule="Từ 98% trở lên: 1; từ 95% đến dưới 98%: 0,5; dưới 95%: 0",
            max_points=Decimal(1),
            scoring=_STEPS,
        )
        session.add(leaf)
        session.flush()
        value = json.dumps({"share": str(90 + (number + year) % 10)})
        points = Decimal((number + field + year) % 3) / 2
        session.add(Score(criterion_guid=leaf.guid, self_score=points, inputs=value))
