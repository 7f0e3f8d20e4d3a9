"""The sentences of drafts: each wording with none, one and many, and every number that of the rows it names."""

import re
from datetime import date

import pytest

from cchc_desktop.models.draft_rows import FigureFact, ItemDraft, ReportFacts, TaskFact
from cchc_desktop.models.task_rows import MilestoneRow
from cchc_desktop.services.frame.task_facts import LATE, WAITING
from cchc_desktop.services.reporting.draft_topics import topic_of, topic_statements
from cchc_desktop.services.reporting.drafting import draft_report
from cchc_desktop.services.reporting.sentence_forms import sentence_forms
from tests.resource_files import load
from tests.services.draft_facts import facts, figure, item, task

FORMS = sentence_forms("report")
PLACES = re.compile(r"\{([^{}]+)\}")


def told(known: ReportFacts) -> list[str]:
    return [statement.text for statement in one(known).statements]


def one(known: ReportFacts) -> ItemDraft:
    return draft_report(known)[0]


def definitions() -> dict[str, dict[str, str]]:
    groups = [group for form in ("cchc_72", "bnv_4625") for group in load(f"figures/{form}.json")["groups"]]
    return {entry["code"]: entry for group in groups for entry in group["figures"]}


DEFINED = definitions()


def codes_of(template: dict[str, object]) -> list[str]:
    clauses = [clause if isinstance(clause, str) else clause["text"] for clause in template.get("also", ())]  # type: ignore[attr-defined]
    words = [str(template["head"]), *clauses]
    named = [*template.get("needs", ()), *(code for text in words for code in PLACES.findall(text))]  # type: ignore[misc]
    return list(dict.fromkeys(named))


def known_figure(code: str, value: str, **fields: object) -> FigureFact:
    entry = DEFINED[code]
    return figure(code, value, name=entry["name"], unit=entry["unit"], kind=entry["kind"], **fields)


def test_each_figure_is_told_by_one_wording_alone() -> None:
    told_by = [code for template in FORMS["figures"] for code in codes_of(template)]
    assert set(told_by) <= set(DEFINED)
    twice = {code for code in told_by if told_by.count(code) > 1}
    assert not twice
    for template in FORMS["figures"]:
        assert template.get("compare", codes_of(template)[0]) in codes_of(template)
        assert bool(template.get("also")) == bool(template.get("joint"))


# Tasks


def test_how_a_field_stands_is_told_of_one_and_of_many_and_never_of_none() -> None:
    assert told(facts(tasks=())) == ["[cần bổ sung: nội dung mục “Cải cách thể chế”]"]
    elsewhere = facts(items=(item(field="digital"), item("j")), tasks=(task(1, "waiting"),))
    assert draft_report(elsewhere)[1].statements[0].text.startswith("[cần bổ sung")
    assert told(facts(tasks=(task(1, "waiting"),))) == [
        "Cải cách thể chế: có 1 nhiệm vụ trong kế hoạch năm 2026; chưa đến hạn 1."
    ]
    many = facts(tasks=(task(1, "waiting"), task(2, "waiting"), task(3, "not_applicable")))
    assert told(many) == [
        "Cải cách thể chế: có 3 nhiệm vụ trong kế hoạch năm 2026; chưa đến hạn 2, không áp dụng 1.",
    ]
    assert one(many).statements[0].rows == ("t1", "t2", "t3")


def test_the_plan_is_told_under_the_heading_of_its_figures() -> None:
    known = facts(
        tasks=(task(1, "done", result="Xong"), task(2, "late", result="Chậm")),
        figures=(figure("1", "2"), figure("2", "1"), figure("3", "50", unit="%", kind="share")),
    )
    assert told(known)[:2] == [
        "Kế hoạch cải cách hành chính năm 2026 có 2 nhiệm vụ; đến ngày 08/9/2026 đã hoàn thành 1/2, quá hạn 1.",
        "Mức độ hoàn thành kế hoạch đạt 50%, tính trên số nhiệm vụ đề ra trong kế hoạch (1/2).",
    ]
    single = facts(tasks=(task(1, "doing", percent=10, result="Đang làm"),), figures=(figure("1", "1"),))
    assert told(single)[0] == (
        "Kế hoạch cải cách hành chính năm 2026 có 1 nhiệm vụ, đến ngày 08/9/2026: đang thực hiện 1."
    )
    for done, gaps in (("2", 0), ("1", 1)):
        three = (task(1, "done"), task(2, "done"), task(3, "late"))
        counted = facts(tasks=three, figures=(figure("1", "3"), figure("2", done)))
        assert len([words for words in one(counted).gaps if "thống nhất số liệu" in words]) == gaps
    differing = facts(tasks=(task(1, "waiting"),), figures=(figure("1", "9"),))
    assert "thống nhất số liệu: phụ lục ghi 9 nhiệm vụ, khung nhiệm vụ đếm được 1" in one(differing).gaps[0]


