"""Which tasks of a superior's plan ask something of the communes."""

import pytest

from cchc_desktop.rules.assigned import Duty, concern


@pytest.mark.parametrize(
    ("lead", "coordination", "texts", "duty", "words"),
    [
        ("UBND cấp xã", "Sở Nội vụ", "", Duty.LEAD, "UBND cấp xã"),
        ("Các sở, ban, ngành; UBND các xã, phường", "", "", Duty.LEAD, "UBND các xã, phường"),
        ("Ủy ban nhân dân các xã, phường, đặc khu", "", "", Duty.LEAD, "Ủy ban nhân dân các xã, phường, đặc khu"),
        ("Sở Nội vụ", "Các Sở, ngành, đơn vị, UBND cấp xã", "", Duty.COORDINATION, "UBND cấp xã"),
        ("Phòng Nội vụ; UBND các xã, thị trấn", "", "", Duty.LEAD, "UBND các xã, thị trấn"),
        ("Sở Tư pháp", "", "Giao UBND cấp xã rà soát văn bản", Duty.NAMED, "UBND cấp xã"),
        ("Sở Tài chính", "UBND 102 xã, phường", "", Duty.COORDINATION, "UBND 102 xã, phường"),
        ("Sở Nội vụ", "Các địa phương", "", Duty.PERHAPS, "Các địa phương"),
        ("Sở Nội vụ", "Các cơ quan, đơn vị, địa phương", "", Duty.PERHAPS, "Các cơ quan, đơn vị, địa phương"),
        ("UBND xã Bình Minh", "", "", Duty.LEAD, "UBND xã Bình Minh"),
        ("UBND xã An Lạc", "", "", Duty.NONE, ""),
        ("Sở Nội vụ", "Văn phòng UBND tỉnh", "Xây dựng kế hoạch", Duty.NONE, ""),
        ("", "", "Xây dựng các phương án, đi xa", Duty.NONE, ""),
        ("", "", "", Duty.NONE, ""),
    ],
)
def test_who_is_asked(lead: str, coordination: str, texts: str, duty: Duty, words: str) -> None:
    found = concern(lead=lead, coordination=coordination, texts=texts, office="UBND xã Bình Minh")
    assert (found.duty, found.words) == (duty, words)
