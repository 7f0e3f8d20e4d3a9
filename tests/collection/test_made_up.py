"""Made-up communes: sound packages, the same for the same seed, and gone wrong just where it is told."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop.collection.expected import usual
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.made_up.communes import LIST_NAME, Commune, communes, write_communes
from cchc_desktop.collection.made_up.names import MOST, commune_names
from cchc_desktop.collection.made_up.office_rows import SMALL
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.rules.figure_checks import CheckedFigure, Rule, check
from cchc_desktop.text import fold
from tests.resource_files import load

YEAR = 2026


def opened(one: Commune, folder: Path) -> list[tuple[PackageInfo, PackageData]]:
    found = []
    for package in one.packages:
        path = folder / package.file_name
        path.write_bytes(package.data)
        found.append(read_package(path))
    return found


def test_a_commune_has_the_year_of_papers_that_measurements_speak_of(tmp_path: Path) -> None:
    one = next(one for one in communes(20) if not one.missing)
    ((info, data),) = opened(one, tmp_path)
    assert (info.office, info.year, info.manifest.dossier_guid) == (one.name, YEAR, one.dossier_guid)
    assert [len(view.tasks) for view in data.plans] == [60]
    assert [view.report.period for view in data.reports] == ["2026-Q1", "2026-H1", "2026-9M", "2026-Y"]
    assert [len(view.figures) for view in data.reports] == [107] * 4
    assert [len(view.criteria) for view in data.indices] == [99]
    assert len(data.evidence) == 20
    assert sum(row.evidence_count for row in data.indices[0].criteria) + sum(
        task.evidence_count for task in data.plans[0].tasks
    ) == len(data.evidence)
    points = {row.code: row.self_score for row in data.indices[0].criteria if row.is_leaf and row.scored_by == "self"}
    assert sum((value or Decimal(0) for value in points.values()), Decimal(0)) == data.indices[0].self_total


def test_the_same_seed_makes_the_same_bytes_and_another_one_others() -> None:
    first, again, other = ([one.packages for one in communes(3, seed=seed, size=SMALL)] for seed in (4, 4, 5))
    assert first == again != other


def test_a_nation_has_no_two_communes_of_one_name() -> None:
    names = commune_names(1)
    assert len({fold(name) for name in names}) == len(names) == MOST > 3321


def test_each_paper_is_sent_when_it_is_told(tmp_path: Path) -> None:
    due = {(paper.kind, paper.key): paper.due_at for paper in usual(YEAR)}
    for one in communes(12, size=SMALL, by_paper=True):
        sent = {paper: package.made_at for package in reversed(one.packages) for paper in package.papers}
        for paper, at in sent.items():
            last = due[paper]
            assert last is not None
            assert (
                (at.date() - (last - timedelta(days=1)).date()).days == one.late[paper]
                if paper in one.late
                else at < last
            )
        assert set(sent) | set(one.missing) == {
            (SubmissionKind.PLAN, ""),
            (SubmissionKind.REPORT, "2026-Y"),
            (SubmissionKind.SCORE, "PAR_INDEX_COMMUNE"),
        }
        for info, _data in opened(one, tmp_path):
            assert info.office == one.name


def test_figures_add_up_but_where_it_is_told() -> None:
    form = load("figures/cchc_72.json")
    lines = [line for group in form["groups"] for line in group["figures"]]
    checked = [CheckedFigure(x["code"], x["kind"], x["formula"], x["cumulative"]) for x in lines]
    rules = [Rule(rule["formula"], rule["message"]) for rule in form["checks"]]
    found = list(communes(40, seed=14, size=SMALL))
    for one in found:
        earlier: list[tuple[str, dict[str, Decimal | None]]] = []
        for number, hundredths in enumerate(one.figures):
            values = {code: None if v is None else Decimal(v) / 100 for code, v in hundredths.items()}
            failed = check(checked, rules, values, earlier)
            if one.wrong is None:
                assert failed == (), one.name
            elif one.wrong[0] == number:
                assert any(one.wrong[1] in fault.codes for fault in failed)
            earlier.append((str(number), values))
    assert any(one.wrong for one in found)
    assert any(one.other_unit for one in found)
    assert any(one.own_set for one in found)


def test_amounts_in_another_unit_say_so(tmp_path: Path) -> None:
    one = next(one for one in communes(40, seed=14, size=SMALL) if one.other_unit)
    ((_info, data),) = opened(one, tmp_path)
    (amount,) = (figure for figure in data.reports[0].figures if figure.kind == "amount")
    assert amount.unit == "đồng"
    assert amount.value is not None
    assert amount.value >= 1_000_000_000


def test_packages_are_written_with_a_list_of_what_is_in_them(tmp_path: Path) -> None:
    steps = write_communes(tmp_path / "xã", 3, size=SMALL)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            files = end.value
            break
    told = json.loads((tmp_path / "xã" / LIST_NAME).read_text(encoding="utf-8"))
    assert [one["files"] for one in told] == [[path.name] for path in files]
    assert sorted(path.name for path in (tmp_path / "xã").iterdir()) == sorted([LIST_NAME, *(p.name for p in files)])
    with pytest.raises(UserError, match="xã"):
        next(write_communes(tmp_path / "xã", 3, size=SMALL))
    with pytest.raises(UserError, match=str(MOST)):
        next(communes(10_000))
