"""Every word and sign that a goal may be written with, and every unit it may be counted in."""

from decimal import Decimal

from cchc_desktop.rules.targets import Goal, goal_of, goal_words, goals_in, read_actual, read_goal

# How a goal reads when the words before "5" and those after it are the key.
_BEFORE = {
    ">=": "tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|không nhỏ hơn|từ|đạt từ|≥|>=|=>",
    "<=": "tối đa|nhiều nhất|không quá|không vượt quá|không vượt|không cao hơn|không nhiều hơn|không lớn hơn|không hơn|"
    "không trên|≤|<=|=<|giảm xuống|giảm còn|giảm xuống còn|giảm con",
    ">": "trên|hơn|vượt|cao hơn|lớn hơn|>|tăng lên trên",
    "<": "dưới|thấp hơn|nhỏ hơn|<|giảm xuống dưới",
    "down": "giảm|cắt giảm|tinh giảm|tinh giản|rút ngắn|tiết kiệm|kéo giảm|giảm thêm|giảm tối thiểu",
    "up": "tăng|nâng|tăng thêm|tăng tối thiểu",
    "=": "=",
    "": "đạt|phấn đấu|tỷ lệ|hoàn thành",
}
_UNITS = (
    "điểm bậc hạng thủ_tục hồ_sơ lượt lần ngày giờ phút cuộc người văn_bản đơn_vị sáng_kiến mô_hình nhiệm_vụ tỷ_đồng "
    "triệu_đồng đồng buổi lớp tin_bài tin bài dịch_vụ thôn xã phòng cơ_quan giải_pháp cán_bộ công_chức hội_nghị"
)


def sign_of(text: str) -> str | None:
    goal = read_goal(text)
    return None if goal is None else str(goal.comparator)


def test_words_and_signs_before_an_amount() -> None:
    wanted = {word: sign for sign, words in _BEFORE.items() for word in words.split("|")}
    assert {word: sign_of(f"{word} 5%") for word in wanted} == wanted


def test_every_unit_is_told_by_its_words() -> None:
    wanted = {unit.replace("_", " ") for unit in _UNITS.split()}
    told = {unit: goal_words(read_goal(f"không quá 5 {unit}")) for unit in wanted}
    assert told == {unit: "Top 5" if unit == "hạng" else f"≤ 5 {unit}" for unit in wanted}
    assert goal_words(read_goal("5 phần trăm")) == goal_words(read_goal("5%")) == "5%"
    assert goal_words(read_goal("5 phần trăm đến 8 phần trăm")) == "5-8%"


def test_amounts_and_their_ends() -> None:
    told = {
        text: goal_words(read_goal(text))
        for text in (
            "(≥ 90%).", "5 – 8 điểm", "5 — 8 điểm", "5 đến dưới 8 điểm", "1.250,5 triệu đồng", "5 tin bài", "-5",
            "5/2026", "5.", "giảm 5 - 8%", "8 đến 5 %",
        )
    }  # fmt: skip
    assert told == {
        "(≥ 90%).": "≥ 90%",
        "5 – 8 điểm": "5-8 điểm",
        "5 — 8 điểm": "5-8 điểm",
        "5 đến dưới 8 điểm": "5-8 điểm",
        "1.250,5 triệu đồng": "1.250,5 triệu đồng",
        "5 tin bài": "5 tin bài",
        "-5": "",
        "5/2026": "",
        "5.": "5",
        "giảm 5 - 8%": "giảm 5-8%",
        "8 đến 5 %": "",
    }


def test_words_of_a_rank() -> None:
    one = (
        *("top 5", "tốp 5", "nhóm 5 đơn vị dẫn đầu", "trong nhóm 5 địa phương đứng đầu", "5 tỉnh cao nhất"),
        *("5 xã tốt nhất", "5 phường dẫn đầu", "5 huyện dẫn đầu", "5 sở, ngành dẫn đầu", "5 cơ quan dẫn đầu"),
        *("thứ hạng 5", "xếp hạng 5", "hạng 5", "vị trí 5", "vị thứ 5", "xếp 5", "xếp thứ 5", "hạng thứ 5"),
        *("hạng 5 trở lên", "vị trí từ thứ 5"),
    )
    assert {text: goal_words(read_goal(text)) for text in one} == dict.fromkeys(one, "Top 5")
    several = ("hạng 5-8", "hạng 5 – 8", "vị trí 5 đến thứ 8", "xếp thứ 5 đến 8")
    assert {text: goal_words(read_goal(text)) for text in several} == dict.fromkeys(several, "Hạng 5-8")


def test_what_a_sentence_means_as_a_goal() -> None:
    told = {
        text: [goal_words(found.goal) for found in goals_in(text)]
        for text in (
            "mở 5 lớp trong năm",  # a bare count
            "mở trên 5 lớp trong năm",
            "mở từ 5 lớp trong năm",
            "5 lớp trở lên trong năm",
            "giữ 5 bậc của xã",
            "đạt 80 điểm trong kỳ",
            "đứng thứ hạng 12 của tỉnh",
            "trên 1998 và trên 2026",  # years
            "trên 1898 hồ sơ",
            "tăng 3 lần, giảm 2 lần",
        )
    }
    assert told == {
        "mở 5 lớp trong năm": [],
        "mở trên 5 lớp trong năm": ["> 5 lớp"],
        "mở từ 5 lớp trong năm": [],
        "5 lớp trở lên trong năm": ["≥ 5 lớp"],
        "giữ 5 bậc của xã": ["5 bậc"],
        "đạt 80 điểm trong kỳ": ["80 điểm"],
        "đứng thứ hạng 12 của tỉnh": ["Top 12"],
        "trên 1998 và trên 2026": [],
        "trên 1898 hồ sơ": ["> 1.898 hồ sơ"],
        "tăng 3 lần, giảm 2 lần": ["tăng 3 lần", "giảm 2 lần"],
    }


def test_a_goal_has_no_unit_of_its_own() -> None:
    assert Goal(read_goal("5").comparator, Decimal(5)) == goal_of("5")  # type: ignore[union-attr]
    assert [read_actual(f"{word} 95") for word in ("ước đạt", "ước thực hiện", "ước tính", "ước")] == [(None, 95)] * 4
