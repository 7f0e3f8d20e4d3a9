"""What does not add up among figures, each kind in a sentence; and the rows that a drafted sentence rests on."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.models.evidence import Evidence
from cchc_desktop.models.index import Criterion
from cchc_desktop.models.report import Figure, FigureValue
from cchc_desktop.models.task import TaskResult
from cchc_desktop.rules.checks.figures import failed_sentence
from cchc_desktop.rules.figure_checks import Failed
from cchc_desktop.services.forms import ensure_figures
from cchc_desktop.services.frame.results import add_result
from cchc_desktop.services.papers import papers, plans
from cchc_desktop.services.reporting.figures import put_value
from cchc_desktop.services.reporting.statement_sources import read_sources
from cchc_desktop.services.scoring import indices
from tests.services.helpers import YEAR, with_plan

D = Decimal
NAMES = {"1": "Hồ sơ", "2": "Đúng hạn"}


def failed(kind: str, found: str | None = "1234.5", wanted: str | None = "2", **more: object) -> Failed:
    codes = more.pop("codes", ("1",))
    numbers = [D(one) if one else None for one in (found, wanted)]
    return Failed(kind=kind, codes=codes, found=numbers[0], wanted=numbers[1], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (failed("answer", message="0: không; 1: có"), ("1. Hồ sơ", "1.234,5", "0: không; 1: có")),
        (failed("negative", "-1"), ("1. Hồ sơ", "-1")),
        (failed("share", "101"), ("1. Hồ sơ", "101", "100%")),
        (failed("whole"), ("1. Hồ sơ", "1.234,5")),
        (failed("formula"), ("1. Hồ sơ", "1.234,5", "2")),
        (failed("shrinks", period=f"{YEAR}-Q1"), ("1. Hồ sơ", "1.234,5", "2", f"quý I năm {YEAR}")),
        (failed("rule", codes=("1", "2"), message="Không khớp"), ("Không khớp", "1, 2", "1.234,5", "2")),
        (failed("rule", codes=("1", "2")), ("1, 2", "1.234,5", "2")),
        (failed("negative", codes=("9",)), ("9. ",)),
    ],
)
def test_each_kind_of_fault_has_its_sentence(one: Failed, words: tuple[str, ...]) -> None:
    said = failed_sentence(one, NAMES)
    assert all(word in said for word in words), said


def test_every_sentence_differs_from_the_others() -> None:
    kinds = ("answer", "negative", "share", "whole", "formula", "shrinks", "rule")
    said = {failed_sentence(failed(kind, period=f"{YEAR}-Q1"), NAMES) for kind in kinds}
    assert len(said) == len(kinds)
    assert failed_sentence(failed("rule", None, None, codes=()), NAMES)


def test_rows_that_a_sentence_rests_on_are_named_and_led_to(tmp_path: Path) -> None:
    dossier, plan, guids = with_plan(tmp_path)
    add_result(dossier, task_guid=guids[0], day=date(YEAR, 3, 1), text="Xong")
    paper = plans.read_plan(dossier, plan).paper.guid
    papers.set_paper(dossier, paper_guid=paper, number="5", symbol="KH-UBND", subject="cải cách.")
    form = {"index_code": "X", "title": "Bộ", "criteria": [{"code": "1", "name": "A", "max": "1"}]}
    with dossier.change("x") as work:
        session = work.session
        ensure_figures(session)
        figure = session.scalars(select(Figure).where(Figure.kind == "count").order_by(Figure.position)).first()
        assert figure is not None
        put_value(session, figure.guid, f"{YEAR}-Q1", D(1234), True, "")
        indices.add_set(session, YEAR, form)
        proof = Evidence(
            owner_guid=guids[0], title="Biên bản", file_name="a", sha256="", size=0, added_at=datetime(YEAR, 1, 1)
        )
        session.add(proof)
        session.flush()
        result = session.scalars(select(TaskResult.guid)).one()
        value = session.scalars(select(FigureValue.guid)).one()
        criterion = session.scalars(select(Criterion.guid)).one()
        name, unit, of, piece = figure.name, figure.unit, figure.guid, proof.guid
    found = read_sources(dossier, [criterion, piece, "gone", paper, value, result, guids[0]])
    assert [(one.guid, one.kind, one.target, one.period) for one in found] == [
        (criterion, "criterion", criterion, ""),
        (piece, "evidence", guids[0], ""),
        (paper, "paper", paper, ""),
        (value, "figure", of, f"{YEAR}-Q1"),
        (result, "task", guids[0], ""),
        (guids[0], "task", guids[0], ""),
    ]
    titles = [one.title for one in found]
    assert titles[:3] == ["1 A", "Biên bản", "05/KH-UBND cải cách"] and titles[4:] == ["Xong", "Rà soát văn bản"]
    assert titles[3].startswith(f"{name}: ") and "1.234" in titles[3] and unit in titles[3]
    assert read_sources(dossier, []) == ()
    dossier.close()