@pytest.mark.parametrize(
    ("standing", "fields", "expected"),
    [
        ("done", {"result": "Quyết định số 15/QĐ-UBND."}, "Nhiệm vụ thứ b: Quyết định số 15/QĐ-UBND."),
        (
            "done",
            {},
            "Nhiệm vụ thứ b: đã hoàn thành. [cần bổ sung: kết quả cụ thể; số, ngày văn bản nếu có]",
        ),
        ("done", {"proof": ("Biên bản họp",)}, "Nhiệm vụ thứ b: đã hoàn thành (Biên bản họp)."),
        (
            "done",
            {"proof": ("Biên bản họp", "Ảnh"), "result": "Đã họp"},
            "Nhiệm vụ thứ b: Đã họp (kèm 2 tài liệu kiểm chứng).",
        ),
        (
            "done",
            {"proof": ("Quyết định số 15/QĐ-UBND (trích sổ)",), "result": "Quyết định số 15/QĐ-UBND"},
            "Nhiệm vụ thứ b: Quyết định số 15/QĐ-UBND.",
        ),
        (
            "doing",
            {"percent": 60, "result": "Đã rà soát 5/8"},
            "Nhiệm vụ thứ b: đang thực hiện, đạt 60%. Đã rà soát 5/8.",
        ),
        ("doing", {"result": "Đã rà soát"}, "Nhiệm vụ thứ b: đang thực hiện. Đã rà soát."),
        (
            "doing",
            {"percent": 5},
            "Nhiệm vụ thứ b: đang thực hiện, đạt 5%. [cần bổ sung: kết quả cụ thể; số, ngày văn bản nếu có]",
        ),
        (
            "doing",
            {},
            "Nhiệm vụ thứ b: đang thực hiện. [cần bổ sung: kết quả cụ thể; số, ngày văn bản nếu có]",
        ),
        (
            "late",
            {"result": "Mới xong dự thảo"},
            "Nhiệm vụ thứ b: quá hạn (thời hạn: quý II/2026). Mới xong dự thảo. "
            "[cần bổ sung: lý do chậm và thời gian hoàn thành]",
        ),
        (
            "late",
            {},
            "Nhiệm vụ thứ b: quá hạn (thời hạn: quý II/2026). "
            "[cần bổ sung: kết quả cụ thể; số, ngày văn bản nếu có] [cần bổ sung: lý do chậm và thời gian hoàn thành]",
        ),
        ("cancelled", {"reason": "Tỉnh bãi bỏ."}, "Nhiệm vụ thứ b: không tiếp tục thực hiện (tỉnh bãi bỏ)."),
        ("cancelled", {}, "Nhiệm vụ thứ b: không tiếp tục thực hiện. [cần bổ sung: lý do]"),
        ("carried_over", {"reason": "Chờ kinh phí"}, "Nhiệm vụ thứ b: chuyển sang năm sau (chờ kinh phí)."),
        ("carried_over", {}, "Nhiệm vụ thứ b: chuyển sang năm sau. [cần bổ sung: lý do]"),
    ],
)
def test_a_task_is_told_by_what_is_known_of_it(standing: str, fields: dict[str, object], expected: str) -> None:
    draft = one(facts(tasks=(task(1, standing, **fields),)))
    assert draft.statements[-1].text == expected
    assert draft.statements[-1].rows[0] == "t1"
    assert draft.gaps == tuple(re.findall(r"\[[^]]+\]", expected))


# Figures


