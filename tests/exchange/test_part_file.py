"""A unit's part as a file: its bytes, its name, and what is just taken or just refused."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.part_file import part_bytes, part_file_name, part_name, part_of, read_part, write_part
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.models.part_rows import Part, PartFigure, PartItem, PartTask

ITEM = PartItem("1" * 32, "1", "Mục", "", "", "Nội dung")
TASK = PartTask("3" * 32, "1.1", "Rà soát", "", "not_started", 0, "done", 100)
FIGURE = PartFigure("2" * 32, "26", "Số hồ sơ", "hồ sơ", "count", None, Decimal("1.50"))
PART = Part(
    "a" * 32, "b" * 32, "c" * 32, 2026, "2026-9M", "UBND xã", "Phòng Kinh tế", date(2026, 9, 5), datetime(2026, 9, 1),
    "Ông A", datetime(2026, 9, 4, 8), (ITEM,), (TASK,), (FIGURE,),
)  # fmt: skip


def test_it_comes_back_the_same(tmp_path: Path) -> None:
    write_part(PART, tmp_path / "a.cchcphan")
    assert read_part(tmp_path / "a.cchcphan") == PART
    told = json.loads((tmp_path / "a.cchcphan").read_bytes())
    assert (tmp_path / "a.cchcphan").read_bytes() == part_bytes(PART)
    assert list(told) == ["format", "version", "part", "hash"] and (told["format"], told["version"]) == ("cchc-part", 1)
    digest = told.pop("hash")
    assert digest == hashlib.sha256(canonical(told)).hexdigest()


def test_its_name() -> None:
    assert part_name(PART) == part_file_name("2026-9M", "Phòng Kinh tế") == "Phan-2026-9M-phong-kinh-te.cchcphan"
    assert part_file_name("2026-Q1", "數") == "Phan-2026-Q1-don-vi.cchcphan"


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        (replace(PART, items=(ITEM,) * 4_998), False),
        (replace(PART, items=(ITEM,) * 4_999), True),
        (replace(PART, figures=(FIGURE,) * 4_998), False),
        (replace(PART, tasks=(TASK,) * 4_999), True),
        *((replace(PART, **{name: "x" * 500}), False) for name in ("office", "unit", "sender")),
        *((replace(PART, **{name: "x" * 501}), True) for name in ("office", "unit", "sender")),
        *((replace(PART, **{name: "x\ny"}), True) for name in ("office", "unit", "sender")),
        (replace(PART, items=(replace(ITEM, title="x" * 20_000),)), False),
        (replace(PART, items=(replace(ITEM, title="x" * 20_001),)), True),
        (replace(PART, tasks=(replace(TASK, text="x" * 20_001),)), True),
        (replace(PART, figures=(replace(FIGURE, name="x" * 20_001),)), True),
        (replace(PART, tasks=(replace(TASK, percent=100), replace(TASK, percent=0))), False),
        (replace(PART, tasks=(TASK, replace(TASK, percent=101))), True),
        (replace(PART, tasks=(TASK, replace(TASK, percent=-1))), True),
        (replace(PART, tasks=(replace(TASK, status="carried_over"),)), False),
        (replace(PART, tasks=(replace(TASK, status="gone"),)), True),
        (replace(PART, year=2025), True),
        (replace(PART, period="quý 1"), True),
    ],
)
def test_what_a_part_may_just_hold(part: Part, wrong: bool) -> None:
    if not wrong:
        assert part_of(part_bytes(part), "p") == part
        return
    with pytest.raises(UserError, match="“p”"):
        part_of(part_bytes(part), "p")


def bent(**changed: Any) -> bytes:
    body = {**json.loads(part_bytes(PART)), **changed}
    del body["hash"]
    return json.dumps({**body, "hash": hashlib.sha256(canonical(body)).hexdigest()}).encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bent(later=[1]), ""),
        (bent(version="1"), ""),
        (bent(version=2), "phiên bản mới"),
        (bent(format="cchc-package"), r"\.cchcphan"),
        (bent(part=None), "Gói.phan"),
        (b"[]", r"\.cchcphan"),
        (b"{", r"\.cchcphan"),
        (b'{"format":"cchc-part","version":9}', "phiên bản mới"),
        (b'{"format":"cchc-part","version":1}', "bị hỏng"),
        (part_bytes(PART).replace("Ông A".encode(), "Ông B".encode()), "bị hỏng"),
    ],
)
def test_other_files(data: bytes, said: str) -> None:
    if not said:
        assert part_of(data, "Gói.phan") == PART
        return
    with pytest.raises(UserError, match=said):
        part_of(data, "Gói.phan")


def test_sizes_and_files_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.cchcphan"
    most = 8 * 1024 * 1024
    path.write_bytes(part_bytes(PART) + b" " * (most - len(part_bytes(PART))))
    assert read_part(path) == PART
    path.write_bytes(part_bytes(PART) + b" " * (most - len(part_bytes(PART)) + 1))
    with pytest.raises(UserError, match=r"“a\.cchcphan”.*\.cchcphan"):
        read_part(path)
    with pytest.raises(UserError, match="không có"):
        read_part(tmp_path / "không có")
