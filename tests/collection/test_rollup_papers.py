"""Tables and papers over many offices: the numbers of the roll-ups in them, in words and files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from openpyxl import load_workbook

from cchc_desktop import commands
from cchc_desktop.collection import consolidated, figures, progress, ranking, rollup
from cchc_desktop.collection.result_papers import issuing_office, remedy_letter, results_decision
from cchc_desktop.collection.rollup import Wanted
from cchc_desktop.collection.store import Collection
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Document
from cchc_desktop.documents.results_decision import compose_results_decision
from cchc_desktop.errors import UserError
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.printouts import Rollup
from tests.collection.filled import INDEX, YEAR, Sent, take
from tests.documents.reading import bare, joined, texts_of

TODAY = date(2026, 12, 20)
WANTED = Wanted(YEAR, TODAY, "2026-Y", INDEX)


def rows_of(document: Document, name: str) -> list[list[str]]:
    """The texts of the rows of a table."""
    table = next(table for table in document.tables() if table.name == name)
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_decision_announces_the_ranking_with_its_appendices(filed: Collection) -> None:
    found = ranking.read(filed, YEAR, INDEX)
    document = rollup.compose(filed, Rollup.DECISION, WANTED)
    made = [text for part in document.parts for block in part.blocks for text in texts_of(block)]
    words = [text.replace("\u00a0", " ") for text in made]
    assert [text[:7] for text in words if text.startswith("Điều ")] == [f"Điều {n}." for n in range(1, 5)]
    assert any(text.startswith("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025") for text in words)
    assert any("trước ngày 28/02/2027" in text for text in words)
    assert "ỦY BAN NHÂN DÂN TỈNH AN BÌNH" in words  # the committee decides, not its department
    listed = rows_of(document, "Xếp hạng")
    assert [row[:2] for row in listed[:-3]] == [[str(one.rank), one.name] for one in found.rows]
    assert [row[1] for row in listed[-3:]] == ["Chỉ số cao nhất", "Chỉ số trung bình", "Chỉ số thấp nhất"]
    assert listed[-3][4] == f"{format_number(found.whole.highest or 0, 2)}%"
    praised = next(text for text in words if "tặng Bằng khen" in text)
    best = max(found.bands)[1]
    assert all((one.name in praised) == (one.band == best) for one in found.rows)
    low = {name for least, name in found.bands if least < 65}
    blamed = next((text for text in words if "Phê bình" in text), "")
    assert all((one.name in blamed) == (one.band in low) for one in found.rows)
    (gap,) = [text for text in words if gaps_in(text) and "thẩm định" in text]
    assert f"Còn {len(found.rows) + len(found.apart)} đơn vị" in gap  # nothing to announce yet


def test_offices_whose_points_have_not_come_are_named(filed: Collection) -> None:
    found = ranking.read(filed, YEAR, INDEX)
    awaited = replace(found, scores=replace(found.scores, missing=("UBND xã Chờ",)))
    paper = results_decision(awaited, filed.info, "", TODAY, surveyed=False)
    document = compose_results_decision(paper, awaited, (), issuing_office(filed.info), load_house_style())
    words = [text for part in document.parts for block in part.blocks for text in texts_of(block)]
    assert "Chưa gửi kết quả tự đánh giá: UBND xã Chờ." in " ".join(words).replace("\u00a0", " ")
    letter = remedy_letter(awaited, (), filed.info, TODAY)
    assert letter.paper.addressees[-1] == "Ủy ban nhân dân xã Chờ"
    assert "UBND xã Chờ" in letter.sections[-1].body


def test_the_sheets_say_what_came_what_is_missing_and_what_was_not_added(filed: Collection) -> None:
    table = figures.read(filed, WANTED.period)
    words = joined(rollup.compose(filed, Rollup.FIGURES, WANTED))
    line = next(line for line in table.lines if line.others)
    assert bare(f"Không cộng 1 đơn vị ghi “{line.others[0].unit}”: {line.others[0].names[0]}") in words
    assert all(bare(name) in words for name in table.missing)
    assert bare("67 so với 60") in words  # the made-up slip
    sheet = rollup.compose(filed, Rollup.PROGRESS, WANTED)
    whole = progress.read(filed, YEAR, as_of=TODAY).whole
    assert rows_of(sheet, "Theo lĩnh vực")[-1][2:4] == [str(whole.total), str(whole.done)]
    assert rows_of(sheet, "Theo đơn vị")[-1][2:4] == [str(whole.total), str(whole.done)]
    times = rollup.read_timeliness(filed, WANTED)
    assert len(times.lines) == 12
    assert {"đúng hạn", "còn thiếu"} <= {cell for line in times.lines for cell in line.cells}
    assert sum(line.missing for line in times.lines) == sum(total[2] for total in times.totals)


def test_fields_heat_and_distribution_show_every_office(filed: Collection) -> None:
    found = ranking.read(filed, YEAR, INDEX)
    document = rollup.compose(filed, Rollup.SCORES, WANTED)
    spans = rows_of(document, "Phân bố")
    assert sum(int(row[1]) for row in spans) == len(found.rows)
    words = joined(document)
    assert all(bare(name) in words for name in (*found.scores.changed, *found.scores.missing))
    heat = rollup.compose(filed, Rollup.HEAT, WANTED)
    (table,) = heat.tables()
    names = [row.cells[1].text for row in table.rows[:-1]]
    assert names == [one.name for one in (*found.rows, *found.apart)]
    drawn = [cell.drawing.words for row in table.rows for cell in row.cells if cell.drawing is not None]
    assert len(drawn) == sum(part.share is not None for one in found.scores.offices for part in one.fields.values())


def test_the_consolidated_report_is_drafted_from_the_sums_with_its_traces(filed: Collection, twelve: Sent) -> None:
    found = consolidated.read(filed, WANTED.period, as_of=TODAY)
    lines = {line.code: line for line in figures.read(filed, WANTED.period).lines}
    said = {row: one.text for draft in found.drafts for one in draft.statements for row in one.rows}
    assert format_number(lines["1"].value or 0) in said["figure:1"]
    assert "đã hoàn thành" in said["tasks:management"]
    assert bare(said["figure:1"]) in joined(rollup.compose(filed, Rollup.REPORT, WANTED))
    texts = {item.title: [] for item in found.view.items}  # type: dict[str, list[str]]
    for rows in twelve.rows.values():
        for view in rows[0].reports:
            for item in view.items:
                if item.text and item.title in texts:
                    texts[item.title].append(item.text)
    title = max(texts, key=lambda one: len(texts[one]))
    assert sorted(one.text for one in consolidated.read_quotes(filed, WANTED.period, title)) == sorted(texts[title])
    guid = next(item.guid for item in found.view.items if item.title == title)
    assert found.quotes[guid] == len(texts[title]) > 0


@pytest.fixture
def own(tmp_path: Path, twelve: Sent) -> Path:
    """A file of four communes that nobody has open."""
    path = tmp_path / "Kho.cchctong"
    made = Collection.create(path, office_name="Sở Nội vụ tỉnh An Bình", superior="UBND tỉnh An Bình")
    take(made, twelve.files[:4])
    made.close()
    return path


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert commands.main(["rollup", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_command_writes_files_and_tells_the_numbers(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    what = "timeliness,progress,figures,scores,report"
    told = answered(
        capsys, str(own), "--year", "2026", "--what", what, "--format", "xlsx,docx", "--out", str(out), "--as-of",
        "2026-12-20",
    )  # fmt: skip
    assert (told["period"], told["index"]) == ("2026-Y", INDEX)  # what was not said is the latest, and the only one
    assert sorted(path.suffix for path in map(Path, told["files"])) == [".docx"] * 5 + [".xlsx"] * 4
    book = load_workbook(out / "Ket-qua-cham-diem-2026.xlsx")
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert told["scores"]["ranking"][0]["name"] in values
    report = WordFile(str(out / "Bao-cao-tong-hop-2026-ca-nam.docx"))
    assert any("Báo cáo tổng hợp từ báo cáo của" in paragraph.text for paragraph in report.paragraphs)


def test_a_paper_without_a_folder_and_an_empty_collection_are_told(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["rollup", str(own), "--year", "2026", "--what", "decision"]) == 1
    assert "--out" in capsys.readouterr().err
    made = Collection.create(tmp_path / "Trong.cchctong", office_name="Sở Nội vụ")
    for what in (Rollup.FIGURES, Rollup.SCORES):
        with pytest.raises(UserError):
            rollup.settled(made, Wanted(YEAR, TODAY), [what])
    assert progress.read(made, YEAR, as_of=TODAY).offices == ()
    made.close()
