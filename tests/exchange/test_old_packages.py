"""Packages made by earlier programs are read for ever; the files are kept as they were made."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from cchc_desktop.exchange.package_reader import read_package

PACKAGES = Path(__file__).with_name("packages")


def test_a_package_of_version_1() -> None:
    info, data = read_package(PACKAGES / "version_1.cchcgoi")
    assert (info.office, info.year, info.period, info.manifest.note) == (
        "UBND xã Bình Minh",
        2026,
        "2026-9M",
        "Gói của phiên bản 1",
    )
    (plan,), (report,), (index,), (proof,) = data.plans, data.reports, data.indices, data.evidence
    assert plan.tasks[0].milestones[0].date_to == date(2026, 9, 11)
    assert plan.targets[0].value == Decimal("99.5")
    assert report.items[0].text == "- Đã họp **hai** lần"
    assert report.figures[0].value == Decimal("99.02")
    assert index.criteria[0].max_points == Decimal("1.5")
    assert index.bands[1] == (Decimal(65), "Khá")
    assert proof.file_name == "Biên bản.txt"
