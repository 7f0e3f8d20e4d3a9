"""What comes with the program enters a dossier whole: each line of a form with all that its file says of it."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.index import CriteriaSet, Criterion
from cchc_desktop.models.report import Figure, FigureCheck, Outline
from cchc_desktop.rules.citations import bare_citation, with_first_day
from cchc_desktop.services import forms
from cchc_desktop.services.papers import legal_bases
from cchc_desktop.services.reporting import outlines
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage.dossier import Dossier
from tests.resource_files import RESOURCES, load, walk
from tests.services.helpers import new_dossier


def forms_of(kind: str) -> list[str]:
    return sorted(path.stem for path in (RESOURCES / kind).glob("*.json"))


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made = new_dossier(tmp_path)
    yield made
    made.close()


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("kind", ["outlines", "figures", "criteria", "regimes"])
def test_forms_are_offered_by_their_titles(kind: str) -> None:
    assert forms.available(kind) == [(code, load(f"{kind}/{code}.json")["title"]) for code in forms_of(kind)]


@pytest.mark.parametrize("code", forms_of("outlines"))
def test_an_outline_keeps_every_heading(dossier: Dossier, code: str) -> None:
    form = load(f"outlines/{code}.json")
    with dossier.change("x") as work:
        assert forms.ensure_outline(work.session, code) is forms.ensure_outline(work.session, code)
    with dossier.read() as session:
        row = session.scalars(select(Outline)).one()
        assert (row.title, row.valid_from, row.source) == (form["title"], day(form.get("valid_from")), form["source"])
        figures = session.scalars(select(Figure.set_code).distinct()).all()
    assert figures == [form.get("figures_set", "cchc_72")]
    kept = [
        (one.number, one.title, one.guidance, one.field_code, one.periods, one.tiers, one.optional, one.figures)
        for one in outlines.read_outline(dossier, row.guid)
    ]
    assert kept == [
        (
            *(said.get(name, "") for name in ("number", "title", "guidance", "field")),
            *(tuple(said.get(name, ())) for name in ("periods", "tiers")),
            said.get("optional", False),
            tuple(said.get("figures", ())),
        )
        for said in walk(form["items"], "items")
    ]


@pytest.mark.parametrize("code", forms_of("figures"))
def test_figures_keep_every_line_and_what_must_hold(dossier: Dossier, code: str) -> None:
    form = load(f"figures/{code}.json")
    with dossier.change("x") as work:
        forms.ensure_figures(work.session, code)
        work.session.flush()
        forms.ensure_figures(work.session, code)
    usual = {"unit": "", "kind": "count", "formula": "", "cumulative": True, "source": "typed"}
    with dossier.read() as session:
        rows = session.scalars(select(Figure).order_by(Figure.position)).all()
        checks = session.scalars(select(FigureCheck).order_by(FigureCheck.position)).all()
        kept = [
            (row.group_title, row.field_code, row.code, row.name, *(getattr(row, name) for name in usual))
            for row in rows
        ]
        rules = [(row.formula, row.message) for row in checks]
        assert {row.set_code for row in rows} == {code}
        assert [row.position for row in rows] == list(range(len(rows)))
    assert kept == [
        (
            *(group["title"], group.get("field", ""), said["code"], said["name"]),
            *(said.get(name, default) for name, default in usual.items()),
        )
        for group in form["groups"]
        for said in group["figures"]
    ]
    assert rules == [(said["formula"], said.get("message", "")) for said in form["checks"]]


@pytest.mark.parametrize("code", forms_of("criteria"))
def test_a_criteria_set_keeps_every_line(dossier: Dossier, code: str) -> None:
    form = load(f"criteria/{code}.json")
    indices.add_set_from_resource(dossier, year=2026, code=code)
    with dossier.read() as session:
        kept = session.scalars(select(CriteriaSet)).one()
        rows = session.scalars(select(Criterion).order_by(Criterion.position)).all()
        told = {
            row.code: (
                *(row.name, row.rule, row.field_code, row.max_points, row.bonus, row.parent_guid is None),
                *(row.scored_by, row.requirement, row.proof_wanted, json.loads(row.scoring or "null")),
            )
            for row in rows
        }
    view = indices.read_index(dossier, kept.guid)
    assert [row.code for row in view.criteria] == [said["code"] for said in walk(form["criteria"], "children")]
    assert json.loads(kept.bands) == [[band["name"], str(band["min"])] for band in form["bands"]]
    assert (kept.index_code, kept.title, kept.source, kept.year) == (
        form["index_code"], form["title"], form["source"], 2026,
    )  # fmt: skip
    assert told == {
        said["code"]: (
            *(said["name"], said.get("rule", ""), said.get("field", "")),
            *(Decimal(str(said["max"])), said.get("bonus", False), said in form["criteria"]),
            *(said.get("scored_by", "self"), said.get("requirement", ""), said.get("proof_wanted", "")),
            said.get("scoring"),
        )
        for said in walk(form["criteria"], "children")
    }


@pytest.mark.parametrize("code", forms_of("regimes"))
def test_a_report_is_due_on_the_day_of_its_regime(code: str) -> None:
    for line in load(f"regimes/{code}.json")["reports"]:
        due = forms.due_date(2026, line["period"], code)
        assert due == date(2026, line["due_month"], line["due_day"])
    assert forms.due_date(2026, "Q2", code) is None


def test_the_list_of_legal_bases_is_that_of_its_newest_file(dossier: Dossier) -> None:
    form = load(f"legal_bases/{forms_of('legal_bases')[-1]}.json")
    rows = legal_bases.read_legal_bases(dossier)
    assert len({row.guid for row in rows}) == len(rows)
    kept = [
        (
            *(row.text, row.field_code, row.valid_from, row.valid_to, row.replaced_by, row.amended_by),
            *(row.partly_from, row.partly_by, row.source, row.known_on),
        )
        for row in rows
    ]
    assert kept == [
        (
            *(bare_citation(said["text"]), said.get("field", "")),
            *(day(said.get("valid_from")), day(said.get("valid_to")), said.get("replaced_by", "")),
            "\n".join(with_first_day(one["text"], day(one.get("from"))) for one in said.get("amended_by", ())),
            *(day(said.get("partly_from")), said.get("partly_by", ""), said.get("source", "")),
            date.fromisoformat(form["known_on"]),
        )
        for said in form["bases"]
    ]


def test_a_form_that_is_missing_is_named() -> None:
    with pytest.raises(UserError, match=r"khong_co\.json"):
        forms.read_form("outlines", "khong_co")
