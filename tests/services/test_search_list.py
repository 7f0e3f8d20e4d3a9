"""The list of a dossier's words: made of all of it, kept by changes, made anew where it is damaged or gone."""

import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cchc_desktop.errors import Cancelled
from cchc_desktop.models.incoming_rows import IncomingFacts
from cchc_desktop.progress import listening
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services import evidence
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans, sections
from cchc_desktop.services.papers.incoming import KeptFile, add_incoming
from cchc_desktop.services.search import concordance, rows
from cchc_desktop.services.search.asking import Answer, Question
from cchc_desktop.services.search.concordance import Concordance, Entry
from cchc_desktop.services.search.file_texts import count_unread, list_files
from cchc_desktop.services.search.keeping import Keeper, Standing
from cchc_desktop.services.search.kinds import FILE, KINDS, kind_names
from cchc_desktop.services.search.listing import list_change, list_rows
from cchc_desktop.services.search.searching import search, search_steps
from cchc_desktop.storage.changes import Change, redo, undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, with_plan

Made = tuple[Dossier, str, list[str]]


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    dossier = Dossier.open(new_sample(tmp_path_factory.mktemp("listed")), backup=False)
    yield dossier
    dossier.close()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    found = with_plan(tmp_path)
    yield found
    found[0].close()


@pytest.fixture
def words(made: Made) -> Iterator[Concordance]:
    """The list of its rows."""
    with closing(Concordance.open(made[0].path, made[0].guid)) as opened:
        run(list_rows(made[0], opened))
        yield opened


def run(steps: Iterator[object]) -> None:
    for _step in steps:
        pass


def fresh(dossier: Dossier) -> list[Entry]:
    """What a list that is made anew holds."""
    concordance.forget(dossier.path)
    with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
        run(list_rows(dossier, opened))
        return sorted(opened.entries())


def guids(dossier: Dossier, query: str) -> list[str]:
    return [hit.guid for hit in search(dossier, query)]


def test_every_row_that_is_listed_can_be_shown_and_every_kind_has_its_name(sample: Dossier) -> None:
    with closing(Concordance.open(sample.path, sample.guid)) as opened:
        run(list_rows(sample, opened))
        listed = opened.entries()
    with sample.raw_connection() as plain:
        for kind in KINDS:
            of_kind = {entry.guid: entry for entry in listed if entry.kind == kind.code}
            shown = rows.shown(plain, kind, of_kind)
            assert shown.keys() == of_kind.keys(), kind.code
            for guid, row in shown.items():
                assert row.door and (row.year or 0) == of_kind[guid].year, kind.code
            assert [row[0] for row in plain.execute(f"SELECT guid FROM {kind.table}")] or not of_kind
    assert [kind.code for kind in KINDS if kind.code not in kind_names()] == []
    assert kind_names().keys() == {*(kind.code for kind in KINDS), FILE}
    assert len({entry.kind for entry in listed}) >= 14, "the sample has most kinds"


def test_a_change_leaves_the_list_as_a_new_one_would_be(made: Made, words: Concordance) -> None:
    dossier, plan, (first, second, *_rest) = made
    group = tasks.read_tasks(dossier, plan)[0].group_guid
    section = plans.read_plan(dossier, plan).sections[1].guid
    steps: list[Callable[[], Change]] = [
        lambda: tasks.set_cells(dossier, cells=[(first, Column.ACTIVITY, "Số hoá hồ sơ\nKý số")]),
        lambda: tasks.set_group_title(dossier, group_guid=group, title="Nhóm khác"),
        lambda: sections.set_section(dossier, section_guid=section, title="Mục khác", body="- **Đậm** và nhạt"),
        lambda: tasks.remove_tasks(dossier, task_guids=[second]),
        lambda: tasks.remove_group(dossier, group_guid=group),
    ]
    for step in steps:
        change = step()
        for done in (change, undo(dossier, change), redo(dossier, change)):
            run(list_change(dossier, words, done))
    kept = sorted(words.entries())
    words.close()
    assert kept == fresh(dossier)


def test_what_was_edited_while_the_list_was_not_kept_is_found_by_its_new_words(made: Made) -> None:
    dossier, _plan, (first, *_rest) = made
    assert first in guids(dossier, "ra soat van ban")
    tasks.set_cells(dossier, cells=[(first, Column.TASK, "Kiểm kê tài sản công")])
    assert guids(dossier, "kiem ke tai san") == [first]
    assert first not in guids(dossier, "ra soat van ban")
    tasks.remove_tasks(dossier, task_guids=[first])
    assert guids(dossier, "kiem ke tai san") == []
    with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
        assert opened.entries("task", first) == []