@pytest.mark.parametrize("template", FORMS["figures"], ids=lambda template: template["head"][:40])
@pytest.mark.parametrize("value", ["0", "1", "4512"])
def test_each_wording_of_figures_with_none_one_and_many(template: dict[str, object], value: str) -> None:
    codes = codes_of(template)
    answers = known_figure(codes[0], value).row.choices
    value = str(max(answers.words)) if answers and value == "4512" else value
    text = " ".join(told(facts(items=(item(field=""),), figures=tuple(known_figure(code, value) for code in codes))))
    assert "{" not in text and ".." not in text and ", ," not in text and "  " not in text
    assert not text or (text[0].isupper() or text[0].isdigit())
    if value == "0" and "zero" in template:
        assert "0" not in text.replace("2015", "").replace("9001", "")
    elif not answers:
        assert {"1": "1", "4512": "4.512", "0": "0"}[value] in text


@pytest.mark.parametrize("template", FORMS["figures"], ids=lambda template: template["head"][:40])
def test_a_wording_needs_no_more_than_its_head(template: dict[str, object]) -> None:
    head = list(dict.fromkeys([*template.get("needs", ()), *PLACES.findall(str(template["head"]))]))  # type: ignore[misc]
    rest = [code for code in codes_of(template) if code not in head]
    known = [known_figure(code, "1" if known_figure(code, "1").row.choices else "7") for code in head] + [
        figure(code, None) for code in rest
    ]
    draft = one(facts(items=(item(field=""),), figures=tuple(known)))
    assert draft.statements[0].rows == tuple(f"v{code}" for code in head)
    assert len(draft.gaps) == bool(rest)


@pytest.mark.parametrize(
    ("kind", "unit", "value", "expected"),
    [
        ("count", "cuộc", "0", "Số việc lạ: không có."),
        ("count", "cuộc", "1", "Số việc lạ: 1 cuộc."),
        ("count", "cuộc", "1200", "Số việc lạ: 1.200 cuộc."),
        ("share", "%", "96.67", "Số việc lạ đạt 96,67%."),
        ("points", "điểm", "81.2", "Số việc lạ đạt 81,2 điểm."),
        ("amount", "triệu đồng", "12000", "Số việc lạ: 12.000 triệu đồng."),
        ("yes_no", "", "1", "Số việc lạ: có."),
        ("yes_no", "", "0", "Số việc lạ: không."),
    ],
)
def test_a_figure_without_a_wording_is_told_by_its_kind(kind: str, unit: str, value: str, expected: str) -> None:
    strange = figure("999", value, name="Số việc lạ", kind=kind, unit=unit)
    assert told(facts(items=(item(field=""),), figures=(strange,))) == [expected]


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("B1.5.2", "0", "Khảo sát được thực hiện bằng hình thức trực tuyến."),
        ("B1.5.2", "1", "Khảo sát được thực hiện bằng hình thức phát phiếu."),
        ("B1.5.2", "3", "[cần bổ sung: số liệu: Hình thức khảo sát]"),
        ("B7.1", "0", "Chưa cập nhật Kiến trúc chính quyền điện tử phiên bản mới nhất."),
        ("B7.1", "1", "Đã cập nhật Kiến trúc chính quyền điện tử phiên bản mới nhất."),
        ("B1.6", "1", "Lãnh đạo đã đối thoại với người dân, cộng đồng doanh nghiệp."),
    ],
)
def test_a_coded_figure_is_told_by_its_answer(code: str, value: str, expected: str) -> None:
    assert told(facts(items=(item(field=""),), figures=(known_figure(code, value),))) == [expected]


