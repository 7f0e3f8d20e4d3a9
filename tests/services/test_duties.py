"""Reports owed: by when, to whom, whether they went in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.scoring import Input
from cchc_desktop.services.overviews import read_overview
from cchc_desktop.services.reporting import duties, reports
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier

Q1 = Period.parse(f"{YEAR}-Q1")


def test_the_regime_gives_the_four_reports_once(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    before = content(dossier)
    change = duties.take_regime(dossier, year=YEAR)
    rows = duties.read_duties(dossier, YEAR)
    assert [(row.period, row.due_on) for row in rows] == [
        ("2026-Q1", date(2026, 3, 12)),
        ("2026-H1", date(2026, 6, 12)),
        ("2026-9M", date(2026, 9, 12)),
        ("2026-Y", date(2026, 11, 22)),
    ]
    assert {row.receiver for row in rows} == {"UBND tỉnh An Bình"}
    assert (rows[0].covers_from, rows[0].covers_to) == (date(2025, 12, 15), date(2026, 3, 14))
    assert not duties.take_regime(dossier, year=YEAR)
    undo(dossier, change)
    assert content(dossier) == before


def test_each_receiver_has_dates_of_its_own_and_the_report_is_due_by_the_earliest(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    reports.create_report(dossier, period=str(Q1))
    duties.take_regime(dossier, year=YEAR)
    duties.set_duty(dossier, duty=duties.new_duty(Q1, "Sở Nội vụ tỉnh An Bình", date(2026, 3, 5)))
    (report,) = reports.read_reports(dossier, YEAR)
    assert report.due_on == duties.owed_days(dossier, YEAR)[str(Q1)] == date(2026, 3, 5)
    reports.set_report_status(dossier, report_guid=report.guid, status="sent", sent_on=date(2026, 3, 10))
    standing = {row.receiver: row.standing for row in duties.read_duties(dossier, YEAR) if row.period == str(Q1)}
    assert standing == {"Sở Nội vụ tỉnh An Bình": "late", "UBND tỉnh An Bình": "in_time"}
    assert str(Q1) not in duties.owed_days(dossier, YEAR) and len(duties.owed_days(dossier, YEAR)) == 3
    reports.set_report_status(dossier, report_guid=report.guid, status="drafting")
    assert {row.standing for row in duties.read_duties(dossier, YEAR)} == {"open"}


def test_a_receiver_is_owed_a_report_once_and_has_a_name(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    duties.take_regime(dossier, year=YEAR)
    first = duties.read_duties(dossier, YEAR)[0]
    for wrong in ("UBND tỉnh An Bình", "  "):
        with pytest.raises(UserError):
            duties.set_duty(dossier, duty=duties.new_duty(Q1, wrong, date(2026, 3, 1)))
    duties.set_duty(dossier, duty=replace(first, due_on=date(2026, 3, 1)))
    duties.remove_duty(dossier, duty_guid=first.guid)
    assert len(duties.read_duties(dossier, YEAR)) == 3


def test_the_overview_reminds_of_what_is_not_begun(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    duties.take_regime(dossier, year=YEAR)
    duties.set_duty(dossier, duty=duties.new_duty(Q1, "Sở Nội vụ tỉnh An Bình", date(2026, 3, 5)))
    today = date(2026, 3, 2)
    (item,) = read_overview(dossier, YEAR, today).due
    assert (item.title, item.note, item.days) == (
        "Báo cáo cải cách hành chính quý I năm 2026",
        "Sở Nội vụ tỉnh An Bình",
        2,
    )
    reports.create_report(dossier, period=str(Q1))
    (item,) = read_overview(dossier, YEAR, today).due
    assert (item.named, item.last) == (date(2026, 3, 5), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("rest", "kind", "value"),
    [
        ("total", "number", 3),
        ("on_time", "number", 1),
        ("late", "number", 1),
        ("percent", "percent", Decimal(100) / 3),
        ("Q1", "choice", "on_time"),
        ("H1", "choice", "late"),
        ("9M", "choice", "none"),
        ("Q1", "yes_no", True),
        ("H1", "yes_no", False),
        ("Q1", "number", 1),
        ("H1", "number", 0),
        ("Y", "choice", None),  # not owed yet
    ],
)
def test_reports_are_a_source_of_scoring(sent: Dossier, rest: str, kind: str, value: object) -> None:
    sources = Sources(sent, YEAR, date(YEAR, 10, 1))
    found, words = sources.find(Input("a", "A", kind, source=f"reports:{rest}"))
    assert found == value and str(YEAR) in words


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """Of four reports one went in time, one late, one is owed since long, one is still to come."""
    dossier = new_dossier(tmp_path_factory.mktemp("sent"))
    duties.take_regime(dossier, year=YEAR)
    for period, day in (("Q1", date(YEAR, 3, 11)), ("H1", date(YEAR, 6, 12))):
        guid = reports.create_report(dossier, period=f"{YEAR}-{period}").created("report")[0]
        reports.set_report_status(dossier, report_guid=guid, status="sent", sent_on=day)
    yield dossier
    dossier.close()
