"""Small files that would hang the program or eat its memory are answered at once, before anything is built of them."""

import hashlib
import json
import os
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_reader import reading, verify_package
from cchc_desktop.exchange.part_file import part_bytes, part_of, read_part
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.part_rows import Part, PartFigure, PartItem
from cchc_desktop.text import clean
from tests.exchange import honest

SECONDS, MEMORY = 4.0, 300 * 1024 * 1024  # tracing memory makes everything about twice as slow


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Whatever the answer is, it comes soon and costs little."""
    tracemalloc.start()
    begun = time.process_time()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - begun < SECONDS
    assert peak < MEMORY


def with_member(name: str, raw: bytes) -> honest.Files:
    """The honest package with one more member in a file under data/, which no reader knows."""
    files = honest.files()
    files[name] = files[name].rstrip()[:-1].rstrip() + b',"z":' + raw + b"}"
    return files


@pytest.mark.parametrize(
    "raw",
    [
        b"[" + b"[]," * 8_000_000 + b"[]]",
        b"[" + b"{}," * 7_000_000 + b"{}]",
        b"[" + b'{"a":{}},' * 2_000_000 + b"{}]",
        b"[" + b'"a",' * 5_000_000 + b'""]',
        b"[" * 5_000_000 + b"]" * 5_000_000,
        b'{"a":' * 2_000_000 + b"1" + b"}" * 2_000_000,
    ],
    ids=["lists", "objects", "nested objects", "words", "deep lists", "deep objects"],
)
def test_members_that_nobody_knows_are_not_built(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(UserError):
        verify_package(honest.package(tmp_path, with_member("data/plans.json", raw)))


def test_a_member_of_a_later_program_is_passed_over(tmp_path: Path) -> None:
    package = honest.package(tmp_path, with_member("data/plans.json", b'[{"later":[1,2]}]'))
    assert verify_package(package).office == honest.OFFICE.name


def test_all_data_files_together_are_bounded(tmp_path: Path) -> None:
    files = honest.files()
    for name in data_files(honest.DATA):
        files[name] = b" " * 9_000_000 + files[name]
    with pytest.raises(UserError):
        verify_package(honest.package(tmp_path, files))


def test_many_files_that_unpack_to_much_are_bounded(tmp_path: Path) -> None:
    files = honest.files() | {f"papers/{number}.pdf": bytes(1024 * 1024) for number in range(40)}
    with pytest.raises(UserError):
        verify_package(honest.package(tmp_path, files))


def test_checking_stops_between_two_pieces(tmp_path: Path) -> None:
    files = honest.files() | {"papers/a.pdf": os.urandom(3_000_000)}
    steps = reading(honest.package(tmp_path, files))
    for _piece in range(5):
        next(steps)
    steps.close()
    (tmp_path / "Gói.cchcgoi").unlink()  # nothing holds it any more


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "ống.cchcgoi"
    os.mkfifo(pipe)
    with pytest.raises(UserError):
        verify_package(pipe)
    with pytest.raises(UserError):
        read_part(pipe)


def test_thousands_of_marks_upon_one_letter_are_no_work() -> None:
    assert len(clean("a" + "\u0316\u0301" * 500_000)) <= 31
    assert clean("Cải cách " + "…" * 100) == "Cải cách " + "…" * 100


def a_part(**changed: Any) -> bytes:
    """A part as a hostile sender may write it, with a hash that fits."""
    part = Part(
        "a" * 32,
        "b" * 32,
        "c" * 32,
        2026,
        "2026-9M",
        "UBND xã Bình Minh",
        "Phòng Kinh tế",
        None,
        datetime(2026, 9, 8),
        items=(PartItem("1" * 32, "1", "Mục", "", "", "Nội dung"),),
        figures=(PartFigure("2" * 32, "26", "Số hồ sơ", "hồ sơ", "count", None, None),),
    )
    body = json.loads(part_bytes(part))
    body["part"] |= changed
    del body["hash"]
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    with suppress(UnicodeEncodeError):  # a half of a character has no hash
        digest = hashlib.sha256(canonical(body)).hexdigest()
    return json.dumps(body | {"hash": digest}).encode()


FIGURE = {
    "guid": "2" * 32,
    "code": "26",
    "name": "Số",
    "unit": "",
    "kind": "count",
    "before": None,
    "value": "1",
    "estimated": False,
}


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "Phòng \ud800"},
        {"\udfff": 1},
        {"year": 10**17},
        {"year": -1, "period": "-001-9M"},
        {"year": 2025},
        {"period": "2026-9M" * 1000},
        {"unit": "dài " * 100_000},
        {"unit": "hai\ndòng"},
        {"asked_at": "2026-09-08T00:00:00+07:00"},
        {"figures": [FIGURE | {"value": "999999999999999999"}]},
        {"figures": [FIGURE | {"value": "-922337203685478"}]},
        {"figures": [FIGURE | {"value": 10**30}]},
        {"items": [{}]},
        {"items": [[]] * 100_000},
        {"tasks": {"a": 1}},
    ],
)
def test_a_part_with_what_no_part_holds_is_refused_in_a_sentence(changed: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        part_of(a_part(**changed), "phần.cchcphan")


def test_the_part_itself_is_good() -> None:
    assert part_of(a_part(), "phần.cchcphan").unit == "Phòng Kinh tế"
