"""A receipt closes the line of the package that it is for, and none that is forged does."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.exchange.receipt_file import is_proved, read_receipt, receipt_for, write_receipt
from cchc_desktop.rules.statuses import Direction, PackageStatus
from cchc_desktop.services.exchange.log import add_log, read_log, take_receipt
from tests.exchange import honest
from tests.exchange.conftest import Begun

AT = datetime(2026, 9, 9, 8, 30)


@pytest.fixture
def info(tmp_path: Path) -> PackageInfo:
    return verify_package(honest.package(tmp_path))


def noted(begun: Begun, info: PackageInfo, partner: str, at: datetime, sha256: str = "") -> None:
    add_log(
        begun.dossier,
        direction=Direction.SENT,
        partner=partner,
        subject="CCHC",
        file_name=info.path.name,
        sha256=sha256 or info.sha256,
        size=info.size,
        status=PackageStatus.SENT,
        year=2026,
        at=at,
    )


def states(begun: Begun) -> dict[str, tuple[str, str]]:
    return {row.partner: (row.status, row.status_note) for row in read_log(begun.dossier, 2026)}


def test_a_receipt_closes_the_line_of_its_receiver(begun: Begun, info: PackageInfo, tmp_path: Path) -> None:
    noted(begun, info, "Sở Nội vụ", datetime(2026, 9, 8, 8))
    noted(begun, info, "UBND tỉnh", datetime(2026, 9, 8, 9))
    path = write_receipt(tmp_path / "bien-nhan", receipt_for(info, "Sở Nội vụ", AT))
    assert path.suffix == ".cchcbn"
    receipt = read_receipt(path)
    assert info.sha256 not in path.read_text("utf-8") and receipt.check_code == info.short_hash
    assert take_receipt(begun.dossier, receipt=receipt)
    assert states(begun) == {
        "Sở Nội vụ": ("acknowledged", "Sở Nội vụ, 08:30 09/09/2026"),
        "UBND tỉnh": ("sent", ""),
    }
    assert not take_receipt(begun.dossier, receipt=receipt)  # the same again changes nothing
    assert states(begun)["UBND tỉnh"] == ("sent", "")


def test_a_receiver_of_another_name_closes_the_newest_line(begun: Begun, info: PackageInfo) -> None:
    noted(begun, info, "Sở Nội vụ", datetime(2026, 9, 8, 8))
    noted(begun, info, "UBND tỉnh", datetime(2026, 9, 8, 9))
    take_receipt(begun.dossier, receipt=receipt_for(info, "Văn phòng UBND tỉnh", AT))
    assert states(begun)["UBND tỉnh"][0] == "acknowledged" and states(begun)["Sở Nội vụ"][0] == "sent"


def test_a_package_that_was_not_sent_here_has_no_receipt(begun: Begun, info: PackageInfo) -> None:
    with pytest.raises(UserError, match=info.short_hash):
        take_receipt(begun.dossier, receipt=receipt_for(info, "Sở Nội vụ"))


def test_who_knows_only_the_check_code_cannot_forge_one(begun: Begun, info: PackageInfo) -> None:
    noted(begun, info, "Sở Nội vụ", AT)
    guessed = replace(info, sha256=info.sha256[:8] + "0" * 56)
    with pytest.raises(UserError, match="không được lập từ gói đã gửi"):
        take_receipt(begun.dossier, receipt=receipt_for(guessed, "Sở Nội vụ"))
    assert states(begun) == {"Sở Nội vụ": ("sent", "")}


@pytest.mark.parametrize(
    "change",
    [
        {"receiver": "Sở khác"},
        {"received_at": "2026-09-10T08:30:00"},
        {"file_name": "khac.cchcgoi"},
        {"more": "thêm"},
        {"further": {}},
        {"proof": "0" * 64},
        {"proof": "đ"},
    ],
)
def test_a_receipt_that_was_changed_is_not_proved(info: PackageInfo, tmp_path: Path, change: dict[str, object]) -> None:
    path = write_receipt(tmp_path / "a.cchcbn", receipt_for(info, "Sở Nội vụ", AT))
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    assert not is_proved(read_receipt(path), info.sha256)


def test_members_of_a_later_program_are_covered_and_kept(info: PackageInfo, tmp_path: Path) -> None:
    from cchc_desktop.exchange import receipt_file

    later = replace(receipt_for(info, "Sở", AT), further={"signed_by": "Trần Thị B"})
    later = replace(later, proof=receipt_file._proof(receipt_file._told(later), info.sha256))
    read = read_receipt(write_receipt(tmp_path / "a.cchcbn", later))
    assert is_proved(read, info.sha256) and read.further == {"signed_by": "Trần Thị B"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "cchc-receipt"}',
        '{"format": "cchc-receipt", "version": NaN}',
        '{"format": "cchc-receipt", "format": "cchc-receipt"}',
        "[" * 3000,
        "x" * 70_000,
    ],
)
def test_what_is_no_receipt_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.cchcbn").write_text(text, "utf-8")
    with pytest.raises(UserError, match="không phải là biên nhận"):
        read_receipt(tmp_path / "a.cchcbn")


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.cchcbn"
    path.write_bytes(data)
    with pytest.raises(UserError):
        read_receipt(path)


def test_a_newer_receipt_asks_for_an_update(tmp_path: Path) -> None:
    (tmp_path / "a.cchcbn").write_text('{"format": "cchc-receipt", "version": 2}', "utf-8")
    with pytest.raises(UserError, match="cập nhật"):
        read_receipt(tmp_path / "a.cchcbn")
