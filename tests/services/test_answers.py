"""What a superior writes of a package becomes rows, or is refused with a sentence; no dossier is opened."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo, PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.models.exchange import Remark
from cchc_desktop.models.package_rows import BaseRow
from cchc_desktop.services.exchange import answers
from cchc_desktop.services.exchange.answers import read_form, return_package
from cchc_desktop.services.exchange.kept_rows import made_guid
from tests.exchange import honest
from tests.exchange.test_row_json import DATA, guid
from tests.services.helpers import new_dossier

AT = datetime(2026, 10, 1, 9, 30, 15, 999)
Came = tuple[PackageInfo, PackageData]
REMARK: dict[str, Any] = {"name": "2026-9M", "kind": "report", "text": " Xem  lại. "}
TASK, CRITERION, REPORT, ITEM = guid(1), guid(11), guid(13), guid(15)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Came:
    """What a commune sent: a plan, a report and a set of criteria."""
    return read_package(honest.package(tmp_path_factory.mktemp("len"), honest.files(DATA)))


def answered(sent: Came, folder: Path, form: dict[str, Any]) -> Came:
    steps = return_package(*sent, form=form, out=folder / "ve.cchcgoi", now=AT)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return read_package(end.value)


def refused(sent: Came, form: dict[str, Any]) -> str:
    with pytest.raises(UserError) as raised:
        next(return_package(*sent, form=form, out=Path("nowhere")))
    return str(raised.value)


def test_an_answer_says_who_speaks_of_what(sent: Came, tmp_path: Path) -> None:
    info, _data = sent
    form = {
        "remarks": [
            REMARK,
            {"guid": ITEM, "text": "Thiếu số liệu."},
            {"name": "I.1.1", "kind": "task", "text": "Chậm."},
            {"guid": ITEM, "text": "Thiếu số liệu."},  # once is enough
        ],
        "appraisals": [
            {"name": "1", "score": "0.5", "comment": " Chưa đủ "},
            {"guid": CRITERION, "round": 2, "score": None, "comment": "Bổ sung"},
        ],
        "returned": [{"guid": REPORT, "text": "Sửa lại."}],
        "note": " Gửi  lại ",
    }
    told, data = answered(sent, tmp_path, form)
    at = AT.replace(microsecond=0)
    assert (told.kind, told.manifest.answers, told.manifest.to) == (
        PackageKind.DOWN,
        info.sha256,
        info.manifest.dossier_guid,
    )
    assert (told.office, told.manifest.note, told.made_at, told.manifest.superior) == (
        "UBND tỉnh An Bình", "Gửi  lại", at, "",
    )  # fmt: skip
    assert [(one.owner_kind, one.owner_guid, one.text, one.author, one.at, one.done) for one in data.remarks] == [
        ("report", REPORT, "Xem  lại.", "UBND tỉnh An Bình", at, False),
        ("report_item", ITEM, "Thiếu số liệu.", "UBND tỉnh An Bình", at, False),
        ("task", TASK, "Chậm.", "UBND tỉnh An Bình", at, False),
    ]
    assert [(one.criterion_guid, one.round, one.score, one.comment, one.by, one.at) for one in data.appraisals] == [
        (CRITERION, 1, Decimal("0.5"), "Chưa đủ", "UBND tỉnh An Bình", at),
        (CRITERION, 2, None, "Bổ sung", "UBND tỉnh An Bình", at),
    ]
    assert [(one.report_guid, one.text, one.by) for one in data.returned] == [(REPORT, "Sửa lại.", "UBND tỉnh An Bình")]
    assert data.base == (
        BaseRow("criterion", CRITERION, 1),
        BaseRow("report", REPORT, 2),
        BaseRow("report_item", ITEM, 1),
        BaseRow("task", TASK, 2),
    )
    assert not data.evidence and not data.issued and data.plans == sent[1].plans
    assert data.office.guid == made_guid("office", "UBND tỉnh An Bình")
    again = answered(sent, tmp_path, form)[1]
    assert again.remarks == data.remarks and again.appraisals == data.appraisals  # the same words are the same rows


def test_an_author_of_his_own(sent: Came, tmp_path: Path) -> None:
    told, data = answered(sent, tmp_path, {"author": " Sở Nội vụ ", "remarks": [REMARK]})
    assert data.remarks[0].author == "Sở Nội vụ" and told.office == "UBND tỉnh An Bình"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "hưa có gì"),
        ({"remarks": []}, "hưa có gì"),
        ({"note": "x"}, "hưa có gì"),
        ({"remarks": [{"guid": "ab" * 16, "text": "?"}]}, f"“{'ab' * 16}”"),
        ({"remarks": [{"name": "2026-Q1", "kind": "report", "text": "?"}]}, "“2026-Q1”"),
        ({"remarks": [{"text": "?"}]}, "“”"),
        ({"remarks": [{"guid": TASK, "kind": "report", "text": "?"}]}, f"“{TASK}”"),  # a task is no report
        ({"returned": [{"guid": ITEM, "text": "?"}]}, f"“{ITEM}”"),
        ({"appraisals": [{"guid": TASK, "score": 1}]}, f"“{TASK}”"),
        ({"remarks": [{"guid": TASK}]}, "chưa có nội dung"),
        ({"remarks": [{"guid": TASK, "text": "  "}]}, "chưa có nội dung"),
        ({"appraisals": [{"guid": CRITERION, "round": 3, "score": 1}]}, "3"),
        ({"appraisals": [{"guid": CRITERION, "round": 0, "score": 1}]}, "0"),
        ({"appraisals": [{"guid": CRITERION, "score": "nhiều"}]}, "“nhiều”"),
        ({"appraisals": [{"guid": CRITERION, "score": -1}]}, "từ 0,00 đến 1,50"),
        ({"appraisals": [{"guid": CRITERION, "score": "NaN"}]}, "“NaN”"),
        ({"appraisals": [{"guid": CRITERION, "score": "1e99"}]}, "“1e99”"),
        ({"remarks": {"guid": TASK}}, "remarks"),
        ({"returned": ["x"]}, "returned"),
    ],
)
def test_what_speaks_of_nothing_is_refused(sent: Came, form: dict[str, Any], said: str) -> None:
    assert said in refused(sent, form)


def test_no_points_at_all_are_points(sent: Came, tmp_path: Path) -> None:
    _told, data = answered(sent, tmp_path, {"appraisals": [{"guid": CRITERION, "score": 0}]})
    assert data.appraisals[0].score == 0


def test_a_file_of_remarks(tmp_path: Path) -> None:
    path = tmp_path / "nhận xét.json"
    path.write_text('{"appraisals": [{"score": 0.1}]}', encoding="utf-8-sig")
    assert read_form(path) == {"appraisals": [{"score": Decimal("0.1")}]}  # no binary fraction
    for text in ("[]", "{", "x"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=r"nhận xét\.json”.*docs/commands\.md"):
            read_form(path)
    with pytest.raises(UserError, match=r"không\.json"):
        read_form(tmp_path / "không.json")


def test_remarks_of_one_moment_stand_by_author_and_as_they_were_written(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    at = datetime(2026, 9, 8, 9)
    with dossier.change("nhận xét") as work:
        for guid, author, text in (
            ("c", "Sở B", "Một"),
            ("b", "Sở A", "Hai"),
            ("a", "Sở B", "Ba"),
            ("d", "Sở A", "Bốn"),
        ):
            row = Remark(guid=guid * 32, owner_kind="task", owner_guid="t" * 32, text=text, author=author, at=at)
            work.session.add(row)
            work.session.flush()
    assert [(one.author, one.text) for one in answers.read_remarks(dossier)] == [
        ("Sở A", "Hai"), ("Sở A", "Bốn"), ("Sở B", "Một"), ("Sở B", "Ba"),
    ]  # fmt: skip
    dossier.close()
