"""An emulation movement from its targets to the papers of the award dossier."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_desktop.documents.nodes import Document, Paragraph, SignatureBlock, TitleBlock
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.template_file import template_of
from cchc_desktop.models.emulation import Movement, MovementResult
from cchc_desktop.models.emulation_rows import MovementView, ParticipantRow
from cchc_desktop.models.office_rows import OfficerRow, UnitRow
from cchc_desktop.models.paper import PaperTemplate
from cchc_desktop.models.task import Task
from cchc_desktop.rules.emulation import AwardPaper, Outcome
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.rules.targets import goal_of
from cchc_desktop.services.emulation import award_papers, movements
from cchc_desktop.services.emulation.movement_views import _outcome, read_movement
from cchc_desktop.services.emulation.movements import MovementCell, ParticipantPart, TargetPart
from cchc_desktop.services.exports import export
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.offices import read_units, set_officers, set_units
from cchc_desktop.services.papers import plans
from cchc_desktop.services.papers.composing import compose
from cchc_desktop.services.papers.own_templates import save_template
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.services.papers.sections import add_section, set_section
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, new_dossier

TITLE = "Nêu cao trách nhiệm trong cải cách hành chính"
COUNCIL = "Hội đồng Thi đua - Khen thưởng xã Bình Minh"
Made = tuple[Dossier, str]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """A movement of two targets; two units and two officers take part."""
    dossier = new_dossier(tmp_path)
    set_units(
        dossier, units=[UnitRow("", 0, "Phòng Kinh tế", "KT", fields=("public_finance",)), UnitRow("", 0, "Công an")]
    )
    unit = read_units(dossier)[0].guid
    people = [("Trần Văn Bình", "Chủ tịch", None, "collective"), ("Lê Thị Hoa", "Trưởng phòng", unit, "")]
    set_officers(dossier, officers=[OfficerRow("", 0, *one) for one in people])
    guid = movements.create_movement(dossier, year=YEAR).created("movement")[0]
    movements.set_movement(dossier, movement_guid=guid, title=TITLE, council=COUNCIL, most_rewarded=2)
    texts = (("Cải cách thủ tục hành chính", "Hồ sơ đúng hạn tối thiểu 99%"), ("Chế độ công vụ", "Không có kỷ luật"))
    cells = [
        MovementCell("", part, text, line)
        for line, row in enumerate(texts)
        for part, text in zip((TargetPart.FIELD, TargetPart.TEXT), row, strict=True)
    ]
    movements.set_targets(dossier, movement_guid=guid, cells=cells)
    movements.add_units(dossier, movement_guid=guid)
    movements.add_officers(dossier, movement_guid=guid)
    yield dossier, guid
    dossier.close()


def view_of(made: Made) -> MovementView:
    return read_movement(*made)


def put(made: Made, *cells: tuple[ParticipantRow, str, str]) -> None:
    dossier, guid = made
    told = [MovementCell(row.guid, part, text) for row, part, text in cells]
    movements.set_participants(dossier, movement_guid=guid, cells=told)


def all_met(made: Made, *names: str) -> None:
    view = view_of(made)
    rows = [one for one in view.participants if one.name in names]
    put(made, *((row, view.targets[0].guid, "99,5") for row in rows))
    put(made, *((row, view.targets[1].guid, "đạt") for row in rows))


def propose(made: Made, *names: str) -> None:
    put(made, *((one, ParticipantPart.PROPOSED, "x") for one in view_of(made).participants if one.name in names))


def text_of(document: Document) -> str:
    return str(document).replace("\\xa0", " ").replace("\xa0", " ")


def test_results_say_who_meets_all(made: Made) -> None:
    all_met(made, "Phòng Kinh tế", "Lê Thị Hoa")
    view = view_of(made)
    police = next(one for one in view.participants if one.name == "Công an")
    put(made, (police, view.targets[0].guid, "98,9 %"), (police, view.targets[1].guid, "không áp dụng"))
    told = {one.name: str(one.verdict) for one in view_of(made).participants}
    assert told == {"Phòng Kinh tế": "met", "Công an": "missed", "Trần Văn Bình": "open", "Lê Thị Hoa": "met"}
    assert [one.field_code for one in view.targets] == ["procedures", "civil_service"]


def test_no_more_are_proposed_than_may_be_rewarded(made: Made) -> None:
    all_met(made, "Phòng Kinh tế", "Công an", "Lê Thị Hoa")
    dossier, guid = made
    before = content(dossier)
    with pytest.raises(UserError, match="không quá 2"):
        movements.propose_met(dossier, movement_guid=guid)
    assert content(dossier) == before
    propose(made, "Phòng Kinh tế", "Lê Thị Hoa")
    with pytest.raises(UserError, match="không quá 2"):
        propose(made, "Công an")
    with pytest.raises(UserError, match="không quá 1"):
        movements.set_movement(dossier, movement_guid=guid, most_rewarded=1)
    assert [one.name for one in view_of(made).rewarded] == ["Phòng Kinh tế", "Lê Thị Hoa"]


def test_what_tasks_say_is_computed_until_something_is_typed(made: Made) -> None:
    dossier = made[0]
    plan = plans.create_plan(dossier, year=YEAR).created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Tài chính công").created("task_group")[0]
    rows = [{Column.TASK: f"Việc {n}", Column.LEAD: "Phòng Kinh tế"} for n in range(2)]
    done = tasks.paste_tasks(dossier, group_guid=group, rows=rows).created("task")[0]
    with dossier.change("…") as work:
        work.session.get_one(Task, done).status = "done"
    target = view_of(made).targets[0]
    movements.set_measure(dossier, target_guid=target.guid, source="tasks")
    finance, police = view_of(made).participants[:2]
    assert finance.results[target.guid].words == "50%" and "1/2" in finance.results[target.guid].how
    assert finance.results[target.guid].outcome == "missed"
    assert target.guid not in police.results  # leads no task
    put(made, (finance, target.guid, "99,5"))
    assert view_of(made).participants[0].results[target.guid].how == ""


def test_the_dossier_says_what_the_movement_knows(made: Made, tmp_path: Path) -> None:
    dossier, guid = made
    all_met(made, "Phòng Kinh tế", "Lê Thị Hoa")
    propose(made, "Phòng Kinh tế", "Lê Thị Hoa")
    row, person = view_of(made).rewarded
    put(made, (row, ParticipantPart.VOTES, "6/7"), (row, ParticipantPart.ACHIEVEMENT, "- Rút ngắn 30% thời gian."))
    put(made, (person, ParticipantPart.VOTES, "7/7"), (person, ParticipantPart.CONFIRMED_BY, "Phạm Văn Tám"))
    before = content(dossier)
    change = award_papers.make_dossier(dossier, movement_guid=guid)
    view = view_of(made)
    papers = {(one.role, one.participant_guid): one.plan_guid for one in view.papers}
    assert len(papers) == 6
    texts = {key: compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=one)) for key, one in papers.items()}

    submission = text_of(texts[AwardPaper.SUBMISSION, ""])
    assert "TTr-HĐTĐKT" in submission.replace("\\u2011", "-").replace("\u2011", "-")
    assert "01 tập thể, 01 cá nhân" in submission and "Lê Thị Hoa, Trưởng phòng, Phòng Kinh tế" in submission
    assert "THI ĐUA - KHEN THƯỞNG" in submission and "Căn cứ Kế hoạch" not in submission
    listed = text_of(texts[AwardPaper.LIST, ""])
    assert "(Kèm theo Tờ trình số …/TTr" in listed and "Rút ngắn 30% thời gian." in listed
    minutes = text_of(texts[AwardPaper.MINUTES, ""])
    assert "6/7" in minutes and "85,71%" in minutes and "Trần Văn Bình, Chủ tịch" in minutes
    blocks = texts[AwardPaper.MINUTES, ""].parts[0].blocks
    assert [one.right.name for one in blocks if isinstance(one, SignatureBlock)] == ["Trần Văn Bình"]

    report = texts[AwardPaper.REPORT, row.guid]
    (block,) = [one for one in report.parts[0].blocks if isinstance(one, SignatureBlock)]
    assert block.left is not None and block.left.lines[0] == "XÁC NHẬN CỦA THỦ TRƯỞNG"
    assert block.left.name == "Trần Văn Bình" and block.right.name == "Lê Thị Hoa"  # the head of the unit reports
    assert "99,5%" in text_of(report) and "cải cách tài chính công" in text_of(report)
    own = texts[AwardPaper.REPORT, person.guid]
    (block,) = [one for one in own.parts[0].blocks if isinstance(one, SignatureBlock)]
    assert (block.left and block.left.name, block.right.name) == ("Phạm Văn Tám", "Lê Thị Hoa")

    certificate = texts[AwardPaper.CERTIFICATE, ""]
    assert [part.page for part in certificate.parts] == ["landscape", "landscape"]
    names = [
        next(one.text for one in part.blocks if isinstance(one, Paragraph) and one.role == "award_name")
        for part in certificate.parts
    ]
    assert names == ["Phòng Kinh tế", "Lê Thị Hoa"]
    assert not any("[" in run for text in texts.values() for run in _printed(text))  # no gaps are left

    again = award_papers.make_dossier(dossier, movement_guid=guid)
    assert not again  # what was made is not made twice
    files = [path for path in _export(dossier, tmp_path / "out")]
    assert [name.split("-", 1)[0] for name in files] == ["01", "02", "03", "04", "05", "06"]
    undo(dossier, change)
    assert content(dossier) == before


def _printed(document: Document) -> Iterator[str]:
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, TitleBlock):
                yield from (line.text for line in block.lines)
            elif isinstance(block, Paragraph):
                yield block.text


def _export(dossier: Dossier, out: Path) -> list[str]:
    for _step in export(dossier, Wish(YEAR), what=["award"], formats=["docx"], out=out):
        pass
    return sorted(path.name for path in out.iterdir())


def test_without_anybody_proposed_nothing_is_made(made: Made, tmp_path: Path) -> None:
    dossier, guid = made
    with pytest.raises(UserError, match="Chưa đề nghị"):
        award_papers.make_dossier(dossier, movement_guid=guid)
    with pytest.raises(UserError, match="chưa lập hồ sơ"):
        _export(dossier, tmp_path / "out")


def test_more_than_may_be_rewarded_make_no_dossier(made: Made) -> None:
    dossier, guid = made
    all_met(made, "Phòng Kinh tế", "Công an")
    propose(made, "Phòng Kinh tế", "Công an")
    with dossier.change("as another program wrote it") as work:
        work.session.get_one(Movement, guid).most_rewarded = 1
    before = content(dossier)
    with pytest.raises(UserError, match="không quá 1"):
        award_papers.make_dossier(dossier, movement_guid=guid)
    assert content(dossier) == before


def test_a_paper_that_was_removed_is_made_anew(made: Made) -> None:
    dossier, guid = made
    all_met(made, "Công an")
    propose(made, "Công an")
    award_papers.make_dossier(dossier, movement_guid=guid, thematic=True)
    plans.remove_plan(dossier, plan_guid=view_of(made).paper(AwardPaper.MINUTES))
    assert [one.role for one in award_papers.needed_papers(view_of(made), True) if not one.plan_guid] == ["minutes"]
    again = award_papers.make_dossier(dossier, movement_guid=guid, thematic=True)
    assert len(again.created("plan")) == 1
    movements.remove_movement(dossier, movement_guid=guid)
    assert len(plans.read_plans(dossier, YEAR)) == 5  # the papers stay


def test_targets_go_into_the_plan_and_come_out_of_one(made: Made) -> None:
    dossier, guid = made
    award_papers.make_plan(dossier, movement_guid=guid)
    plan = view_of(made).movement.plan_guid
    assert plan is not None
    text = text_of(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=plan)))
    assert "Hồ sơ đúng hạn tối thiểu 99%." in text and "không quá 02 tập thể, cá nhân" in text
    section = add_section(dossier, plan_guid=plan, title="Chỉ tiêu thi đua cụ thể").created("section")[0]
    body = (
        "- Về cải cách thể chế: 100% văn bản đúng thời hạn.\n"
        "- Về xây dựng chính quyền số\n+ Hồ sơ trực tuyến đạt tối thiểu 80%.\n+ Không có cán bộ bị kỷ luật."
    )
    set_section(dossier, section_guid=section, body=body)
    movements.take_targets(dossier, movement_guid=guid)
    told = [(one.field_code, one.text) for one in view_of(made).targets][2:]
    assert ("institution", "100% văn bản đúng thời hạn") in told
    assert ("digital", "Hồ sơ trực tuyến đạt tối thiểu 80%") in told
    assert ("digital", "Không có cán bộ bị kỷ luật") in told


def test_an_own_template_draws_the_movement_again(made: Made) -> None:
    dossier, guid = made
    all_met(made, "Công an")
    propose(made, "Công an")
    award_papers.make_dossier(dossier, movement_guid=guid)
    minutes = view_of(made).paper(AwardPaper.MINUTES)
    save_template(dossier, plan_guid=minutes, title="Biên bản của xã")
    with dossier.read() as session:
        kept = session.query(PaperTemplate).one()
        code, (form, _strange) = kept.guid, template_of(kept.form.encode(), "mau.json")
    assert [one.draws for one in form.sections] == ["", "award_overview", "award_votes", ""]
    assert "{movement}" in form.subject and "Công an" not in kept.form
    plans.remove_plan(dossier, plan_guid=minutes)
    assert (code, "Biên bản của xã") in award_papers.own_templates_for(dossier, AwardPaper.MINUTES)
    award_papers.make_dossier(dossier, movement_guid=guid, chosen={AwardPaper.MINUTES: code})
    text = text_of(compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=view_of(made).paper(AwardPaper.MINUTES))))
    assert "Công an" in text and TITLE in text


@pytest.mark.parametrize(
    ("part", "text", "refused"),
    [
        (ParticipantPart.WHO, "chẳng ai", True),
        (ParticipantPart.WHO, "tập thể", False),
        (ParticipantPart.VOTES, "9/7", True),
        (ParticipantPart.VOTES, "7/9", False),
        (ParticipantPart.NAME, "9/7", False),
    ],
)
def test_a_cell_of_a_participant_says_why_it_does_not_take_a_text(part: str, text: str, refused: bool) -> None:
    assert bool(movements.refusal(part, text)) is refused


def test_participants_and_targets_are_typed_in_new_lines_and_removed(made: Made) -> None:
    dossier, guid = made
    before = content(dossier)
    new = [
        MovementCell("", ParticipantPart.NAME, "Lê  Thị Hoa", 1),
        MovementCell("", ParticipantPart.REPORTER, "Trần Bình", 1),
        MovementCell("", ParticipantPart.CONFIRMED_BY, "Chủ tịch", 1),
        MovementCell("", ParticipantPart.ACHIEVEMENT, " Dòng 1\nDòng 2 ", 1),
        MovementCell("", ParticipantPart.NAME, " ", 2),
        MovementCell("", ParticipantPart.VOTES, "5/7", 3),
    ]
    change = movements.set_participants(dossier, movement_guid=guid, cells=new)
    *_others, hoa, nameless = view_of(made).participants
    unit = read_units(dossier)[0].guid
    assert (hoa.name, hoa.unit_guid) == ("Lê Thị Hoa", unit), "an officer is of the officer's unit"
    assert (hoa.reporter, hoa.confirmed_by, hoa.achievement) == ("Trần Bình", "Chủ tịch", "Dòng 1\nDòng 2")
    assert (nameless.votes, nameless.voters, nameless.unit_guid) == (5, 7, "") and nameless.name
    movements.set_participants(dossier, movement_guid=guid, cells=[MovementCell(hoa.guid, ParticipantPart.NAME, "")])
    assert hoa.name in [one.name for one in view_of(made).participants], "a name is never emptied"
    movements.remove_rows(dossier, guids=[hoa.guid, view_of(made).targets[0].guid])
    assert len(view_of(made).targets) == 1 and hoa.guid not in {one.guid for one in view_of(made).participants}
    cells = [MovementCell("", TargetPart.CONTENT, "Văn hóa công sở", 1), MovementCell("", TargetPart.FIELD, "Lạ", 2)]
    movements.set_targets(dossier, movement_guid=guid, cells=[*cells, MovementCell("", TargetPart.TEXT, " ", 3)])
    assert [(row.text, row.content) for row in view_of(made).targets[1:]] == [
        ("Văn hóa công sở", "Văn hóa công sở"),
        ("Lạ", "Lạ"),
    ]
    undo(dossier, change)  # of what was removed since nothing comes back
    assert before.keys() == content(dossier).keys()


def test_a_movement_has_a_title_and_only_what_it_has(made: Made) -> None:
    dossier, guid = made
    with pytest.raises(UserError, match="tên"):
        movements.set_movement(dossier, movement_guid=guid, title="  ")
    with pytest.raises(TypeError, match="colour"):
        movements.set_movement(dossier, movement_guid=guid, colour="red")
    change = movements.set_movement(dossier, movement_guid=guid, title=" Thi  đua ")
    assert view_of(made).movement.title == "Thi đua"
    undo(dossier, change)
    assert view_of(made).movement.title == TITLE
    with pytest.raises(UserError, match="Chưa ai đạt"):
        movements.propose_met(dossier, movement_guid=guid)


def test_all_who_meet_all_targets_are_proposed_at_once(made: Made) -> None:
    dossier, guid = made
    with pytest.raises(UserError, match="tất cả"):
        movements.propose_met(dossier, movement_guid=guid)
    all_met(made, "Phòng Kinh tế", "Lê Thị Hoa")
    change = movements.propose_met(dossier, movement_guid=guid)
    assert [one.name for one in view_of(made).rewarded] == ["Phòng Kinh tế", "Lê Thị Hoa"] and change.label
    assert not movements.propose_met(dossier, movement_guid=guid)


def test_results_keep_what_was_typed_in_the_unit_of_the_target(made: Made) -> None:
    row, target = view_of(made).participants[0], view_of(made).targets[0]
    for text, words in (
        ("99,5", "99,5%"),
        ("99,5 %", "99,5%"),
        ("99", "99%"),
        ("khoảng 99", "khoảng 99"),
        ("đạt", "đạt"),
    ):
        put(made, (row, target.guid, text))
        assert view_of(made).participants[0].results[target.guid].words == words
    put(made, (row, view_of(made).targets[1].guid, "3"))  # the target has no number
    assert view_of(made).participants[0].results[view_of(made).targets[1].guid].words == "3"


def test_the_report_of_a_unit_bears_its_symbol_and_that_of_a_person_the_offices(made: Made) -> None:
    dossier, guid = made
    all_met(made, "Phòng Kinh tế", "Công an")
    propose(made, "Phòng Kinh tế", "Công an")
    award_papers.make_dossier(dossier, movement_guid=guid)
    symbols = {}
    for one in view_of(made).rewarded:
        plan = plans.read_plan(dossier, view_of(made).paper(AwardPaper.REPORT, one.guid))
        symbols[one.name] = (plan.paper.symbol, plan.paper.authority)
    assert symbols["Phòng Kinh tế"] == ("BC-KT", "Phòng Kinh tế")
    assert symbols["Công an"][0] != "BC-" and symbols["Công an"][1] == "Công an"


def test_movements_of_last_year_begin_this_one(made: Made) -> None:
    dossier, _guid = made
    propose(made, view_of(made).participants[0].name)
    change = movements.copy_movements(dossier, from_year=YEAR, to_year=YEAR + 1)
    before, view = view_of(made), read_movement(dossier, change.created("movement")[0])
    assert view.movement.title == before.movement.title.replace(str(YEAR), str(YEAR + 1))
    assert view.movement.most_rewarded == before.movement.most_rewarded and not view.papers
    assert [(one.text, one.source) for one in view.targets] == [(one.text, one.source) for one in before.targets]
    assert [(one.name, one.who, one.proposed) for one in view.participants] == [
        (one.name, one.who, False) for one in before.participants
    ]
    with pytest.raises(UserError, match=str(YEAR - 1)):
        movements.copy_movements(dossier, from_year=YEAR - 1, to_year=YEAR)


@pytest.mark.parametrize(
    ("value", "met", "outcome"),
    [
        ("97%", None, Outcome.MET),
        ("80%", True, Outcome.MISSED),  # the number says it, whatever was ticked
        ("Tốt", None, Outcome.OPEN),
        ("Tốt", True, Outcome.MET),
        ("Tốt", False, Outcome.MISSED),
    ],
)
def test_words_are_judged_by_hand_and_numbers_by_the_goal(value: str, met: bool | None, outcome: Outcome) -> None:
    assert _outcome(MovementResult(value=value, met=met), goal_of("Ít nhất 95%")) is outcome