@pytest.mark.parametrize(
    ("name", "unit", "value", "expected"),
    [
        ("Hình thức họp (trực tiếp = 1; trực tuyến = 2)", "", "2", "Hình thức họp: trực tuyến."),
        ("Hình thức họp: 1: trực tiếp, 2: trực tuyến", "", "1", "Hình thức họp: trực tiếp."),
        ("Có trang thông tin", "Có/Không", "0", "Có trang thông tin: không."),
        ("Trong đó: Hồ sơ nộp qua VNeID (*)", "hồ sơ", "5", "Hồ sơ nộp qua VNeID: 5 hồ sơ."),
        ("- Hồ sơ: trực tuyến¹", "Số lượng", "5", "Hồ sơ, trực tuyến: 5."),
        ("Kinh phí đã cấp:", "1.000 đồng", "5000", "Kinh phí đã cấp: 5.000 nghìn đồng."),
        ("Số đơn vị đã chuyển đổi (Lũy kế đến thời điểm báo cáo)", "Đơn vị", "2", "Số đơn vị đã chuyển đổi: 2 đơn vị."),
    ],
)
def test_what_a_name_says_to_the_form_alone_is_not_told(name: str, unit: str, value: str, expected: str) -> None:
    strange = figure("999", value, name=name, unit=unit)
    assert told(facts(items=(item(field=""),), figures=(strange,))) == [expected]


def test_missing_figures_are_named_and_counted() -> None:
    few = tuple(figure(str(900 + n), None, name=f"Số {n}") for n in range(1))
    assert told(facts(items=(item(field=""),), figures=few)) == ["[cần bổ sung: số liệu: Số 0]"]
    many = tuple(figure(str(900 + n), None, name=f"Số {n}") for n in range(6))
    assert told(facts(items=(item(field=""),), figures=many)) == [
        "[cần bổ sung: số liệu: Số 0; Số 1; Số 2; Số 3 và 2 số liệu khác]"
    ]


def due(number: int, standing: str, deadline: str, *days: tuple[date, bool, date | None]) -> TaskFact:
    rows = tuple(
        MilestoneRow(f"m{n}", 1, "date", "", None, day, exclusive, done_on)
        for n, (day, exclusive, done_on) in enumerate(days)
    )
    return task(number, standing, deadline=deadline, milestones=rows)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (due(1, LATE, ""), "Hoàn thành nhiệm vụ quá hạn: Nhiệm vụ thứ b (Phòng Kinh tế chủ trì)."),
        (due(1, WAITING, "Quý IV", (date(2026, 12, 14), False, None)), ", thời hạn: quý IV."),
        (due(1, WAITING, "", (date(2026, 12, 14), False, None)), " (Phòng Kinh tế chủ trì)."),
        (due(1, WAITING, "Quý IV", (date(2026, 12, 15), False, None)), ""),  # after the period that comes
        (due(1, WAITING, "Quý IV", (date(2026, 9, 8), False, None)), ""),
        (due(1, WAITING, "Quý IV", (date(2026, 9, 9), True, None)), ""),
        (due(1, WAITING, "Quý IV", (date(2026, 10, 1), False, date(2026, 9, 1))), ""),
        (
            due(1, WAITING, "Hai lần", (date(2026, 11, 1), True, None), (date(2026, 10, 1), False, None)),
            ", thời hạn: đến ngày 01/10/2026.",
        ),
        (
            due(1, WAITING, "Hai lần", (date(2026, 10, 1), True, None), (date(2026, 11, 1), False, None)),
            ", thời hạn: trước ngày 01/10/2026.",
        ),
        (
            due(1, LATE, "Hai lần", (date(2026, 1, 1), False, None), (date(2026, 2, 1), False, None)),
            "Hoàn thành nhiệm vụ quá hạn: Nhiệm vụ thứ b (Phòng Kinh tế chủ trì).",
        ),
    ],
)
def test_what_comes_next_with_its_day(fact: TaskFact, said: str) -> None:
    known = facts(items=(item(title="Phương hướng, nhiệm vụ trọng tâm"),), tasks=(fact,))
    topic = topic_of(known.items[0], FORMS)
    assert topic is not None
    (statement,) = topic_statements(topic, known, FORMS)
    assert statement.text.endswith(said) if said else "nhiệm vụ trọng tâm của kỳ tới" in statement.text
    assert statement.rows == ((fact.row.guid,) if said else ())


