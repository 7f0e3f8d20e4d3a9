"""The sample commune as a dossier: what its forms say, and what an officer finds in it on 8 September 2026."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.exchange import PackageLog
from cchc_desktop.models.index import CriteriaSet, Criterion, CriterionTask, Score
from cchc_desktop.models.office import OfficeProfile, Officer, Receiver, Unit
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Section, Target, YearPaper
from cchc_desktop.models.report import Figure, FigureValue, Report
from cchc_desktop.models.task import Objective, Task, TaskGroup, TaskResult
from cchc_desktop.models.year import WorkYear
from cchc_desktop.rules.money import parse_money
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services import overviews
from cchc_desktop.services.papers.composing import compose, file_stem
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.reporting import reports
from cchc_desktop.services.reporting.report_facts import read_facts
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.dossier import Dossier
from tests.resource_files import load

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


@pytest.fixture
def session(dossier: Dossier) -> Iterator[Session]:
    with dossier.read() as reading:
        yield reading


def at_most_a_number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def check_paper(session: Session, guid: str | None, kind: str, form: dict[str, Any]) -> None:
    paper = session.get_one(OfficialDocument, guid)
    assert paper.kind == kind and paper.issued_on == day(form.get("issued_on"))
    for name in form.keys() - {"issued_on", "legal_bases", "articles", "addressees", "recipients"}:
        assert getattr(paper, name) == form[name], name
    roles = {"legal_bases": "legal_basis", "articles": "article", "addressees": "addressee", "recipients": "recipient"}
    for name, role in roles.items():
        said = [line.text for line in sorted(paper.lines, key=lambda line: line.position) if line.role == role]
        assert said == form.get(name, []), name


def test_the_office_its_units_and_officers(session: Session) -> None:
    form = load("sample/office.json")
    profile = session.scalars(select(OfficeProfile)).one()
    assert {name: getattr(profile, name) for name in form["office"]} == form["office"] and profile.valid_from is None
    years = session.scalars(select(WorkYear).order_by(WorkYear.year)).all()
    assert [(row.year, row.profile_guid) for row in years] == [(2025, profile.guid), (2026, profile.guid)]
    receivers = session.scalars(select(Receiver).order_by(Receiver.position)).all()
    assert [{"name": row.name, "purpose": row.purpose, "email": row.email} for row in receivers] == form["receivers"]
    units = session.scalars(select(Unit).order_by(Unit.position)).all()
    for unit, said in zip(units, form["units"], strict=True):
        assert (unit.name, unit.key, unit.short_code) == (said["name"], unit_key(said["name"]), said["short_code"])
        assert sorted(row.name for row in unit.aliases) == sorted(said["aliases"])
        assert all(row.key == unit_key(row.name) for row in unit.aliases)
        assert sorted(row.field_code for row in unit.fields) == sorted(said["fields"])
    named = {unit.guid: unit.name for unit in units}
    officers = session.scalars(select(Officer).order_by(Officer.position)).all()
    told = [
        {
            "name": row.name,
            "title": row.title,
            "unit": named.get(row.unit_guid or "", ""),
            "signing_form": row.signing_form,
        }
        for row in officers
    ]
    assert told == [{**said, "unit": said["unit"] or ""} for said in form["officers"]]


@pytest.mark.parametrize(
    ("name", "position", "status"), [("plan_2026.json", 0, "issued"), ("plan_index_2026.json", 1, "draft")]
)
def test_a_plan_with_all_its_tasks(session: Session, name: str, position: int, status: str) -> None:
    form = load(f"sample/{name}")
    plan = session.scalars(select(YearPaper).where(YearPaper.kind == form["kind"])).one()
    assert (plan.year, plan.position, plan.status, plan.frame_mode) == (2026, position, status, form["frame_mode"])
    check_paper(session, plan.paper_guid, "plan", form["paper"])
    assert (plan.decision_guid is None) == ("decision" not in form)
    if plan.decision_guid:
        check_paper(session, plan.decision_guid, "decision", form["decision"])
    sections = session.scalars(select(Section).where(Section.plan_guid == plan.guid)).all()
    told = [(row.number, row.title, row.body, row.role) for row in sections]
    assert sorted(told) == sorted(
        (said["number"], said["title"], said["body"], said["role"]) for said in form["sections"]
    )
    targets = session.scalars(select(Target).where(Target.plan_guid == plan.guid).order_by(Target.position)).all()
    assert [(row.text, row.comparator, row.value, row.value_to, row.unit) for row in targets] == [
        (said["text"], said["comparator"], *map(at_most_a_number, (said["value"], said["value_to"])), said["unit"])
        for said in form["targets"]
    ]
    groups = session.scalars(select(TaskGroup).where(TaskGroup.plan_guid == plan.guid).order_by(TaskGroup.position))
    for group, said in zip(groups, form["groups"], strict=True):
        assert (group.title, group.field_code) == (said["title"], said["field"])
        check_group(session, group, said["objectives"])


def check_group(session: Session, group: TaskGroup, objectives: list[dict[str, Any]]) -> None:
    texts = {row.guid: row.text for row in session.scalars(select(Objective).where(Objective.group_guid == group.guid))}
    rows = session.scalars(select(Task).where(Task.group_guid == group.guid).order_by(Task.position)).all()
    said = [(objective["text"], task) for objective in objectives for task in objective["tasks"]]
    assert [row.position for row in rows] == list(range(len(said)))
    for row, (objective, form) in zip(rows, said, strict=True):
        assert texts[row.objective_guid or ""] == objective
        for name in ("text", "status", "percent", "result", "reason", "deadline"):
            assert getattr(row, name) == form[name], (form["text"], name)
        assert [each.text for each in row.activities] == form["activities"]
        assert [each.text for each in row.products] == form["products"]
        assert row.lead_text == "; ".join(form["leads"])
        assert row.coordination_text == "; ".join(form["coordinators"])
        assert (row.budget_text, row.budget_amount) == (form["budget"], parse_money(form["budget"])[0])
        met = [place for place, each in enumerate(row.milestones) if each.done_on]
        assert met == form["done_milestones"]
        finished = day(form.get("done_on"))
        for place in met:
            last = row.milestones[place].date_to
            assert row.milestones[place].done_on == min(each for each in (finished, last) if each)
        results = session.scalars(select(TaskResult).where(TaskResult.task_guid == row.guid).order_by(TaskResult.day))
        assert [{"on": str(each.day), "text": each.text, "percent": each.percent} for each in results] == (
            form.get("results", [])
        )


@pytest.mark.parametrize("year", [2025, 2026])
def test_reports_with_their_texts(dossier: Dossier, session: Session, year: int) -> None:
    form = load(f"sample/reports_{year}.json")
    rows = {row.period: row for row in session.scalars(select(Report).where(Report.year == year))}
    assert set(rows) == {f"{year}-{said['period']}" for said in form["reports"]}
    for said in form["reports"]:
        row = rows[f"{year}-{said['period']}"]
        assert (row.status, row.sent_on) == (said["status"], day(said["sent_on"]))
        names = ("number", "issued_on", "preamble", "addressees", "recipients")
        check_paper(session, row.paper_guid, "report", {name: said[name] for name in names})
        written = {item.text: item.status for item in reports.read_report(dossier, row.guid).items if item.text}
        assert written == {text["text"]: text["status"] for text in said["items"].values() if text["text"]}


def test_figures_of_every_period(session: Session) -> None:
    codes = {row.guid: row.code for row in session.scalars(select(Figure))}
    told: dict[str, dict[str, Any]] = {}
    for row in session.scalars(select(FigureValue)):
        told.setdefault(row.period, {})[codes[row.figure_guid]] = (row.value, row.estimated, row.note)
    assert told == {
        period: {
            code: (Decimal(said["value"]), said.get("estimated", False), said.get("note", ""))
            for code, said in values.items()
        }
        for period, values in load("sample/figures_2026.json").items()
    }


def test_scores_and_the_tasks_that_mend_them(session: Session) -> None:
    form = load("sample/scores.json")
    for year, scores in form["PAR_INDEX_COMMUNE"].items():
        kept = session.scalars(select(CriteriaSet).where(CriteriaSet.year == int(year))).one()
        assert kept.title == "PAR INDEX cấp xã"
        rows = session.execute(select(Criterion.code, Score).join(Score).where(Criterion.set_guid == kept.guid))
        told = {
            code: (row.self_score, row.appraised, row.survey, row.explanation, row.applicable)
            for code, row in rows.tuples()
        }
        assert told == {
            code: (
                *(at_most_a_number(said.get(name)) for name in ("self", "appraised", "survey")),
                said["explanation"],
                True,
            )
            for code, said in scores.items()
        }
    links = session.execute(
        select(Criterion.code, Task.text).select_from(CriterionTask).join(Criterion).join(Task)
    ).tuples()
    groups = load("sample/plan_2026.json")["groups"]
    roman = dict(zip(("I", "II", "III", "IV", "V", "VI", "VII"), groups, strict=True))
    assert sorted(links) == sorted(
        (said["criterion"], roman[said["group"]]["objectives"][int(at[0]) - 1]["tasks"][int(at[1]) - 1]["text"])
        for said in form["criterion_tasks"]
        for at in (said["task"].split("."),)
    )


def test_packages_that_went_and_came(session: Session) -> None:
    form = load("sample/packages.json")
    rows = session.scalars(select(PackageLog).order_by(PackageLog.at)).all()
    said = sorted(form, key=lambda line: str(line["at"]))
    for row, line in zip(rows, said, strict=True):
        assert (row.at, row.year) == (datetime.fromisoformat(line["at"]), line.get("year", 2026))
        assert all(getattr(row, name) == line[name] for name in line if name != "at")
