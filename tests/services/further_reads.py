"""What is told of a worked-on dossier by the check, the search, the register of what came and the comparison."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cchc_desktop.commands.opening import carried_out
from cchc_desktop.models.incoming_rows import IncomingFacts
from cchc_desktop.readers.paper_folders import gather
from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import evidence
from cchc_desktop.services.checking import before, frame, mending
from cchc_desktop.services.checking.checking import Checked, check_file, check_year
from cchc_desktop.services.frame import task_rows, tasks
from cchc_desktop.services.intake import came_papers
from cchc_desktop.services.intake.came_papers import Destination, Taking
from cchc_desktop.services.papers import comparing, incoming, legal_bases
from cchc_desktop.services.papers.compared_words import became_name, counted, limits_told
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.search import rows as listed
from cchc_desktop.services.search.kinds import KINDS
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR
from tests.services.verb_runs import one, rows
from tests.services.view_reads import TODAY, Told

_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_CAME = {
    "115-SNV-CCHC.txt": f"UBND TỈNH AN BÌNH\nSỞ NỘI VỤ\n{_HEAD}Số: 115/SNV-CCHC\nV/v báo cáo cải cách hành chính\n"
    f"An Bình, ngày 28 tháng 8 năm {YEAR}\n\nKính gửi: UBND các xã, phường.\n\n"
    f"Sở Nội vụ đề nghị các xã, phường gửi báo cáo trước ngày 15/9/{YEAR} để tổng hợp./.\n",
    "Phụ lục 1.txt": "Đơn vị; Số hồ sơ\nXã Bình Minh; 12\n",
    "nd77.txt": f"CHÍNH PHỦ\n{_HEAD}Số: 77/{YEAR}/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm {YEAR}\n\n"
    "NGHỊ ĐỊNH\nVề công tác văn thư số\n\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định.\n",
    "giao viec.txt": f"ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n{_HEAD}Số: 40/KH-UBND\nAn Bình, ngày 10 tháng 01 năm {YEAR}\n\n"
    "KẾ HOẠCH\nCải cách hành chính của tỉnh\n\n| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian |\n|---|---|---|---|\n"
    "| 1 | Rà soát thủ tục | UBND các xã | Quý III |\n| 2 | Công khai thủ tục | UBND các xã | Quý IV |\n",
    "45-KH-UBND 12.01.2026 cai cach.jpg": "ảnh chụp",
    "rong.docx": "",
}
_CAME["ban sao/bản sao.txt"] = _CAME["115-SNV-CCHC.txt"]
_FOREIGN = (
    f"UBND XÃ BÌNH MINH\n{_HEAD}Số: /KH-UBND\nBình Minh, ngày 31 tháng 2 năm {YEAR}\n\nKẾ HOẠCH\n"
    "Công tác Cải cách hành chính năm 2025\n\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n\n"
    "I. MỤC ĐÍCH\n1. Phân đấu đạt 100 % hồ sơ.\n3. Nâng cao chất lượng  phục vụ .\nII. NHIỆM VỤ\n"
    "- Rà soát văn bản, hoàn thành trước ngày 31/6;\n- Công khai thủ tục\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn A\n\nPHỤ LỤC\nDanh mục nhiệm vụ\n\n| TT | Nhiệm vụ | Thời gian |\n"
    "|---|---|---|\n| 1 | Rà soát văn bản | Quý V |\n\nĐỀ CƯƠNG\nBáo cáo cải cách hành chính\n\nI. Kết quả\n"
)


def _first_of_each(found: tuple[Finding, ...]) -> list[Finding]:
    """Of each rule the first finding."""
    return list({each.code: each for each in reversed(found)}.values())[::-1]


def _told_of(checked: Checked) -> Told:
    counts: dict[str, int] = {}
    for each in checked.findings:
        counts[each.code] = counts.get(each.code, 0) + 1
    yield checked.title, counts
    for each in _first_of_each(checked.findings):
        at = checked.paper.lines[each.line] if each.line >= 0 else None
        yield each.code, (each, at, mending.can_mend(checked, each) if at else "")
    yield "passed", checked.passed


def _checked(d: Dossier) -> Told:
    papers = check_year(d, YEAR, today=TODAY)
    for checked in papers:
        yield from _told_of(checked)
    for what in (Printout.DECISION, Printout.REPORT):
        yield f"before {what}", before.told_before_printing(d, Wish(YEAR), [what])
    paper = one(d, "official_document", f"guid IN (SELECT paper_guid FROM plan WHERE year = {YEAR})")
    yield "told but", before.told_before(d, YEAR, [paper], {one.code for one in papers[0].findings[1:]})
    plan = one(d, "plan", f"kind = 'annual' AND year = {YEAR}")
    marks = frame.read_frame_checks(d, plan, YEAR)
    assert marks is not None
    every = task_rows.read_tasks(d, plan)
    yield "in the frame", [row for row in marks.of(every).items() if row[1]]
    yield "first", carried_out(frame.first_found(marks, every, None))
    yield "first behind it", carried_out(frame.first_found(marks, every[6:], every[5]))
    yield "of a plan that is gone", frame.read_frame_checks(d, plan, YEAR + 1)


def _listed(d: Dossier) -> Told:
    """Each kind of thing that is searched: its words, where it stands, the door to it."""
    with d.raw_connection() as plain:
        for kind in KINDS:
            guids, after = listed.page_of_guids(plain, kind, 0, 3)
            guids = sorted(guids)
            yield kind.code, sorted(listed.words_of(plain, kind, guids))
            yield f"shown of {kind.code}", [*listed.shown(plain, kind, guids).values()]
            yield f"after {kind.code}", (bool(after), kind.weight, kind.markup, kind.above)
        yield "files", [(each.kind.code, each.name, each.year) for each in listed.holders(plain)]
    for words in ("15/SNV-CCHC", "huong dan", "kế hoạch cải cách", "quy trình nội bộ", "hồ sơ đúng hạn 100"):
        yield (
            f"search {words}",
            [(hit.kind, hit.title, hit.where, hit.title_marks, hit.text_marks) for hit in search(d, words, limit=8)],
        )


def _register(d: Dossier) -> Told:
    """Papers that came, as the register tells them."""
    for year in (YEAR - 1, YEAR, YEAR + 1):
        yield f"incoming {year}", incoming.read_incoming(d, year)
        yield f"due {year}", [row.facts.subject for row in incoming.incoming_due(d, year)]
        yield f"next {year}", incoming.next_arrival_number(d, year)
    yield "years", incoming.incoming_years(d)
    yield "of tasks", [incoming.incoming_of_task(d, guid) for guid in rows(d, "task")[:3]]
    known = incoming.read_incoming(d, YEAR)[0].facts
    alike = (known, replace(known, issuer=""), replace(known, issuer="Sở Y tế"), replace(known, issued_on=None))
    other = (replace(known, number="16/SNV-CCHC"), replace(known, number=""))
    yield "same", [len(incoming.same_papers(d, facts)) for facts in (*alike, *other)]


def _side_by_side(d: Dossier) -> Told:
    """Reports of two years beside each other."""
    yield "choices", comparing.papers_to_compare(d)
    reports = [choice for choice in comparing.papers_to_compare(d) if choice.is_report]
    old, new = comparing.read_choice(d, reports[-1]), comparing.read_choice(d, reports[0])
    yield "warnings", (*old.warnings, *new.warnings)
    for pass_years in (False, True):
        compared = carried_out(comparing.compared_again(old, new, pass_years))
        for small in (True, False):
            yield f"counted {pass_years} {small}", counted(compared.found, small)
        yield "limits", limits_told(compared.found)
        names: dict[str, Any] = {}
        for row in compared.found.rows:
            names.setdefault(became_name(row), []).append(row)
        for name, found in names.items():
            yield (
                name,
                [[(cell.column, cell.before, cell.after, len(cell.pieces)) for cell in row.cells] for row in found[:3]],
            )


SUBJECTS: dict[str, Callable[[Dossier], Told]] = {
    "checked": _checked, "listed": _listed, "register": _register, "side_by_side": _side_by_side,
}  # fmt: skip


def came(d: Dossier, folder: Path) -> Told:
    """A folder of papers recognised, taken where it is proposed, and recognised once more."""
    (folder / "den" / "ban sao").mkdir(parents=True)
    (folder / "ra").mkdir()
    (folder / "den" / "kế hoạch của xã.txt").write_text(_FOREIGN, encoding="utf-8")
    for name, text in _CAME.items():
        (folder / "den" / name).write_text(text, encoding="utf-8")
    files = carried_out(gather([folder / "den"], folder / "ra"))
    papers = carried_out(came_papers.recognise(d, files, TODAY))
    yield "recognised", [(paper.file.name, paper.proposed, paper.unread, paper.twin, paper.listed) for paper in papers]
    yield "cards", [paper.card for paper in papers]
    yield "cited as", [came_papers.basis_text(paper.facts(TODAY)) for paper in papers]
    places = [came_papers.attached_to(place, papers) for place in range(len(papers))]
    yield "attached to", places
    takings = [
        Taking(paper.file, paper.proposed, paper.facts(TODAY), to=to) for paper, to in zip(papers, places, strict=True)
    ]
    proof = replace(takings[0], destination=Destination.EVIDENCE, owner_guid=rows(d, "task")[3])
    change = came_papers.take(d, takings=[*takings, proof])
    yield "lines", [*came_papers.taken_lines(change, takings)]
    yield "incoming", incoming.read_incoming(d, YEAR)
    yield "bases", legal_bases.read_legal_bases(d)[-2:]
    yield "evidence", evidence.read_evidence(d, proof.owner_guid)
    again = carried_out(came_papers.recognise(d, files, TODAY))
    yield (
        "again",
        [(paper.proposed, paper.registered and paper.registered.facts.number, paper.listed) for paper in again],
    )
    for path in (folder / "den" / "kế hoạch của xã.txt", folder / "den" / "115-SNV-CCHC.txt"):
        yield from _told_of(seen := check_file(path))
        yield "heads", seen.paper.heads
        lines = [(line.paper, line.part, line.level, line.label, line.text[:30]) for line in seen.paper.lines]
        yield "parts", lines[:15]
        yield "further parts", lines[15:]


def work_further(d: Dossier) -> None:
    """A task with mistakes; papers that came this year and the last, one of them done, with their files and tasks."""
    tasks.set_cells(d, cells=[(rows(d, "task")[5], Column.PRODUCT, "Báo cáo Phân đấu ;  Danh mục ")])
    facts = IncomingFacts(
        "Hướng dẫn cải cách hành chính", date(YEAR, 3, 2), issuer="Sở Nội vụ", number="15/SNV-CCHC",
        issued_on=date(YEAR, 2, 27), due_on=date(YEAR + 1, 1, 15),
    )  # fmt: skip
    text = incoming.KeptFile("huong-dan.txt", "Lập bảng kê đất công ích".encode())
    incoming.add_incoming(d, facts=facts, files=[text], task_guids=rows(d, "task")[:2])
    done = incoming.add_incoming(
        d, facts=replace(facts, subject="Giao nhiệm vụ", number="9/UBND", due_on=TODAY), files=[], task_guids=[]
    )
    incoming.set_done(d, incoming_guid=done.created("incoming_paper")[0], done_on=date(YEAR, 9, 1))
    old = replace(facts, arrived_on=date(YEAR - 1, 12, 30), due_on=date(YEAR, 1, 10), arrival_number="12b", kind="")
    incoming.add_incoming(d, facts=old, files=[], task_guids=rows(d, "task")[1:2])