def test_figures_that_the_plan_says_are_not_said_twice() -> None:
    own = (known_figure("1", "5"), known_figure("2", "4"), known_figure("12", "120"))
    by_themselves = [
        "Số nhiệm vụ trong kế hoạch cải cách hành chính năm: 5 nhiệm vụ.",
        "Số nhiệm vụ đã hoàn thành: 4 nhiệm vụ.",
        "Thực hiện 120 tin, bài, buổi tuyên truyền về cải cách hành chính.",
    ]
    assert told(facts(items=(item(field=""),), figures=own)) == by_themselves
    with_plan = told(facts(items=(item(field=""),), figures=own, tasks=(task(1, "done"),)))
    assert [words for words in by_themselves if words in with_plan] == by_themselves[2:]
    assert "có 1 nhiệm vụ" in with_plan[0]


def test_a_value_is_compared_with_the_same_period_last_year() -> None:
    def said(period: str = "2026-9M", **fields: object) -> str:
        return told(facts(items=(item(field=""),), figures=(known_figure("12", **fields),), period=period))[0]  # type: ignore[arg-type]

    head = "Thực hiện 120 tin, bài, buổi tuyên truyền về cải cách hành chính"
    assert said(value="120", last_year="100") == f"{head}, tăng 20 lượt so với cùng kỳ năm trước."
    assert said(value="120", last_year="121") == f"{head}, giảm 1 lượt so với cùng kỳ năm trước."
    assert said(value="120", last_year="120") == f"{head}, không thay đổi so với cùng kỳ năm trước."
    assert said(value="120", last_year="100", period="2026-Y") == f"{head}, tăng 20 lượt so với năm trước."
    assert said(value="120", previous="90") == f"{head}."  # what grows says nothing beside the period before


def test_a_share_is_compared_with_the_period_before_where_last_year_is_unknown() -> None:
    known = facts(items=(item(field=""),), figures=(known_figure("40", "82", previous="72.6"),))
    assert told(known) == [
        "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt 82%, "
        "tăng 9,4 điểm phần trăm so với 6 tháng đầu năm 2026."
    ]
    assert one(known).statements[0].rows == ("v40", "p40")


@pytest.mark.parametrize(("code", "period"), [("71a", "2026-9M"), ("72a", "2026-H1"), ("40", "2026-Q1")])
def test_yearly_indices_and_first_quarters_are_compared_with_last_year_alone(code: str, period: str) -> None:
    def said(**fields: str) -> str:
        known = facts(items=(item(field=""),), figures=(known_figure(code, "82", **fields),), period=period)
        return " ".join(told(known)) + " ".join(
            told(facts(items=(item(title="Kết quả nổi bật", field=""),), figures=known.figures, period=period))
        )

    assert "so với" not in said(previous="70")
    assert "so với cùng kỳ năm trước" in said(previous="70", last_year="71")


def test_what_is_not_final_is_said_first_and_once() -> None:
    def said(*figures: FigureFact) -> list[str]:
        return told(facts(items=(item(field=""),), figures=figures))

    guess = {"estimated": True}
    assert said(known_figure("12", "120", **guess)) == [
        "Ước thực hiện 120 tin, bài, buổi tuyên truyền về cải cách hành chính."
    ]
    assert said(known_figure("26", "400", **guess), known_figure("28", "100", **guess), known_figure("29", "300")) == [
        "Ước tiếp nhận 400 hồ sơ thủ tục hành chính, trong đó: trực tuyến 100 hồ sơ (chiếm 25%), "
        "trực tiếp 300 hồ sơ (chiếm 75%)."
    ]
    assert said(known_figure("26", "400"), known_figure("28", "100", **guess)) == [
        "Tiếp nhận 400 hồ sơ thủ tục hành chính, trong đó: ước trực tuyến 100 hồ sơ (chiếm 25%)."
    ]
    assert said(figure("999", "5", name="Số việc lạ", unit="cuộc", **guess)) == ["Ước số việc lạ: 5 cuộc."]


def test_parts_are_told_beside_their_whole() -> None:
    given = (known_figure("38a", "9"), known_figure("38b", "9"), known_figure("38c", "8"))
    assert told(facts(items=(item(field=""),), figures=given)) == [
        "Tiếp nhận 9 phản ánh, kiến nghị, đã xử lý 9/9, xử lý đúng hạn 8/9."
    ]
    fewer = (known_figure("26", "5"), known_figure("28", "6"))  # more than the whole: no share of it
    assert told(facts(items=(item(field=""),), figures=fewer))[0].endswith("trong đó: trực tuyến 6 hồ sơ.")