@pytest.mark.parametrize("harm", ["rubbish", "short", "gone", "empty", "other version", "other dossier", "torn index"])
def test_a_list_that_is_of_no_use_is_made_anew_without_a_word(made: Made, harm: str) -> None:
    dossier, _plan, (first, *_rest) = made
    assert guids(dossier, "rà soát văn bản") == [first]
    file = concordance.file_for(dossier.path)
    match harm:
        case "rubbish":
            file.write_bytes(b"rubbish" * 3000)
        case "short":
            file.write_bytes(file.read_bytes()[:5000])
        case "gone":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
        case "torn index":
            with closing(sqlite3.connect(file)) as plain, plain:
                plain.execute("UPDATE words_data SET block = x'00ff00ff' WHERE id > 10")
        case _:
            name = "version" if harm == "other version" else "guid"
            with closing(sqlite3.connect(file)) as plain, plain:
                plain.execute("UPDATE about SET words = '0' WHERE name = ?", (name,))
    if harm == "torn index":  # seen when it is asked, and made anew by whoever keeps it
        keeper = kept(dossier)
        answer = asked(dossier, keeper.path, "rà soát văn bản")
        assert answer.damaged or [hit.guid for hit in answer.hits] == [first]
        concordance.forget(dossier.path)
    assert guids(dossier, "rà soát văn bản") == [first]


def test_where_no_list_can_be_kept_rows_are_looked_at(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, _plan, (first, *_rest) = made
    (tmp_path / "taken").write_text("a file where the folder would be", encoding="utf-8")
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "taken"))
    steps = search_steps(dossier, "ra soat")
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert [hit.guid for hit in end.value.value.hits][:1] == [first]
    assert not end.value.value.with_files
    keeper = kept(dossier)
    assert not keeper.standing.usable
    assert [hit.guid for hit in asked(dossier, None, "ra soat").hits][:1] == [first]


