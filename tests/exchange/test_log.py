"""What was sent and received is noted, newest first, and can be undone like any other step."""

from datetime import datetime

import pytest

from cchc_desktop.services.exchange.log import add_log, read_log
from cchc_desktop.storage.changes import Change
from tests.exchange.conftest import Begun


def noted(begun: Begun, subject: str, moment: datetime, year: int = 2026) -> Change:
    return add_log(
        begun.dossier,
        direction="sent",
        partner=" UBND tỉnh An Bình ",
        subject=subject,
        file_name="CCHC-2026.cchcgoi",
        sha256="7f3a91c2" + "0" * 56,
        size=1234,
        status="made",
        year=year,
        period="2026-9M",
        at=moment,
    )


def test_the_newest_stands_first_and_other_years_apart(begun: Begun) -> None:
    noted(begun, "Báo cáo quý I", datetime(2026, 3, 10, 8, 0))
    noted(begun, "Báo cáo 6 tháng", datetime(2026, 6, 10, 8, 0))
    noted(begun, "Kế hoạch", datetime(2025, 1, 20, 8, 0), year=2025)
    rows = read_log(begun.dossier, 2026)
    assert [row.subject for row in rows] == ["Báo cáo 6 tháng", "Báo cáo quý I"]
    assert (rows[0].partner, rows[0].size, rows[0].period) == ("UBND tỉnh An Bình", 1234, "2026-9M")


def test_without_a_moment_it_is_now(begun: Begun) -> None:
    before = datetime.now().replace(microsecond=0)
    add_log(
        begun.dossier,
        direction="received",
        partner="",
        subject="",
        file_name="",
        sha256="",
        size=0,
        status="received",
        year=2026,
    )
    assert before <= read_log(begun.dossier, 2026)[0].at <= datetime.now()


def test_a_line_keeps_all_that_is_noted_under_the_guid_that_was_given(begun: Begun) -> None:
    told = {
        "direction": "sent",
        "file_name": "a.cchcgoi",
        "sha256": "0" * 64,
        "size": 5,
        "status": "failed",
        "year": 2026,
    }
    more = {"partner": "Sở", "subject": " Gói ", "folder": "D:/gui", "address": "so@a.vn", "note": "Hết chỗ"}
    add_log(begun.dossier, **told, **more, guid="ab" * 16)  # type: ignore[arg-type]
    (row,) = read_log(begun.dossier, 2026)
    assert (row.guid, row.partner, row.subject, row.file_name) == ("ab" * 16, "Sở", "Gói", "a.cchcgoi")
    assert (row.folder, row.address, row.status_note) == ("D:/gui", "so@a.vn", "Hết chỗ")
    assert (row.size, row.sha256, row.status, row.period) == (5, "0" * 64, "failed", "")


def test_an_unknown_status_is_a_bug(begun: Begun) -> None:
    with pytest.raises(ValueError):
        add_log(
            begun.dossier,
            direction="sent",
            partner="",
            subject="",
            file_name="",
            sha256="",
            size=0,
            status="lost",
            year=2026,
        )