def test_what_comes_next_names_no_day_that_is_past() -> None:
    def said(*days: tuple[int, int], deadline: str) -> list[str]:
        dated = tuple(MilestoneRow(f"m{n}", 1, "date", "", None, date(2026, *day), True) for n, day in enumerate(days))
        known = task(1, "doing", deadline=deadline, milestones=dated)
        return told(facts(items=(item(title="Phương hướng", field=""),), tasks=(known,)))

    both = said((6, 30), (11, 5), deadline="Trước ngày 30/6 và 05/11/2026")
    assert both == ["Nhiệm vụ thứ b (Phòng Kinh tế chủ trì), thời hạn: trước ngày 05/11/2026."]
    assert said((11, 5), deadline="Trước ngày 05/11/2026")[0].endswith("thời hạn: trước ngày 05/11/2026.")


def test_papers_are_listed_under_the_figure_that_counts_them() -> None:
    def said(*papers: str) -> list[str]:
        return told(facts(items=(item(field=""),), figures=(known_figure("4", "9"),), papers=papers))[1:]

    assert said() == []
    assert said("Kế hoạch số 14/KH-UBND") == ["Văn bản ban hành trong kỳ: Kế hoạch số 14/KH-UBND."]
    assert said("A", "B") == ["Đã ban hành trong kỳ 2 văn bản: A; B."]
    assert said(*"ABCDEFGHIJ")[0] == "Đã ban hành trong kỳ 10 văn bản: A; B; C; D; E; F; G; H và 2 văn bản khác."


# Headings that sum up


def test_what_went_well_what_did_not_and_what_comes_next() -> None:
    tasks = (task(1, "done"), task(2, "late"), task(3, "waiting"))
    figures = (
        known_figure("40", "82", last_year="70"),
        known_figure("36", "90", last_year="95"),
        known_figure("39", "2", last_year="1"),  # less of it is better
    )

    def said(title: str, *tasks: object) -> list[str]:
        return told(facts(items=(item(title=title, field=""),), tasks=tasks, figures=figures))  # type: ignore[arg-type]

    assert said("Kết quả nổi bật", *tasks) == [
        "Đã hoàn thành 1/3 nhiệm vụ của kế hoạch năm 2026.",
        f"{DEFINED['40']['name']} đạt 82%, tăng 12 điểm phần trăm so với cùng kỳ năm trước.",
    ]
    assert said("Tồn tại, hạn chế", *tasks) == [
        "Còn 1 nhiệm vụ quá hạn: Nhiệm vụ thứ c.",
        f"{DEFINED['36']['name']} đạt 90%, giảm 5 điểm phần trăm so với cùng kỳ năm trước.",
        f"{DEFINED['39']['name']} chiếm 2%, tăng 1 điểm phần trăm so với cùng kỳ năm trước.",
        "[cần bổ sung: tồn tại, hạn chế khác (nếu có)]",
    ]
    assert said("Tồn tại, hạn chế", tasks[0])[0] == "Đến ngày 08/9/2026 không có nhiệm vụ quá hạn."
    several = said("Tồn tại", *(task(n, "late") for n in range(7)))[0]
    assert several.startswith("Còn 7 nhiệm vụ quá hạn: ") and several.endswith(" và 2 nhiệm vụ khác.")
    assert said("Phương hướng kỳ tới", *tasks) == [
        "Hoàn thành nhiệm vụ quá hạn: Nhiệm vụ thứ c (Phòng Kinh tế chủ trì)."
    ]
    assert said("Phương hướng kỳ tới") == ["[cần bổ sung: nhiệm vụ trọng tâm của kỳ tới]"]
    assert said("Nguyên nhân", *tasks)[0].startswith("[cần bổ sung: nguyên nhân")


def test_what_does_not_apply_is_stated() -> None:
    known = facts(items=(item(status="not_applicable", reason="Xã không có đơn vị sự nghiệp."),))
    assert told(known) == ["Xã không có đơn vị sự nghiệp."]
    assert told(facts(items=(item(status="not_applicable"),))) == [
        "Trong kỳ không phát sinh nội dung “cải cách thể chế”."
    ]
