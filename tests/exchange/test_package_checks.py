"""Words of a manifest and rows of a package that just fit, or just do not."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.exchange.package_checks import check_rows, check_words
from cchc_desktop.exchange.package_format import (
    FORMAT,
    VERSION,
    EvidenceMode,
    Manifest,
    PackageData,
    PackageEntry,
    PackageKind,
    Unknown,
)
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.package_rows import Appraisal, BaseRow, PeriodFigures, Remark, SmallerCopy
from tests.exchange import honest
from tests.exchange.test_row_json import DATA, INDEX, PLAN, REPORT, guid

AT = datetime(2026, 9, 8, 16, 5)
PROOF = PackageEntry(f"evidence/{honest.PROOF_SHA256}-a.txt", 5, honest.PROOF_SHA256)
MANIFEST = Manifest(
    FORMAT, VERSION, "1", AT, guid(1), honest.OFFICE.guid, honest.OFFICE.name, "UBND tỉnh", 2026, "", "", (PROOF,)
)


def said(check: Any, *given: Any) -> str:
    try:
        check(*given)
    except ShapeError as error:
        return str(error)
    return ""


LONG = "a name that is too long"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"year": 2000}, ""),
        ({"year": 1999}, "year"),
        ({"year": 2100}, ""),
        ({"year": 2101}, "year"),
        *(({name: "x" * 500}, "") for name in ("office", "superior", "program_version")),
        *(({name: "x" * 501}, LONG) for name in ("office", "superior", "program_version")),
        *(({name: "x\ny"}, LONG) for name in ("office", "superior", "program_version")),
        ({"note": "x\n" * 2_500}, ""),
        ({"note": "x" * 5_001}, "note"),
        *(({"period": f"2026-{part}"}, "") for part in ("Q1", "H1", "9M", "Y")),
        *(
            ({"period": period}, "period")
            for period in ("2026-Q2", "2025-Q1", "2026-q1", "2026-Q1\n", "x2026-Q1", "2026")
        ),
        ({"answers": "0af9" * 16, "to": "0af9" * 8}, ""),
        *(({"answers": digest}, "answers") for digest in ("0" * 63, "0" * 65, "A" * 64, "g" * 64)),
        *(({"to": digest}, "answers") for digest in ("0" * 31, "0" * 33, "F" * 32)),
    ],
)
def test_words(changed: dict[str, Any], wrong: str) -> None:
    assert said(check_words, replace(MANIFEST, **changed)) == wrong


ISSUED = IssuedRow(
    guid(50), 1, guid(8), 2026, 1, "plan", "5", "KH", AT.date(), "", "", (), 1, "a", "a" * 64, "b" * 64, AT, "c" * 64
)
PAPERS = tuple(PackageEntry(f"issued/{digest * 64}-a.pdf", 5, digest * 64) for digest in "ab")
REMARK = Remark(guid(60), 1, "task", guid(1), "x", "", AT)
APPRAISAL = Appraisal(guid(61), 1, guid(11), 1, Decimal(1), "", "", AT)
DUTY = DutyRow(guid(62), 1, 2026, "2026-Q1", "Sở", None, None, AT.date())
COPY = SmallerCopy(honest.PROOF_SHA256, "d" * 64)
OTHER = PackageEntry(f"evidence/{'d' * 64}-a.txt", 5, "d" * 64)
LAST_YEAR = replace(PLAN, plan=replace(PLAN.plan, year=2025))


@pytest.mark.parametrize(
    ("manifest", "data", "wrong"),
    [
        ({}, {}, ""),
        ({"office": "khác"}, {}, "office"),
        ({"office_guid": guid(9)}, {}, "office"),
        ({}, {"plans": (LAST_YEAR,)}, "year"),
        ({"kind": PackageKind.DOWN}, {"plans": (LAST_YEAR,)}, "year"),
        ({"kind": PackageKind.HANDOVER}, {"plans": (LAST_YEAR,)}, ""),
        ({}, {"reports": (replace(REPORT, report=replace(REPORT.report, year=2025, period="2025-9M")),)}, "year"),
        ({}, {"indices": (replace(INDEX, year=2027),)}, "year"),
        ({}, {"duties": (replace(DUTY, year=2025),)}, "year"),
        ({}, {"duties": (DUTY,)}, ""),
        ({}, {"reports": (replace(REPORT, report=replace(REPORT.report, period="2025-9M")),)}, "period"),
        ({}, {"reports": (replace(REPORT, report=replace(REPORT.report, period="tháng 9")),)}, "period"),
        ({}, {"figures": (PeriodFigures("2026-Q1", ()),)}, ""),
        ({}, {"figures": (PeriodFigures("quý 1", ()),)}, "period"),
        ({}, {"appraisals": (APPRAISAL, replace(APPRAISAL, guid=guid(63), round=2))}, ""),
        ({}, {"appraisals": (replace(APPRAISAL, round=0),)}, "round"),
        ({}, {"appraisals": (replace(APPRAISAL, round=3),)}, "round"),
        ({}, {"remarks": (REMARK,), "base": (BaseRow("criterion", guid(1), 1),)}, ""),
        ({}, {"remarks": (replace(REMARK, owner_kind="tasks"),)}, "a kind of row that there is not"),
        ({}, {"base": (BaseRow("", guid(1), 1),)}, "a kind of row that there is not"),
        ({"entries": ()}, {}, "evidence"),
        ({"entries": (PROOF, replace(PROOF, name=PROOF.name + "x"))}, {}, "evidence"),
        ({"entries": (PROOF, replace(PROOF, sha256="e" * 64))}, {}, "evidence"),
        ({"entries": (PROOF, OTHER)}, {}, "evidence"),
        ({"entries": (), "evidence": EvidenceMode.NONE}, {}, ""),
        ({"evidence": EvidenceMode.NONE}, {}, "evidence"),
        ({}, {"copies": (COPY,)}, "copies"),
        ({"evidence": EvidenceMode.SMALLER, "entries": (OTHER,)}, {"copies": (COPY,)}, ""),
        ({"evidence": EvidenceMode.SMALLER}, {"copies": (COPY,)}, "evidence"),
        ({"evidence": EvidenceMode.SMALLER}, {}, ""),
        ({"entries": (PROOF, *PAPERS)}, {"issued": (ISSUED,)}, ""),
        ({"entries": (PROOF, PAPERS[0])}, {"issued": (ISSUED,)}, "issued"),
        ({"entries": (PROOF, *PAPERS)}, {}, "issued"),
        ({}, {"issued": (ISSUED,)}, "issued"),
    ],
)
def test_rows(manifest: dict[str, Any], data: dict[str, Any], wrong: str) -> None:
    assert said(check_rows, replace(MANIFEST, **manifest), replace(DATA, **data)) == wrong


def test_version_1_promised_nothing_of_guids() -> None:
    twice: PackageData = replace(DATA, units=DATA.units * 2)
    assert said(check_rows, replace(MANIFEST, version=1), twice) == ""
    assert said(check_rows, replace(MANIFEST, version=2), twice) == "unit: a guid is given twice"


@pytest.mark.parametrize(
    ("kind", "reference", "wrong"),
    [
        ("link", "https://binhminh.example.vn/a", ""),
        ("link", "javascript:alert(1)", "an address"),
        ("link", "", ""),
        ("task", "javascript:alert(1)", ""),  # a guid is no address
    ],
)
def test_an_address_is_one_of_the_web(kind: str, reference: str, wrong: str) -> None:
    (proof,) = honest.DATA.evidence
    row = replace(proof, guid=guid(70), kind=kind, reference=reference, sha256="", file_name="", size=0)
    data = replace(DATA, evidence=(proof, row))
    assert said(check_rows, MANIFEST, data) == wrong


def test_what_a_later_program_put_there_is_something_whatever_it_is() -> None:
    assert not Unknown()
    for one in (Unknown({("task", "a"): {"x": 1}}), Unknown(files={"data/x.json": b"[]"}), Unknown(manifest={"x": 1})):
        assert one
