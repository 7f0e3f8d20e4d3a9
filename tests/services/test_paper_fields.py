"""What an officer enters in the frame of a paper stands there when the paper is read again."""

from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.services.papers import papers
from cchc_desktop.services.papers.papers import ROLES
from cchc_desktop.storage.changes import undo
from tests.services.helpers import YEAR, content, new_dossier

ENTERED: dict[str, str | date | bool] = {
    "subject": "về việc báo cáo kết quả",
    "number": "15",
    "symbol": "UBND-VP",
    "place": "Xã Bình Minh",
    "issued_on": date(YEAR, 3, 2),
    "secretary": "Trần Thị B",
    "preamble": "Thực hiện kế hoạch năm",
    "closing": "Trân trọng./.",
    "signing_form": "for_head",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signer_name": "Nguyễn Văn A",
    "urgency": "urgent",
    "secrecy": "secret",
    "circulation": "LƯU HÀNH NỘI BỘ",
    "drafter_mark": "VP.(15)",
    "contact_footer": True,
    "dated": "2026-03",
}


def test_every_field_of_the_frame_is_kept(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    with dossier.change("New paper") as work:
        guid = papers.new_paper(work.session, year=YEAR, kind=PaperKind.LETTER, subject="a").guid
    before = content(dossier)
    words = {role: [f"{role} một", f"{role} hai"] for role in ROLES}
    change = papers.set_paper_frame(dossier, paper_guid=guid, fields=ENTERED, lines=words)
    row = papers.read_paper(dossier, guid)
    assert {name: getattr(row, name) for name in ENTERED} == ENTERED
    assert [list(row.legal_bases), list(row.articles), list(row.addressees), list(row.recipients)] == list(
        words.values()
    )
    undo(dossier, change)
    assert content(dossier) == before
    dossier.close()


def test_spaces_around_an_entry_are_not_kept(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    with dossier.change("New paper") as work:
        guid = papers.new_paper(work.session, year=YEAR, kind=PaperKind.LETTER, subject="a").guid
    papers.set_paper(dossier, paper_guid=guid, number=" 15 ", signer_name="Nguyễn Văn A ")
    row = papers.read_paper(dossier, guid)
    assert (row.number, row.signer_name) == ("15", "Nguyễn Văn A")
    with pytest.raises(TypeError):
        papers.set_paper(dossier, paper_guid=guid, colour="đỏ")
    with pytest.raises(TypeError):
        papers.set_paper_lines(dossier, paper_guid=guid, role="colour", lines=["đỏ"])
    dossier.close()
