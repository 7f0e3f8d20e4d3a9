"""Whole papers: the sample is clean, real papers show their faults, an edit is looked at alone."""

import json
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.commands import main
from cchc_desktop.errors import UserError
from cchc_desktop.rules.checks.base import Scope, Severity
from cchc_desktop.rules.checks.check import check, check_lines
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.checking.checking import check_file, check_year, rules_of
from cchc_desktop.services.checking.choices import look_again, pass_over, place_of, read_choices
from cchc_desktop.services.frame.tasks import read_tasks, set_cells
from cchc_desktop.services.papers.issue_checks import day_findings
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.sample import SAMPLE_YEAR
from cchc_desktop.storage.dossier import Dossier
from tests.services.checking.rules_page import rule_lines
from tests.services.checking.test_rules import HEAD, RULES, TASKS, read

ROOT = Path(__file__).resolve().parents[3]


def test_the_sample_commune_is_clean(sample_file: Path) -> None:
    """No error and no warning in any paper or report of its year; each paper was looked at whole."""
    with closing(Dossier.open(sample_file)) as dossier:
        checked = check_year(dossier, SAMPLE_YEAR, today=date(SAMPLE_YEAR, 10, 15))
    found = [(one.title, finding.message) for one in checked for finding in one.findings if finding.severity != "hint"]
    assert found == []
    plan = checked[0].paper
    assert len(plan.tasks) > 20 and any(line.part is Part.CELL for line in plan.lines)
    assert len(checked) > 4 and checked[-1].findings[0].code == "S06"


def test_what_is_wrong_in_a_dossier_is_told_with_its_row(sample_file: Path) -> None:
    """A cell of the frame is named by its task and column, a text by its section."""
    with closing(Dossier.open(sample_file)) as dossier:
        checked = check_year(dossier, SAMPLE_YEAR)[0]
    at = next(place for place, line in enumerate(checked.paper.lines) if line.column == "task")
    line = checked.paper.lines[at]
    wrong = line._replace(text="Rà soát văn bản mới sát nhập")
    lines = (*checked.paper.lines[:at], wrong, *checked.paper.lines[at + 1 :])
    found = [one for one in check(checked.paper._replace(lines=lines), RULES) if one.code == "W01"]
    assert [(one.line, wrong.text[one.start : one.end]) for one in found] == [(at, "sát nhập")]
    assert lines[found[0].line].owner == line.owner and len(line.owner) == 32


def test_an_edit_is_looked_at_alone() -> None:
    """What rules find in single lines is the same one by one and in the whole paper."""
    paper = read(TASKS)
    by_line = {rule.code for rule in RULES if rule.scope is Scope.LINE}
    whole = [one for one in check(paper, RULES) if one.code in by_line]
    assert whole == [one for place in range(len(paper.lines)) for one in check_lines(paper, RULES, [place])]


def test_rules_that_are_off_are_not_asked() -> None:
    """By their codes."""
    paper = read(TASKS)
    assert {one.code for one in check(paper, RULES)} >= {"C01", "C07"}
    assert not {"C01", "C07"} & {one.code for one in check(paper, RULES, off=("C01", "C07"))}


_WORDS = st.sampled_from(
    (
        *(
            "a)",
            "1.",
            "-",
            "+",
            "II.",
            "ngày 8/2/2023",
            "Số:",
            "/KH-UBND",
            "UBND xã",
            "cải các",
            "một cửa,",
            "TM. ỦY BAN",
        ),
        *("Nơi nhận:", "Điều 1.", "./.", "PHỤ LỤC", "99% - 100%", "Ủy"),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=8).map(" ".join), max_size=12))
def test_any_lines_are_checked(lines: list[str]) -> None:
    """Nothing breaks a rule, and each finding stands within its line."""
    paper = read("\n".join([HEAD, *lines]))
    for one in check(paper, RULES):
        if one.line >= 0:
            assert 0 <= one.start <= one.end <= len(paper.lines[one.line].text)
            assert one.message and one.source


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_letters_are_checked(text: str) -> None:
    """Of a paper of the dossier, whatever was typed into it."""
    line = CheckedLine(0, text, words=text)
    for one in check(CheckedPaper((line,), is_own=True), RULES):
        assert one.line < 1


