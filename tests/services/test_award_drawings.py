"""What the papers of a movement draw from it, word by word, as plain rows."""

from dataclasses import replace

import pytest

from cchc_desktop.models.emulation_rows import (
    MovementRow,
    MovementTargetRow,
    MovementView,
    ParticipantRow,
    ResultRow,
)
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, UnitRow
from cchc_desktop.rules.emulation import Outcome, Who
from cchc_desktop.services.emulation.award_drawings import AwardFacts, counted, drawn_of, words_of
from cchc_desktop.services.papers.sections import NewSection

OFFICE = OfficeRow("o", 1, "UBND xã Bình Minh", "two", "UBND tỉnh An Bình", "Bình Minh")
ECONOMY = UnitRow("u1", 1, "Phòng Kinh tế", "KT", fields=("public_finance", "procedures"))
POLICE = UnitRow("u2", 1, "Công an")
BINH = OfficerRow("a", 1, "Trần Văn Bình", "Chủ tịch", None, "collective")
HOA = OfficerRow("b", 1, "Lê Thị Hoa", "Trưởng phòng", "u1", "")
TAM = OfficerRow("c", 1, "Phạm Văn Tám", "Phó Trưởng phòng", "u1", "")
TARGETS = (
    MovementTargetRow("t1", 1, "procedures", "Giải quyết đúng hạn.", "Hồ sơ đúng hạn tối thiểu 99%."),
    MovementTargetRow("t2", 1, "procedures", "Giải quyết đúng hạn.", "Hồ sơ trực tuyến 50%"),
    MovementTargetRow("t3", 1, "", "Sáng kiến", "Có 1 sáng kiến"),
    MovementTargetRow("t4", 1, "", "", "Không có kỷ luật"),
)
MET = {
    "t1": ResultRow("t1", "99,5%", Outcome.MET),
    "t2": ResultRow("t2", "trên 50%", Outcome.MET, "Theo nhiệm vụ: 1/2"),
    "t3": ResultRow("t3", "đạt", Outcome.MET),
    "t4": ResultRow("t4", "không áp dụng", Outcome.NOT_ASKED),
}
UNIT = ParticipantRow(
    "p1", 1, "Phòng Kinh tế", Who.COLLECTIVE, "u1", proposed=True, votes=6, voters=7, results=MET, verdict=Outcome.MET,
    achievement="- Rút ngắn 30% | thời gian.\n- Không nợ hồ sơ.",
)  # fmt: skip
PERSON = ParticipantRow(
    "p2", 1, "Lê Thị Hoa", Who.PERSON, "u1", proposed=True, votes=7, voters=7, results={"t1": MET["t1"]},
    verdict=Outcome.OPEN,
)  # fmt: skip
OTHER = ParticipantRow("p3", 1, "Công an", Who.COLLECTIVE, "u2", verdict=Outcome.MISSED)
VIEW = MovementView(MovementRow("m", 1, 2026, "Vì nhân dân", most_rewarded=2), TARGETS, (UNIT, PERSON, OTHER))
FACTS = AwardFacts(VIEW, OFFICE, (ECONOMY, POLICE), (BINH, HOA, TAM), ("CHỦ TỊCH", "Trần Văn Bình"), "TTr 5", "KH 9")


def among(*people: ParticipantRow) -> AwardFacts:
    return replace(FACTS, view=replace(VIEW, participants=people))


