"""A receipt as a file: its members, its proof made by hand, its bounds."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.receipt_file import is_proved, read_receipt, receipt_for, write_receipt
from cchc_desktop.exchange.safe_json import canonical
from tests.exchange.test_wording import INFO

AT = datetime(2026, 9, 9, 8, 30, 15, 999)


def test_the_members_and_the_proof_are_those_of_the_description(tmp_path: Path) -> None:
    path = write_receipt(tmp_path / "bien.nhan", receipt_for(INFO, " Sở Nội vụ\n", AT))
    assert path == tmp_path / "bien.nhan.cchcbn"
    told = json.loads(path.read_bytes())
    proof = told.pop("proof")
    assert told == {
        "format": "cchc-receipt",
        "version": 1,
        "check_code": "7F3A-91C2",
        "file_name": "Gói 1.cchcgoi",
        "receiver": "Sở Nội vụ",
        "received_at": "2026-09-09T08:30:15",
        "program_version": __version__,
    }
    assert proof == hmac.new(INFO.sha256.encode(), canonical(told), hashlib.sha256).hexdigest()
    found = read_receipt(path)
    assert found == receipt_for(INFO, "Sở Nội vụ", AT) and found.further == {}
    assert is_proved(found, INFO.sha256) and not is_proved(found, "0" * 64)
    assert not is_proved(replace(found, further={"a": 1}), INFO.sha256)
    now = receipt_for(INFO, "Sở").received_at
    assert now.microsecond == 0 and abs((datetime.now() - now).total_seconds()) < 60


@pytest.mark.parametrize(("more", "taken"), [(0, True), (1, False)])
def test_how_large_one_may_be(tmp_path: Path, more: int, taken: bool) -> None:
    path = write_receipt(tmp_path / "a.cchcbn", receipt_for(INFO, "Sở", AT))
    path.write_bytes(path.read_bytes() + b" " * (64 * 1024 - path.stat().st_size + more))
    if taken:
        assert is_proved(read_receipt(path), INFO.sha256)
        return
    with pytest.raises(UserError, match=r"“a\.cchcbn” không phải là biên nhận"):
        read_receipt(path)


def test_a_version_that_is_no_number_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.cchcbn").write_text('{"format": "cchc-receipt", "version": "2"}')
    with pytest.raises(UserError, match="không phải là biên nhận"):
        read_receipt(tmp_path / "a.cchcbn")
    with pytest.raises(UserError, match=r"“b\.cchcbn”"):
        read_receipt(tmp_path / "b.cchcbn")