def test_the_page_lists_every_rule() -> None:
    """Where it fails: `python -m tests.services.checking.rules_page` prints the table anew."""
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in page if line[:3] in ("| F", "| C", "| L", "| S", "| W")] == rule_lines()
    assert len({rule.code for rule in rules_of(None)}) == len(rules_of(None))


# What a reader of the real papers sees in them: the file, the code, words of the place.
SEEN = [
    ("000", "F33", "Thạch châu"),
    ("000", "F43", "03/UBND"),
    ("000", "L13", "2008"),
    ("000", "F44", "Kế hoạch"),
    ("000", "C07", "10/01/2024"),
    ("000", "C08", "..."),
    ("001", "C22", "99% - 100%"),
    ("001", "W01", "sát nhập"),
    ("001", "C21", "UBND tỉnh"),
    ("002", "W01", "cải các"),
    ("002", "W01", "kip thời"),
    ("002", "C23", ""),
    ("002", "F08", ""),
    ("002", "L12", "QĐ-TT"),
    ("002", "C20", "2024"),
    ("003", "F42", "TM."),
    ("003", "F20", "f"),
    ("003", "W01", "TTTC"),
    ("003", "W03", "trong"),
    ("003", "W05", ""),
    ("003", "C07", "2023"),
    ("003", "C02", ""),
    ("004", "C22", "35% đến 40%"),
    ("004", "F42", "KT. CHỦ TỊCH"),
    ("004", "F09", ""),
    ("000", "C09", ""),
    ("000", "W08", "CCHC"),
    ("000", "C23", "Mẫu đính kèm"),
    ("000", "F47", "ĐỀ CƯƠNG"),
    ("000", "W05", "của"),
    ("001", "W01", "ôm đau"),
    ("001", "W07", "kinh tế xã hội"),
    ("001", "C02", "NHIỆM VỤ"),
    ("001", "W11", "giám sát"),
    ("001", "W13", "thiết yếu"),
    ("002", "C28", ""),
    ("002", "L05", "tài sản công"),
    ("002", "F22", "TỔ CHỨC"),
    ("002", "W05", "tác động từ ô"),
    ("003", "C27", "trình UBND xã"),
    ("003", "C06", ""),
    ("003", "C10", "Theo Kế hoạch"),
    ("003", "F10", "- d)"),
    ("004", "C29", ""),
    ("004", "W10", "Nâng cao trách nhiệm"),
    ("004", "W05", "Thi đua"),
    ("000", "C32", "Tài chính – ngân sách"),
    ("000", "C05", "Phòng Nội vụ; UBND"),
    ("001", "C31", "Cải cách bộ máy"),
    ("001", "W03", "của người dân"),
    ("002", "F48", "ngày tháng 12"),
    ("002", "W16", "nông sản..."),
    ("003", "C05", "Bộ phận chủ trì: Công chức Tư pháp – Hộ tịch, Công chức"),
    ("003", "W17", "Cơ quan chủ trì"),
    ("003", "W18", "Kế hoạch UBND xã"),
    ("004", "C30", "(PCI)"),
]


def test_real_papers_show_their_faults(seeds: Path) -> None:
    """Each fault that one sees reading them is found at its place."""
    found = {file.name[:3]: check_file(file) for file in sorted(seeds.glob("*.txt"))}
    missed = []
    for name, code, words in SEEN:
        checked = found[name]
        hits = [one for one in checked.findings if one.code == code]
        texts = [checked.paper.lines[one.line].text if one.line >= 0 else "" for one in hits]
        if not any(words in text for text in texts):
            missed.append((name, code, words))
    assert missed == []


