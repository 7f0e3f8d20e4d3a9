"""Papers that came in a folder or an archive: recognised, proposed a place, taken all in one step or not at all."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.errors import UserError
from cchc_desktop.readers import paper_folders
from cchc_desktop.readers.paper_card import PaperCard, with_name
from cchc_desktop.readers.paper_folders import CameFile, Gathered, gather
from cchc_desktop.services.evidence import read_evidence
from cchc_desktop.services.intake import came_papers
from cchc_desktop.services.intake.came_papers import (
    CamePaper,
    Destination,
    Taking,
    here_before,
    recognise,
    take,
    taken_lines,
)
from cchc_desktop.services.papers.incoming import incoming_bytes, read_incoming
from cchc_desktop.services.papers.legal_bases import read_legal_bases
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan

TODAY = date(YEAR, 9, 8)
HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
LETTER = (
    "UBND TỈNH AN BÌNH\nSỞ NỘI VỤ\n" + HEAD + "Số: 115/SNV-CCHC\nV/v báo cáo cải cách hành chính quý III\n"
    f"An Bình, ngày 28 tháng 8 năm {YEAR}\n\nKính gửi: UBND các xã, phường.\n\n"
    f"Sở Nội vụ đề nghị các xã, phường gửi báo cáo về Sở trước ngày 15/9/{YEAR} để tổng hợp./.\n"
)
DECREE = (
    "CHÍNH PHỦ\n" + HEAD + f"Số: 77/{YEAR}/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm {YEAR}\n\n"
    "NGHỊ ĐỊNH\nVề công tác văn thư số\n\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định.\n"
)


def run(steps: object) -> object:
    """What a generator of progress returns."""
    try:
        while True:
            next(steps)  # type: ignore[call-overload]
    except StopIteration as stop:
        return stop.value


def gathered(tmp_path: Path, *paths: Path) -> Gathered:
    """What is gathered from these."""
    into = tmp_path / "unpacked"
    into.mkdir(exist_ok=True)
    return run(gather(paths, into))  # type: ignore[return-value]


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    made, _plan, _guids = with_plan(tmp_path)
    yield made
    made.close()


def seen(dossier: Dossier, tmp_path: Path, *paths: Path) -> tuple[CamePaper, ...]:
    """What is recognised of these."""
    return run(recognise(dossier, gathered(tmp_path, *paths), TODAY))  # type: ignore[return-value]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A letter with its annex, the same letter once more, a decree, a scan, and what a system leaves behind."""
    made = tmp_path / "Văn bản đến"
    (made / "Sở Nội vụ").mkdir(parents=True)
    (made / "Sở Nội vụ" / "115-SNV-CCHC.txt").write_text(LETTER, "utf-8")
    (made / "Sở Nội vụ" / "Phụ lục 1.txt").write_text("Đơn vị; Số hồ sơ\nXã Bình Minh; 12\n", "utf-8")
    (made / "Sở Nội vụ" / "Thumbs.db").write_bytes(b"x")
    (made / "ban sao cong van.txt").write_text(LETTER, "utf-8")
    (made / "nd77.txt").write_text(DECREE, "utf-8")
    (made / "45-KH-UBND 12.01.2026 cai cach hanh chinh.jpg").write_bytes(b"\xff\xd8\xff scan")
    (made / "rong.docx").write_bytes(b"")
    return made


