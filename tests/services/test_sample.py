"""The sample commune as a dossier: what an officer finds in it on 8 September 2026."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import overviews
from cchc_desktop.services.papers.composing import Wish, compose, file_stem
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.dossier import Dossier

TODAY = date(2026, 9, 8)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    opened = Dossier.open(create_sample(tmp_path_factory.mktemp("mẫu")))
    yield opened
    opened.close()


def test_the_year_has_its_four_reports(dossier: Dossier) -> None:
    rows = reports.read_reports(dossier, 2026)
    assert [(row.period, row.status, row.items_done, row.items_total) for row in rows] == [
        ("2026-Q1", "sent", 26, 26),
        ("2026-H1", "sent", 26, 26),
        ("2026-9M", "drafting", 17, 26),
        ("2026-Y", "drafting", 1, 26),
    ]
    (before,) = reports.read_reports(dossier, 2025)
    assert (before.period, before.status, before.sent_on) == ("2025-Y", "sent", date(2025, 11, 20))
    assert before.items_done == before.items_total == 26


def test_the_report_of_nine_months_is_the_one_due(dossier: Dossier) -> None:
    due = [item for item in overviews.read_overview(dossier, 2026, TODAY).due if item.kind == "report"]
    assert [(item.title, item.days) for item in due] == [("Kết quả công tác cải cách hành chính 9 tháng năm 2026", 3)]


def test_papers_without_a_named_period_are_those_of_the_report_at_hand(dossier: Dossier) -> None:
    assert file_stem(dossier, Printout.REPORT, Wish(2026)) == "Bao-cao-CCHC-9-thang-2026"
    pages = str(compose(dossier, Printout.REPORT, Wish(2026)))
    assert "9 tháng năm 2026" in pages and "cải cách hành chính năm 2026 như sau" not in pages


def test_beside_the_year_stands_what_the_year_before_said(dossier: Dossier) -> None:
    year = reports.read_report(dossier, reports.read_reports(dossier, 2026)[-1].guid)
    begun = [item for item in year.items if item.text]
    assert [item.status for item in begun] == ["draft", "draft", "draft", "draft", "done"]
    assert year.paper.number == "" and year.paper.preamble and year.paper.recipients
    known = read_facts(dossier, year.report.guid, TODAY)
    for item in year.items:
        assert known.item(item.guid).same_last_year_text
    facts = known.item(begun[0].guid)
    assert "55/58 nhiệm vụ" in facts.same_last_year_text
    assert "31/63 nhiệm vụ" in facts.previous_text


def test_making_it_again_keeps_what_is_there(dossier: Dossier, tmp_path: Path) -> None:
    first = create_sample(tmp_path)
    first.write_bytes(first.read_bytes() + b"\n")
    size = first.stat().st_size
    assert create_sample(tmp_path).stat().st_size == size