def test_the_command_lists_findings_and_fails_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 with findings too, unless `--fail-on` names what is there."""
    file = tmp_path / "ke_hoach.txt"
    file.write_text(TASKS.replace("Rà soát", "Phân đấu rà soát"), encoding="utf-8")
    assert main(["check", str(file), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    one = next(one for one in data if one["code"] == "W01")
    assert list(one) == ["code", "severity", "place", "text", "message", "source", "fix"]
    assert (one["text"], one["fix"], one["severity"]) == ("Phân đấu", "Phấn đấu", "error")
    assert one["place"]["line"] and one["source"] and "Phấn đấu" in one["message"]
    assert (one["place"]["paper"], one["place"]["where"]) == (
        "ke_hoach.txt",
        f"Dòng {one['place']['line']}, Mục II.1.a",
    )
    assert main(["check", str(file), "--fail-on", Severity.ERROR]) == 1
    assert "văn thư sẽ trả lại" in capsys.readouterr().out.splitlines()[0]
    assert main(["check", str(file), "--off", "W01,F20,F40", "--fail-on", "error"]) == 0


def test_a_dossier_needs_its_year(sample_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a missing one is asked for in a sentence."""
    assert main(["check", str(sample_file)]) == 1
    assert "--year" in capsys.readouterr().err
    assert main(["check", str(sample_file), "--year", str(SAMPLE_YEAR), "--fail-on", "warning"]) == 0
    assert main(["check", "--rules"]) == 0
    assert "F20" in capsys.readouterr().out


def test_errors_are_told_before_a_paper_is_issued(sample_file: Path, tmp_path: Path) -> None:
    """Beside what its day makes doubtful; nothing is forbidden by it."""
    file = Path(shutil.copy(sample_file, tmp_path))
    with closing(Dossier.open(file)) as dossier:
        plan = annual_plan(dossier, SAMPLE_YEAR)
        assert plan is not None
        before = day_findings(dossier, plan.paper_guid, date(SAMPLE_YEAR, 1, 15))
        task = read_tasks(dossier, plan.guid)[0]
        set_cells(dossier, cells=[(task.guid, Column.TASK, "Rà soát các xã mới sát nhập")])
        after = day_findings(dossier, plan.paper_guid, date(SAMPLE_YEAR, 1, 15))
    assert [one for one in after if one not in before and "sáp nhập" in one]


def test_a_finding_is_passed_over_with_its_reason_until_its_words_change(sample_file: Path, tmp_path: Path) -> None:
    """Kept in the dossier with who said so; taken back, and undone, like any other step."""
    with closing(Dossier.open(Path(shutil.copy(sample_file, tmp_path)))) as dossier:
        plan = annual_plan(dossier, SAMPLE_YEAR)
        assert plan is not None
        task = read_tasks(dossier, plan.guid)[0].guid
        set_cells(dossier, cells=[(task, Column.TASK, "Rà soát các xã mới sát nhập")])

        def found() -> tuple[list[str], list[str]]:
            one = check_year(dossier, SAMPLE_YEAR)[0]
            left = [finding.code for finding in one.findings if finding.code == "W01"]
            return left, [passed.choice.reason for passed in one.passed]

        checked = check_year(dossier, SAMPLE_YEAR)[0]
        finding = next(one for one in checked.findings if one.code == "W01")
        owner, words = place_of(checked.paper, finding)
        with pytest.raises(UserError, match="lý do"):
            pass_over(dossier, code="W01", owner_guid=owner, words=words, reason=" ")
        pass_over(dossier, code="W01", owner_guid=owner, words=words, reason="Tên riêng của đề án")
        assert found() == ([], ["Tên riêng của đề án"])
        set_cells(dossier, cells=[(task, Column.TASK, "Phân đấu rà soát")])
        assert found() == (["W01"], [])
        set_cells(dossier, cells=[(task, Column.TASK, "Các xã sát nhập")])
        assert found() == ([], ["Tên riêng của đề án"])
        look_again(dossier, choice_guid=read_choices(dossier)[0].guid)
        assert found() == (["W01"], [])
        pass_over(dossier, code="W01", owner_guid="", words="", reason="Không dùng")
        assert found() == ([], ["Không dùng"])


def test_findings_come_in_one_order_whatever_the_run() -> None:
    """Those of the whole paper too: in the order in which their rule tells them."""
    paper = read("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n1. Rà soát.")
    said = [one.message for one in check(paper, RULES) if one.code == "F40"]
    assert len(said) > 3
    told = [hit.message for rule in RULES if rule.code == "F40" for hit in rule.find(paper, range(len(paper.lines)))]
    assert said == told