def test_texts_of_files_are_found_with_their_place_and_go_with_them(made: Made, tmp_path: Path) -> None:
    dossier, _plan, (first, second, *_rest) = made
    lines = [f"Dòng thứ {number}" for number in range(1, 41)]
    paper, picture = tmp_path / "bien_ban.txt", tmp_path / "anh.png"
    paper.write_text("\n".join([*lines, "Niêm yết bảng giá đất tại nhà văn hoá"]), encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    change = evidence.add_evidence(dossier, owner_guid=first, path=paper, title="Biên bản")
    evidence.add_evidence(dossier, owner_guid=second, path=picture, title="Ảnh chụp")
    (hit,) = search(dossier, "bảng giá đất tại nhà văn hóa")
    assert (hit.kind, hit.tab, hit.at, hit.year) == (FILE, "frame", first, YEAR)
    assert hit.title == "Biên bản" and "bien_ban.txt" in hit.where and "dòng" in hit.where
    assert [hit.text[start:end] for start, end in hit.text_marks] == ["bảng giá đất tại nhà văn hoá"]
    with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
        assert sorted(state.split()[0] for state in opened.files().values()) == ["listed", "unread"]
        assert count_unread(opened) == 1
        seen = [step.text for step in list_files(dossier, opened) if step.text]
    assert seen == [], "neither is read again"
    undo(dossier, change)
    assert search(dossier, "bảng giá đất") == ()


def test_a_file_with_which_the_program_ended_twice_is_read_no_more(made: Made, tmp_path: Path) -> None:
    dossier, _plan, (first, *_rest) = made
    paper = tmp_path / "a.txt"
    paper.write_text("Niêm yết bảng giá", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=first, path=paper)
    for expected in ([FILE], []):
        with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
            run(list_rows(dossier, opened))
            (begun := list_files(dossier, opened)).send(None)  # the file is about to be read
            with opened.writing():
                (sha256,) = rows_of_files(dossier)
                opened.note_file(sha256, "reading" if expected else "reading again")
            begun.close()
        assert [hit.kind for hit in search(dossier, "niêm yết bảng giá") if hit.kind == FILE] == expected
        with closing(Concordance.open(dossier.path, dossier.guid)) as opened, opened.writing():
            opened.take_out(FILE, [sha256])


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for LibreOffice is a script")
def test_a_file_whose_conversion_was_stopped_is_read_another_time(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, _plan, (first, *_rest) = made
    paper, program = tmp_path / "a.rtf", tmp_path / "soffice"
    paper.write_bytes(b"{\\rtf1 Gia dat}")
    program.write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    evidence.add_evidence(dossier, owner_guid=first, path=paper)
    told: list[str] = []
    with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
        with pytest.raises(Cancelled), listening(lambda: bool(told), lambda step: told.append(step.text)):
            run(list_files(dossier, opened))
        assert opened.files() == {}


def test_incoming_papers_and_the_texts_of_their_files_are_found(made: Made) -> None:
    dossier = made[0]
    facts = IncomingFacts("Rà soát đất công ích", date(YEAR, 3, 2), issuer="Sở Nội vụ", number="15/KH-SNV")
    text = KeptFile("ke-hoach.txt", "Lập bảng kê đất công ích trước ngày 30/4".encode())
    guid = add_incoming(dossier, facts=facts, files=[text]).created("incoming_paper")[0]
    (line,) = search(dossier, "15/KH-SNV")
    assert (line.kind, line.tab, line.at, line.where) == ("incoming", "incoming", guid, f"Sở Nội vụ 15/KH-SNV, {YEAR}")
    (inside,) = search(dossier, "lap bang ke dat")
    assert (inside.kind, inside.tab, inside.at) == (FILE, "incoming", guid)
    assert inside.where == "ke-hoach.txt, dòng 1"


def test_a_dossier_that_is_closed_meanwhile_leaves_its_file_to_be_read(made: Made, tmp_path: Path) -> None:
    dossier, _plan, (first, *_rest) = made
    paper = tmp_path / "a.txt"
    paper.write_text("Niêm yết bảng giá", encoding="utf-8")
    evidence.add_evidence(dossier, owner_guid=first, path=paper)
    with closing(Concordance.open(dossier.path, dossier.guid)) as opened:
        next(steps := list_files(dossier, opened))
        dossier.close()
        with pytest.raises(sqlite3.Error):
            next(steps)
        assert opened.files() == {}


def rows_of_files(dossier: Dossier) -> list[str]:
    with dossier.raw_connection() as plain:
        return [held.sha256 for held in rows.holders(plain)]


def test_a_year_alone_and_the_better_place_first(sample: Dossier) -> None:
    every = search(sample, "cải cách hành chính", limit=300)
    of_year = search(sample, "cải cách hành chính", year=2025, limit=300)
    assert {hit.year for hit in of_year} == {2025} and len({hit.year for hit in every}) > 1
    hits = search(sample, "quy trinh")
    assert hits[0].title_marks, "in the heading before in the text"
    for hit in (*every, *hits):
        for text, marks in ((hit.title, hit.title_marks), (hit.text, hit.text_marks)):
            assert all(text[start:end].strip() == text[start:end] != "" for start, end in marks)
        assert hit.title_marks or hit.text_marks, hit


def kept(dossier: Dossier) -> Keeper:
    """A keeper that has listed everything, or found that it cannot."""
    keeper = Keeper(dossier, lambda standing: told.append(standing))
    told: list[Standing] = []
    keeper.start()
    wait_for(keeper)
    assert told and told[-1] == keeper.standing
    return keeper


def wait_for(keeper: Keeper) -> None:
    """Until it has nothing more to do."""
    if (thread := keeper._thread) is not None:
        thread.join(30)
        assert not thread.is_alive()


def asked(dossier: Dossier, words_of: Path | None, query: str) -> Answer:
    answers: list[Answer] = []
    done = threading.Event()
    question = Question(dossier, words_of, query, lambda answer: (answers.append(answer), done.set()))
    question.start()
    assert done.wait(30)
    return answers[0]


def test_the_keeper_lists_all_then_what_changes(made: Made) -> None:
    dossier, _plan, (first, *_rest) = made
    keeper = kept(dossier)
    assert keeper.standing.rows and not keeper.standing.files_left and keeper.standing.size > 10_000
    keeper.follow(tasks.set_cells(dossier, cells=[(first, Column.TASK, "Đo đạc địa chính")]))
    wait_for(keeper)
    assert [hit.guid for hit in asked(dossier, keeper.path, "do dac dia chinh").hits] == [first]
    keeper.stop()
    keeper.follow(tasks.set_cells(dossier, cells=[(first, Column.TASK, "Việc khác hẳn")]))
    assert asked(dossier, keeper.path, "việc khác hẳn").hits == ()


def test_a_question_that_was_stopped_is_not_answered(made: Made) -> None:
    dossier = made[0]
    kept(dossier)
    told: list[Answer] = []
    question = Question(dossier, dossier.path, "ra soat", told.append)
    question.stop()
    question._run()
    assert told == []


def test_lists_of_dossiers_that_are_gone_are_removed(made: Made, tmp_path: Path) -> None:
    dossier = made[0]
    search(dossier, "a b")
    other = tmp_path / "khac.cchc"
    other.write_bytes(b"")
    Concordance.open(other, "0").close()
    gone = concordance.file_for(other)
    os.remove(other)
    concordance.sweep()
    assert not gone.exists() and concordance.file_for(dossier.path).exists()