def rows_of(table: object) -> list[list[str]]:
    """The cells of a drawn table, row by row."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in str(table).splitlines()]


def test_words_of_the_marks() -> None:
    assert words_of(FACTS) == {
        "{movement}": "Vì nhân dân",
        "{movement_plan}": "KH 9",
        "{rewarded_count}": "01 tập thể, 01 cá nhân",
        "{issuer}": "Ủy ban nhân dân xã Bình Minh",
        "{chair}": "Trần Văn Bình, Chủ tịch",
        "{submission}": "TTr 5",
    }
    council = replace(VIEW, movement=replace(VIEW.movement, council="Hội đồng xã"))
    bare = words_of(replace(FACTS, view=council, signer=("", ""), submission=""), UNIT)
    assert "{submission}" not in bare and bare["{chair}"] == "…"
    assert (bare["{issuer}"], bare["{rewarded_name}"]) == ("Hội đồng xã", "Phòng Kinh tế")


@pytest.mark.parametrize(
    ("rewarded", "words"),
    [
        ((), ""),
        ((UNIT,), "01 tập thể"),
        ((PERSON, PERSON), "02 cá nhân"),
        ((UNIT, UNIT, PERSON), "02 tập thể, 01 cá nhân"),
    ],
)
def test_who_is_rewarded_is_counted(rewarded: tuple[ParticipantRow, ...], words: str) -> None:
    assert counted(rewarded) == words


def test_title_and_unit_of_a_person() -> None:
    assert FACTS.post(PERSON) == "Trưởng phòng, Phòng Kinh tế"
    assert FACTS.post(replace(PERSON, name="Người mới")) == "Phòng Kinh tế"
    assert FACTS.post(replace(PERSON, name="Trần Văn Bình", unit_guid="")) == "Chủ tịch"
    assert FACTS.post(replace(UNIT, name="Lê Thị Hoa", unit_guid="")) == ""  # a unit is no officer of that name


def test_the_head_of_a_unit() -> None:
    assert FACTS.head_of("u1") == HOA
    assert replace(FACTS, officers=(BINH, TAM)).head_of("u1") is None  # a deputy is no head
    assert FACTS.head_of("u2") is None and FACTS.head_of("") is None and FACTS.head_of("gone") is None


def test_names_of_those_proposed() -> None:
    second = replace(UNIT, name="Công an", unit_guid="u2")
    assert drawn_of(among(UNIT, second, PERSON))["award_names"] == (
        "Tập thể:\n- Phòng Kinh tế;\n- Công an.\nCá nhân:\n- Lê Thị Hoa, Trưởng phòng, Phòng Kinh tế."
    )
    assert str(drawn_of(among(PERSON))["award_names"]).startswith("Cá nhân:\n- Lê")
    assert drawn_of(among(OTHER))["award_names"] == ""


def test_the_summary_says_what_is_known() -> None:
    head = "Trong 02 tập thể, cá nhân được đề nghị, có 01 hoàn thành tất cả các chỉ tiêu thi đua."
    votes = "Kết quả bỏ phiếu: tất cả đạt từ {} số phiếu trở lên."
    assert drawn_of(FACTS)["award_summary"] == f"{head}\n{votes.format('85,71%')}"
    for unknown in ({"votes": None}, {"voters": None}, {"voters": 0}):
        assert drawn_of(among(UNIT, replace(PERSON, **unknown)))["award_summary"] == head
    assert "Trong 03 " in (more := str(drawn_of(among(UNIT, UNIT, PERSON))["award_summary"])) and "có 02 hoàn" in more
    nobody = drawn_of(among(OTHER))["award_summary"]
    assert str(nobody).startswith("Trong 00 tập thể") and "bỏ phiếu" not in str(nobody)
    none = replace(PERSON, votes=0)
    assert str(drawn_of(among(UNIT, none))["award_summary"]).endswith(votes.format("0%"))


def test_the_tables() -> None:
    drawn = drawn_of(FACTS)
    assert rows_of(drawn["award_overview"]) == [
        ["TT", "Tập thể, cá nhân", "Chỉ tiêu đạt", "Hoàn thành tất cả chỉ tiêu"],
        ["1", "Phòng Kinh tế", "3/3", "Đạt"],
        ["2", "Lê Thị Hoa", "1/4", "Chưa có kết quả"],
        ["3", "Công an", "0/4", "Không đạt"],
    ]
    assert rows_of(drawn["award_votes"]) == [
        ["TT", "Tập thể, cá nhân", "Số phiếu đồng ý", "Tỷ lệ"],
        ["1", "Phòng Kinh tế", "6/7", "85,71%"],
        ["2", "Lê Thị Hoa", "7/7", "100%"],
    ]
    unknown = drawn_of(among(replace(UNIT, votes=None), replace(PERSON, voters=0)))["award_votes"]
    assert [row[2:] for row in rows_of(unknown)[1:]] == [["…/…", "…"], ["…/…", "…"]]
    assert drawn_of(among())["award_overview"] == "" and drawn_of(among(OTHER))["award_votes"] == ""


def test_the_lists_of_an_appendix() -> None:
    drawn = drawn_of(FACTS)
    assert drawn["award_list_collectives"] == (
        "Tên tập thể | Thành tích chủ yếu | Hình thức đề nghị\nPhòng Kinh tế | Rút ngắn 30% / thời gian. | Giấy khen"
    )
    assert drawn["award_list_persons"] == (
        "Họ và tên | Chức vụ, đơn vị | Thành tích chủ yếu | Hình thức đề nghị\n"
        "Lê Thị Hoa | Trưởng phòng, Phòng Kinh tế | Hoàn thành 1/4 chỉ tiêu của phong trào thi đua | Giấy khen"
    )
    assert drawn_of(among(UNIT))["award_list_persons"] == ""
    two_lines = replace(UNIT, name="Phòng\nKinh tế")
    assert "Phòng Kinh tế |" in str(drawn_of(among(two_lines))["award_list_collectives"])


def test_a_section_for_each_certificate() -> None:
    first, second = drawn_of(FACTS)["award_rewarded"]
    assert isinstance(first, NewSection) and isinstance(second, NewSection)
    assert (first.level, first.number, first.title, first.body, first.role) == (1, "", "Phòng Kinh tế", "", "rewarded")
    assert (second.title, second.body) == ("Lê Thị Hoa", "Trưởng phòng, Phòng Kinh tế")


def test_contents_and_targets_of_the_plan() -> None:
    drawn = drawn_of(FACTS)
    (contents,), (targets,) = drawn["award_contents"], drawn["award_targets"]
    assert isinstance(contents, NewSection) and isinstance(targets, NewSection)
    assert (contents.level, contents.number, contents.title) == (2, "1", "Nội dung thi đua")
    assert contents.body == (
        "- Cải cách thủ tục hành chính:\n+ Giải quyết đúng hạn.\n- Sáng kiến.\n- Các chỉ tiêu khác."
    )
    assert (targets.level, targets.number, targets.title) == (2, "2", "Chỉ tiêu thi đua")
    assert targets.body == (
        "- Cải cách thủ tục hành chính:\n+ Hồ sơ đúng hạn tối thiểu 99%.\n+ Hồ sơ trực tuyến 50%.\n"
        "- Sáng kiến:\n+ Có 1 sáng kiến.\n- Các chỉ tiêu khác:\n+ Không có kỷ luật."
    )
    nothing = drawn_of(replace(FACTS, view=replace(VIEW, targets=())))
    assert nothing["award_contents"] == nothing["award_targets"] == []


def test_what_the_reward_is() -> None:
    lines = str(drawn_of(FACTS)["award_reward"]).splitlines()
    assert lines == [
        "- Phong trào thi đua được thực hiện trong năm 2026.",
        "- Tiêu chuẩn khen thưởng: hoàn thành tất cả các chỉ tiêu thi đua nêu tại mục II.",
        "- Hình thức: Giấy khen của Chủ tịch Ủy ban nhân dân xã Bình Minh.",
        "- Số lượng: không quá 02 tập thể, cá nhân.",
        "- Hồ sơ: tờ trình, biên bản họp xét, báo cáo thành tích có xác nhận của thủ trưởng, danh sách kèm theo.",
    ]
    open_number = replace(VIEW, movement=replace(VIEW.movement, most_rewarded=None))
    department = replace(FACTS, view=open_number, office=replace(OFFICE, name="Sở Nội vụ"))
    assert str(drawn_of(department)["award_reward"]).splitlines()[2:4] == [
        "- Hình thức: Giấy khen của Sở Nội vụ.",
        lines[4],
    ]


def test_the_profile_in_a_report_of_achievement() -> None:
    assert str(drawn_of(FACTS, PERSON)["award_profile"]).splitlines() == [
        "- Họ và tên: Lê Thị Hoa.",
        "- Ngày, tháng, năm sinh: …; giới tính: ….",
        "- Chức vụ, đơn vị công tác: Trưởng phòng, Phòng Kinh tế.",
        "- Trình độ chuyên môn: ….",
    ]
    stranger = replace(PERSON, name="Người mới", unit_guid="")
    assert "- Chức vụ, đơn vị công tác: …." in str(drawn_of(FACTS, stranger)["award_profile"])
    assert str(drawn_of(FACTS, UNIT)["award_profile"]).splitlines() == [
        "- Tên tập thể: Phòng Kinh tế.",
        "- Lĩnh vực cải cách hành chính được giao chủ trì: cải cách tài chính công; cải cách thủ tục hành chính.",
        "- Số cán bộ, công chức: 02 người.",
    ]
    for without in (OTHER, replace(UNIT, unit_guid="")):
        assert str(drawn_of(FACTS, without)["award_profile"]).splitlines()[1:] == ["- Số cán bộ, công chức: …."]


def test_results_in_a_report_of_achievement() -> None:
    drawn = drawn_of(FACTS, UNIT)
    assert rows_of(drawn["award_results"]) == [
        ["TT", "Chỉ tiêu thi đua", "Kết quả", "Đánh giá"],
        ["1", TARGETS[0].text, "99,5%", "Đạt"],
        ["2", TARGETS[1].text, "Trên 50% (theo nhiệm vụ: 1/2)", "Đạt"],
        ["3", TARGETS[2].text, "Đạt", "Đạt"],
    ]
    assert drawn["award_achievement"] == UNIT.achievement
    assert [row[2:] for row in rows_of(drawn_of(FACTS, PERSON)["award_results"])[2:]] == [["…", ""]] * 3
    assert drawn_of(replace(FACTS, view=replace(VIEW, targets=())), UNIT)["award_results"] == ""
    assert not {"award_profile", "award_results", "award_achievement"} & drawn_of(FACTS).keys()