def test_a_folder_is_listed_whole_each_file_with_what_it_says_and_where_it_might_go(
    dossier: Dossier, folder: Path, tmp_path: Path
) -> None:
    papers = {paper.file.place.partition("/")[2]: paper for paper in seen(dossier, tmp_path, folder)}
    assert len(papers) == 6
    letter = papers["Sở Nội vụ/115-SNV-CCHC.txt"]
    card = letter.card
    assert (card.kind, card.issuer, card.number, card.issued_on) == (
        "Công văn", "Sở Nội vụ", "115/SNV-CCHC", date(YEAR, 8, 28),
    )  # fmt: skip
    assert (card.subject, card.due_on) == ("Báo cáo cải cách hành chính quý III", date(YEAR, 9, 14))
    assert f"15/9/{YEAR}" in card.due_words
    copy = papers["ban sao cong van.txt"]
    annex, decree = papers["Sở Nội vụ/Phụ lục 1.txt"], papers["nd77.txt"]
    # Files stand before the folders below: the copy in the folder itself came first.
    assert (copy.twin, letter.twin) == ("", copy.file.place) and letter.proposed is Destination.LEFT
    assert here_before(letter) == (f"Cùng nội dung với tệp “{copy.file.place}”.",) and here_before(copy) == ()
    assert copy.proposed is Destination.INCOMING and annex.card.annex
    assert annex.proposed is Destination.ATTACHED  # of the letter, under whatever name that is registered
    assert (decree.card.kind, decree.card.issuer, decree.proposed) == ("Nghị định", "Chính phủ", Destination.BASIS)
    scan = papers["45-KH-UBND 12.01.2026 cai cach hanh chinh.jpg"]
    assert scan.unread and (scan.card.number, scan.card.kind) == ("45/KH-UBND", "Kế hoạch")
    assert {"number", "kind", "issued_on"} <= scan.card.by_name and scan.card.issued_on == date(2026, 1, 12)
    empty = papers["rong.docx"]
    assert empty.file.path is None and "rỗng" in empty.unread and empty.proposed is Destination.LEFT
    assert [one.rpartition("/")[2] for one in gathered(tmp_path, folder).left_out] == ["Thumbs.db"]


def test_an_annex_goes_with_the_paper_before_it_in_its_folder(dossier: Dossier, folder: Path, tmp_path: Path) -> None:
    letter, annex = seen(dossier, tmp_path, folder / "Sở Nội vụ")
    assert (letter.proposed, annex.proposed) == (Destination.INCOMING, Destination.ATTACHED)


def test_the_same_letter_in_another_form_is_a_further_file_of_it(dossier: Dossier, tmp_path: Path) -> None:
    place = tmp_path / "den"
    place.mkdir()
    (place / "115-SNV-CCHC.jpg").write_bytes(b"\xff\xd8\xff scan")
    (place / "cong van.txt").write_text(LETTER, "utf-8")
    (place / "khac.txt").write_text(LETTER.replace("28 tháng 8", "29 tháng 8"), "utf-8")  # of another day
    papers = seen(dossier, tmp_path, place)
    assert [one.proposed for one in papers] == [Destination.ATTACHED, Destination.INCOMING, Destination.INCOMING]
    assert came_papers.attached_to(0, papers) == 1


def takings(papers: tuple[CamePaper, ...], **by_name: Taking) -> list[Taking]:
    """As proposed."""
    made = []
    for place, paper in enumerate(papers):
        to = came_papers.attached_to(place, papers)
        made.append(Taking(paper.file, paper.proposed, paper.facts(TODAY), to=to))
    return made


def test_all_are_taken_in_one_step_that_can_be_undone_or_none_is(
    dossier: Dossier, folder: Path, tmp_path: Path
) -> None:
    papers = seen(dossier, tmp_path, folder / "Sở Nội vụ", folder / "nd77.txt")
    wished = takings(papers)
    task = with_task(dossier)
    wished.append(Taking(papers[0].file, Destination.EVIDENCE, papers[0].facts(TODAY), owner_guid=task))
    change = take(dossier, takings=wished)
    (line,) = read_incoming(dossier, YEAR)
    assert (line.facts.number, line.facts.arrival_number, line.facts.due_on) == (
        "115/SNV-CCHC", "01", date(YEAR, 9, 14),
    )  # fmt: skip
    assert [file.file_name for file in line.files] == ["115-SNV-CCHC.txt", "Phụ lục 1.txt"]
    assert incoming_bytes(dossier, line.files[0].guid).data == LETTER.encode()
    assert taken_lines(change, wished) == {0: line.guid}
    texts = [row.text for row in read_legal_bases(dossier)]
    assert f"Nghị định số 77/{YEAR}/NĐ-CP ngày 05 tháng 3 năm {YEAR} của Chính phủ về công tác văn thư số" in texts
    (proof,) = read_evidence(dossier, task)
    assert (proof.title, proof.number, proof.issuer) == (
        "Báo cáo cải cách hành chính quý III",
        "115/SNV-CCHC",
        "Sở Nội vụ",
    )
    again = seen(dossier, tmp_path, folder / "Sở Nội vụ", folder / "nd77.txt")
    assert [paper.proposed for paper in again] == [Destination.LEFT] * 3
    assert again[0].registered is not None and again[0].registered.guid == line.guid and again[2].listed
    undo(dossier, change)
    assert read_incoming(dossier, YEAR) == () and read_evidence(dossier, task) == ()
    (folder / "nd77.txt").write_text(DECREE + "x", "utf-8")  # changed since it was read
    wished.append(Taking(papers[2].file, Destination.EVIDENCE, papers[2].facts(TODAY), owner_guid=task))
    with pytest.raises(UserError, match=r"nd77\.txt"):
        take(dossier, takings=wished)
    assert read_incoming(dossier, YEAR) == ()


