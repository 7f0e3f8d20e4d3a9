"""Rows with hashes that fit and a story that does not: circles, guids of two kinds, references to nothing."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_reader import read_package
from tests.exchange import honest
from tests.exchange.test_row_json import DATA, guid

STRANGE = "holds what a package never holds"
Rows = dict[str, Any]


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def package(folder: Path, change: Callable[[Rows], object], **manifest: Any) -> Path:
    """The package of `DATA` with its parsed rows, by file, changed."""
    files = honest.files(DATA)
    rows = {name.split("/")[1]: json.loads(raw) for name, raw in files.items() if name.endswith(".json")}
    change(rows)
    files = {name: raw for name, raw in files.items() if not name.startswith("data/")}
    data = {f"data/{name}": honest.as_json(value) for name, value in rows.items()}
    return honest.package(folder, {**data, **files}, **manifest)


def task(rows: Rows) -> Rows:
    found: Rows = rows["plans.json"]["plans"][0]["tasks"][0]
    return found


def item(rows: Rows) -> Rows:
    found: Rows = rows["reports.json"]["reports"][0]["items"][0]
    return found


def answers(rows: Rows, **changed: Any) -> None:
    row = {
        "guid": guid(71),
        "revision": 1,
        "owner_kind": "task",
        "owner_guid": guid(1),
        "text": "Bổ sung",
        "author": "A",
        "at": "2026-10-01T08:00:00",
        "done": False,
    }
    rows["answers.json"] = {"remarks": [{**row, **changed}]}


def appraisal(rows: Rows, **changed: Any) -> None:
    row = {
        "guid": guid(72),
        "revision": 1,
        "criterion_guid": guid(11),
        "round": 1,
        "score": "1",
        "comment": "",
        "by": "",
    }
    rows["answers.json"] = {"appraisals": [{**row, "at": "2026-10-01T08:00:00", **changed}]}


def circle(rows: Rows) -> None:
    first = item(rows)
    first["parent_guid"] = guid(61)
    rows["reports.json"]["reports"][0]["items"].append({**first, "guid": guid(61), "parent_guid": first["guid"]})


def rooted_twice(rows: Rows) -> None:
    """An outline whose root comes again below its own child."""
    heading = {"revision": 1, "level": 1, "number": "I", "title": "Mục"}
    items = [(61, None), (62, 61), (61, 62)]
    rows["forms.json"] = {
        "outlines": [
            {
                "guid": guid(60),
                "revision": 1,
                "code": "x",
                "title": "Đề cương",
                "valid_from": None,
                "items": [
                    {**heading, "guid": guid(one), "parent_guid": guid(above) if above else None}
                    for one, above in items
                ],
            }
        ]
    }


def statement(rows: Rows, owner: str) -> None:
    row = {"guid": guid(81), "revision": 1, "item_guid": owner, "position": 0, "text": "Câu", "rows": []}
    rows["reports.json"]["statements"] = [row]


BENT: dict[str, Callable[[Rows], object]] = {
    "its own parent": lambda rows: item(rows).update(parent_guid=item(rows)["guid"]),
    "a circle": circle,
    "a circle by a row that comes twice": rooted_twice,
    "a parent that is not there": lambda rows: item(rows).update(parent_guid=guid(99)),
    "a group that is not there": lambda rows: task(rows).update(group_guid=guid(99)),
    "a guid of another kind": lambda rows: task(rows).update(guid=item(rows)["guid"]),
    "a guid twice": lambda rows: rows["plans.json"]["plans"][0]["tasks"].append(task(rows)),
    "a statement of nothing": lambda rows: statement(rows, guid(99)),
    "a statement of a task": lambda rows: statement(rows, guid(1)),
    "a result of nothing": lambda rows: rows["plans.json"].update(
        results=[{"guid": guid(82), "revision": 1, "task_guid": guid(99), "day": None, "text": "x", "percent": None}]
    ),
    "another year": lambda rows: rows["plans.json"]["plans"][0]["plan"].update(year=2025),
    "a period of another year": lambda rows: rows["reports.json"]["reports"][0]["report"].update(period="2025-9M"),
    "another office": lambda rows: rows["office.json"]["office"].update(guid=guid(98)),
    "a huge revision": lambda rows: task(rows).update(revision=10**17),
    "a revision below nothing": lambda rows: task(rows).update(revision=-1),
    "a share over the whole": lambda rows: task(rows).update(percent=101),
    "a huge number": lambda rows: rows["indices.json"]["indices"][0].update(max_total="9" * 18 + ".5"),
    "no number": lambda rows: rows["indices.json"]["indices"][0].update(max_total="NaN"),
    "a remark on no kind": lambda rows: answers(rows, owner_kind="../task"),
    "a third round": lambda rows: appraisal(rows, round=3),
    "endless points": lambda rows: appraisal(rows, score="Infinity"),
    "a copy nobody announced": lambda rows: rows["evidence.json"].update(
        copies=[{"sha256": honest.PROOF_SHA256, "copy_sha256": "0" * 64}]
    ),
    "an issued paper without its files": lambda rows: rows.update(
        {
            "issued.json": {
                "issued": [
                    {
                        "guid": guid(91),
                        "revision": 1,
                        "paper_guid": guid(8),
                        "year": 2026,
                        "version": 1,
                        "kind": "plan",
                        "number": "05",
                        "symbol": "KH-UBND",
                        "issued_on": "2026-01-05",
                        "subject": "Kế hoạch",
                        "signer": "",
                        "recipients": [],
                        "pages": 1,
                        "file_stem": "../ke-hoach",
                        "docx_sha256": "0" * 64,
                        "pdf_sha256": "1" * 64,
                        "made_at": "2026-01-05T08:00:00",
                        "content_sha256": "2" * 64,
                    }
                ]
            }
        }
    ),
}


@pytest.mark.parametrize("change", BENT.values(), ids=BENT)
def test_a_story_that_does_not_fit_is_refused(tmp_path: Path, change: Callable[[Rows], object]) -> None:
    read_package(package(tmp_path, lambda rows: None))
    with pytest.raises(UserError, match=STRANGE):
        read_package(package(tmp_path, change))


@pytest.mark.parametrize(
    "changed", [{"kind": "sideways"}, {"content": "x"}, {"evidence": "no"}, {"answers": "x"}, {"to": "../x"}]
)
def test_a_manifest_of_no_kind_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=STRANGE):
        read_package(package(tmp_path, lambda rows: None, **changed))


def test_evidence_that_is_said_to_stay_behind_does(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=STRANGE):
        read_package(package(tmp_path, lambda rows: None, evidence="none"))


def test_a_half_of_a_character_is_refused(tmp_path: Path) -> None:
    files = honest.files(DATA)
    files["data/plans.json"] = files["data/plans.json"].replace("Lập danh mục".encode(), b"\\ud800")
    with pytest.raises(UserError):
        read_package(honest.package(tmp_path, files))


def test_words_are_words(tmp_path: Path) -> None:
    """NFD comes out as NFC; marks of HTML and formulas stay the letters that they are."""
    words = unicodedata.normalize("NFD", "Rà soát") + " <b>x</b> =HYPERLINK(1)"

    def change(rows: Rows) -> None:
        task(rows)["text"] = words
        answers(rows, text="<script>=1+1</script>")

    data = read_package(package(tmp_path, change))[1]
    assert data.plans[0].tasks[0].text == "Rà soát <b>x</b> =HYPERLINK(1)"
    assert data.remarks[0].text == "<script>=1+1</script>"


def test_sizes_that_lie_are_found(tmp_path: Path) -> None:
    """The manifest and the archive agree on a size that the bytes do not have."""
    path = honest.package(tmp_path)
    raw = bytearray(path.read_bytes())
    place = raw.rindex(b"papers/Ke-hoach")
    raw[place - 22 : place - 18] = (5).to_bytes(4, "little")
    inside = honest.files()
    listed = honest.manifest(inside)["entries"]
    for entry in listed:
        if entry["name"].startswith("papers/"):
            entry["size"] = 5
    path.write_bytes(raw)
    with pytest.raises(UserError):
        read_package(path)
    with pytest.raises(UserError):
        read_package(honest.package(tmp_path, inside, entries=listed))