def with_task(dossier: Dossier) -> str:
    """The guid of a task."""
    with dossier.raw_connection() as plain:
        return str(plain.execute("SELECT guid FROM task").fetchone()[0])


def test_what_cannot_be_read_is_registered_all_the_same_with_or_without_its_file(
    dossier: Dossier, folder: Path, tmp_path: Path
) -> None:
    scan = seen(dossier, tmp_path, folder / "45-KH-UBND 12.01.2026 cai cach hanh chinh.jpg")[0]
    gone = CameFile("hong.pdf", None, reason="Tệp rỗng.")
    facts = replace(scan.facts(TODAY), subject="Văn bản giấy")
    take(
        dossier,
        takings=[
            Taking(scan.file, Destination.INCOMING, scan.facts(TODAY)),
            Taking(gone, Destination.INCOMING, facts),
        ],
    )
    assert [len(line.files) for line in read_incoming(dossier, YEAR)] == [1, 0]
    for wrong in (Destination.ATTACHED, Destination.EVIDENCE):
        with pytest.raises(UserError, match=r"hong\.pdf"):
            take(dossier, takings=[Taking(gone, wrong, facts, owner_guid="x")])


# Archives


def packed(path: Path, entries: dict[str, bytes], **more: object) -> Path:
    """A ZIP of these."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def test_an_archive_is_looked_into_and_writes_nowhere_but_into_its_own_folder(tmp_path: Path) -> None:
    inner = packed(tmp_path / "trong.zip", {"115.txt": LETTER.encode()}).read_bytes()
    long = "dài " * 50 + ".txt"
    names = ["../../thoat.txt", "/etc/tuyet-doi.txt", "C:\\Windows\\a.txt", "nhóm/văn bản.txt", "nhóm/"]
    path = packed(
        tmp_path / "a.zip", {name: b"x" if name[-1] != "/" else b"" for name in names} | {"b.zip": inner, long: b"x"}
    )
    before = {one for one in tmp_path.rglob("*")}
    found = gathered(tmp_path, path).files
    assert [one.place for one in found] == [
        "a.zip/thoat.txt", "a.zip/etc/tuyet-doi.txt", "a.zip/Windows/a.txt", "a.zip/nhóm/văn bản.txt",
        "a.zip/b.zip/115.txt", f"a.zip/{long}",
    ]  # fmt: skip
    made = {one for one in tmp_path.rglob("*")} - before
    assert {one.relative_to(tmp_path).parts[0] for one in made} == {"unpacked"}
    assert found[-1].path is not None and len(found[-1].path.name) < 70
    assert found[-2].sha256 == hashlib.sha256(LETTER.encode()).hexdigest()


@given(st.text(max_size=40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_an_entry_is_called_it_is_shown_as_a_place_below_its_archive(name: str, as_utf8: bool) -> None:
    entry = zipfile.ZipInfo(name or "x")
    entry.flag_bits = 0x800 if as_utf8 else 0
    shown = paper_folders._shown(entry)
    parts = shown.split("/")
    assert all(part not in ("", ".", "..") and not part.endswith(":") for part in parts)
    assert "\\" not in shown and "\n" not in shown and "\0" not in shown


def test_files_of_the_program_among_papers_are_named_and_not_taken_apart(tmp_path: Path) -> None:
    package = packed(tmp_path / "xa-a.cchcgoi", {"manifest.json": b"{}", "papers/bao-cao.txt": LETTER.encode()})
    packed(tmp_path / "den.zip", {"xa-a.cchcgoi": package.read_bytes(), "cv.txt": LETTER.encode()})
    (one, letter) = gathered(tmp_path, tmp_path / "den.zip").files
    assert one.place == "den.zip/xa-a.cchcgoi" and one.path is None and "của chương trình" in one.reason
    assert letter.path is not None


def test_folders_within_folders_without_end_are_bounded(tmp_path: Path) -> None:
    deep = tmp_path / "a"
    for _level in range(40):
        deep = deep / "b"
    deep.mkdir(parents=True)
    (one,) = gathered(tmp_path, tmp_path / "a").files
    assert one.path is None and one.reason


def test_names_in_old_letters_are_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"KeHoach%%.txt": b"x"})
    for letters in ("utf-8", "cp1258"):
        raw = path.read_bytes().replace(b"%%", "à".encode(letters).ljust(2, b"o"))
        (tmp_path / "b.zip").write_bytes(raw)
        (one,) = gathered(tmp_path, tmp_path / "b.zip").files
        assert one.name.startswith("KeHoachà"), letters


def test_bombs_locks_links_and_damage_are_listed_with_their_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = 0o120777 << 16
    path = packed(
        tmp_path / "a.zip", {"bom.txt": b"0" * (11 * 1024 * 1024), "khoa.txt": b"x" * 9, "hong.txt": b"hong" * 9}
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    data = bytearray(path.read_bytes())
    at = data.index(b"khoa.txt", data.index(b"PK\x01\x02"))
    data[at - 38] |= 1  # the flags in the table of contents
    with zipfile.ZipFile(path) as archive:
        begin = archive.getinfo("hong.txt").header_offset
    data[begin + 30 + len("hong.txt") + 1] ^= 0xFF
    path.write_bytes(bytes(data))
    reasons = {one.name: (one.path, one.reason) for one in gathered(tmp_path, path).files}
    assert set(reasons) == {"bom.txt", "khoa.txt", "hong.txt", "lien-ket.txt"}
    assert all(where is None and reason for where, reason in reasons.values())
    assert "mật khẩu" in reasons["khoa.txt"][1] and "hỏng" in reasons["hong.txt"][1]
    deep = b"x"
    for level in range(9):
        deep = packed(tmp_path / "t.zip", {f"{level}.zip" if level else "x.txt": deep}).read_bytes()
    (tmp_path / "t.zip").write_bytes(deep)
    assert [one.name for one in gathered(tmp_path, tmp_path / "t.zip").files] == ["6.zip"]
    monkeypatch.setattr(paper_folders, "MOST_FILES", 2)
    many = packed(tmp_path / "nhieu.zip", {f"{n}.txt": b"x" for n in range(5)})
    found = gathered(tmp_path, many, path).files
    assert [bool(one.path) for one in found] == [True, True, False, False]
    (tmp_path / "nhieu").mkdir()
    for n in range(4):
        (tmp_path / "nhieu" / f"{n}.txt").write_bytes(b"x")
    assert [bool(one.path) for one in gathered(tmp_path, tmp_path / "nhieu").files] == [True, True, False]
    (tmp_path / "c.zip").write_bytes(b"PK\3\4 cut")
    assert [one.path for one in gathered(tmp_path, tmp_path / "c.zip", tmp_path / "not-there").files] == [None, None]


@pytest.mark.parametrize(
    ("name", "kind", "number", "day", "annex"),
    [
        ("15-KH-UBND.pdf", "Kế hoạch", "15/KH-UBND", None, False),
        ("QD 334_QĐ-UBND ngay 30-12-2023.doc", "Quyết định", "334/QĐ-UBND", date(2023, 12, 30), False),
        ("Ke hoach CCHC nam 2026.docx", "Kế hoạch", "", None, False),
        ("Phu luc 02 - bieu mau.xlsx", "", "", None, True),
        ("120-SNV-CCHC 02.9.2026 tap huan.pdf", "Công văn", "120/SNV-CCHC", date(2026, 9, 2), False),
        ("2026-CCHC-BAO CAO.pdf", "", "", None, False),
        ("scan0001.pdf", "", "", None, False),
    ],
)
def test_what_a_paper_does_not_say_its_file_name_may(
    name: str, kind: str, number: str, day: date | None, annex: bool
) -> None:
    card = with_name(PaperCard(), name)
    assert (card.kind, card.number, card.issued_on, card.annex) == (kind, number, day, annex)
    assert card.issuer == ("Sở Nội vụ" if "SNV" in name else "")
    said = PaperCard(kind="Báo cáo", number="9/BC-UBND")
    assert with_name(said, name).number == "9/BC-UBND"
    assert with_name(said, name).otherwise == number
