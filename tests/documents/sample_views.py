"""A made-up plan, report and criteria set of xã Bình Minh, as the rows that composers are handed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.index_result_rows import Comparison, GoalRow, OfficeResults, PublishedRow, YearOfIndex
from cchc_desktop.models.index_rows import CriterionRow, IndexTotal, IndexView
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.models.task_rows import ActivityRow, GroupRow, ProductRow, TaskRow
from cchc_desktop.models.year_rows import ReportRow, YearPaperRow
from cchc_desktop.rules.numbering import to_letter, to_roman

OFFICE = OfficeRow("office", 1, "UBND xã Bình Minh", "two", "UBND tỉnh An Bình", "Bình Minh")

RECIPIENTS = (
    "Như Điều 3",
    "UBND tỉnh",
    "Sở Nội vụ",
    "Thường trực Đảng ủy, Thường trực HĐND xã",
    "Chủ tịch, các Phó Chủ tịch UBND xã",
    "Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội xã",
    "Lưu: VT, VHXH",
)
DECISION = PaperRow(
    guid="decision",
    revision=1,
    year=2026,
    kind="decision",
    subject="Ban hành Kế hoạch công tác cải cách hành chính xã Bình Minh năm 2026",
    number="5",
    symbol="QĐ-UBND",
    issued_on=date(2026, 1, 5),
    authority="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
    legal_bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Quyết định số 1905/QĐ-UBND ngày 18 tháng 12 năm 2025 của Ủy ban nhân dân tỉnh An Bình ban hành "
        "Kế hoạch cải cách hành chính nhà nước tỉnh An Bình năm 2026",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
    ),
    articles=(
        "Ban hành kèm theo Quyết định này Kế hoạch công tác cải cách hành chính xã Bình Minh năm 2026.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng HĐND và UBND, Trưởng phòng Văn hóa - Xã hội, Trưởng phòng Kinh tế, Giám đốc Trung tâm Phục "
        "vụ hành chính công xã và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
    ),
    recipients=RECIPIENTS,
    signing_form="head",
    signer_title="CHỦ TỊCH",
    signer_name="Trần Thị Hoa Mai",
)
PLAN_PAPER = PaperRow(
    guid="plan-paper",
    revision=1,
    year=2026,
    kind="plan",
    subject="Công tác cải cách hành chính xã Bình Minh năm 2026",
    symbol="KH-UBND",
    closing="Trong quá trình thực hiện, nếu có vướng mắc hoặc nhiệm vụ phát sinh, các đơn vị phản ánh về Ủy ban nhân "
    "dân xã (*qua Phòng Văn hóa - Xã hội*) để xem xét, điều chỉnh.",
    recipients=RECIPIENTS[1:],
    signing_form="collective",
    signer_title="CHỦ TỊCH",
    signer_name="Trần Thị Hoa Mai",
)

_GROUPS = (
    ("Công tác chỉ đạo, điều hành cải cách hành chính", 9),
    ("Cải cách thể chế", 8),
    ("Cải cách thủ tục hành chính", 12),
    ("Cải cách tổ chức bộ máy hành chính", 6),
    ("Cải cách chế độ công vụ", 8),
    ("Cải cách tài chính công", 7),
    ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", 10),
)
_WORKS = (
    (
        "Rà soát, đánh giá các quy trình nội bộ đang áp dụng và đề xuất phương án cắt giảm thời gian giải quyết",
        "Báo cáo",
    ),
    ("Công khai đầy đủ, kịp thời trên trang thông tin điện tử và tại nơi tiếp nhận", "Danh mục được niêm yết"),
    ("Tổ chức tập huấn nghiệp vụ cho người làm việc ở các thôn", "Lớp tập huấn; tài liệu"),
    (
        "Kiểm tra việc chấp hành kỷ luật, kỷ cương ở từng đơn vị, có kết luận và thời hạn khắc phục",
        "Thông báo kết luận",
    ),
)
_UNITS = (
    ("Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND; các thôn"),
    ("Văn phòng HĐND và UBND", "Phòng Kinh tế"),
    ("Trung tâm Phục vụ hành chính công", "Công an xã; Tổ công nghệ số cộng đồng"),
)
_TIMES = ("Trước ngày 31/01/2026", "Quý I năm 2026; báo cáo trước ngày 15/12/2026", "Thường xuyên trong năm 2026")


def task(index: int, group: int, title: str, place: int, **changes: object) -> TaskRow:
    """One made-up task."""
    work, product = _WORKS[index % len(_WORKS)]
    lead, coordination = _UNITS[index % len(_UNITS)]
    objective = place // 3
    activities = ("Lập kế hoạch và phân công người thực hiện", "Tổng hợp kết quả, báo cáo Chủ tịch UBND xã")
    values: dict[str, object] = {
        "guid": f"task-{index}",
        "revision": 1,
        "group_guid": f"group-{group}",
        "objective_guid": f"objective-{group}-{objective}",
        "position": place,
        "letter": to_letter(place + 1),
        "number": f"{objective + 1}.{place % 3 + 1}",
        "group_number": to_roman(group + 1),
        "group_title": title,
        "objective": f"Đạt từ {90 + objective} % chỉ tiêu của lĩnh vực, không có nhiệm vụ quá hạn",
        "text": f"{work} ({title.lower()})",
        "activities": tuple(
            ActivityRow(f"activity-{index}-{number}", text)
            for number, text in enumerate(activities if index % 2 else activities[:1])
        ),
        "products": (ProductRow(f"product-{index}", product),),
        "leads": (),
        "coordinators": (),
        "lead_text": lead,
        "coordination_text": coordination,
        "deadline": _TIMES[index % len(_TIMES)],
        "milestones": (),
        "budget_text": str(index) if index % 5 == 0 else "",
        "budget_amount": None,
        "status": "not_started",
        "percent": 0,
        "result": "",
    }
    return TaskRow(**{**values, **changes})  # type: ignore[arg-type]


def tasks() -> tuple[TaskRow, ...]:
    """Sixty tasks in seven groups."""
    made: list[TaskRow] = []
    for group, (title, count) in enumerate(_GROUPS):
        made += [task(len(made) + place, group, title, place) for place in range(count)]
    return tuple(made)


def groups() -> tuple[GroupRow, ...]:
    """The seven groups."""
    return tuple(
        GroupRow(f"group-{place}", 1, "plan", place, to_roman(place + 1), title, "", count)
        for place, (title, count) in enumerate(_GROUPS)
    )


def sections() -> tuple[SectionRow, ...]:
    """Purpose, tasks, organisation."""
    return (
        SectionRow("s1", 1, None, 1, "I", "Mục đích, yêu cầu", ""),
        SectionRow(
            "s2",
            1,
            "s1",
            2,
            "1",
            "Mục đích",
            "- Nâng cao chất lượng phục vụ người dân, doanh nghiệp; phấn đấu Chỉ số cải cách hành chính của xã đạt từ "
            "**88 điểm** trở lên.\n- Gắn trách nhiệm của người đứng đầu với kết quả từng nhiệm vụ, cụ thể:\n"
            "+ Mỗi nhiệm vụ có một đơn vị chủ trì và một sản phẩm kiểm đếm được;\n+ Mỗi quý rà soát tiến độ một lần.",
        ),
        SectionRow(
            "s3", 1, "s1", 2, "2", "Yêu cầu", "Nội dung phải sát thực tế của xã, có thời hạn và nguồn lực rõ ràng."
        ),
        SectionRow("s4", 1, None, 1, "II", "Nhiệm vụ cụ thể", "", "tasks"),
        SectionRow("s5", 1, None, 1, "III", "Tổ chức thực hiện", ""),
        SectionRow(
            "s6", 1, "s5", 2, "1", "", "Các đơn vị thuộc Ủy ban nhân dân xã căn cứ Kế hoạch này tổ chức thực hiện."
        ),
        SectionRow(
            "s7",
            1,
            "s5",
            2,
            "2",
            "Phòng Văn hóa - Xã hội",
            "Theo dõi, đôn đốc; báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) định kỳ quý, 6 tháng, 9 tháng và năm.",
        ),
    )


def plan_view(
    *, mode: str = "both", decision: PaperRow | None = DECISION, rows: tuple[TaskRow, ...] | None = None
) -> YearPaperView:
    """The plan of 2026."""
    rows = tasks() if rows is None else rows
    row = YearPaperRow(
        "plan", 1, 2026, "annual", PLAN_PAPER.subject, "draft", mode, "plan-paper", "decision", len(rows)
    )
    return YearPaperView(row, PLAN_PAPER, decision, sections(), groups(), rows)


def report_view() -> ReportView:
    """The report of the first quarter: items with text, one empty, one that does not apply."""
    paper = PaperRow(
        guid="report-paper",
        revision=1,
        year=2026,
        kind="report",
        subject="Kết quả công tác cải cách hành chính quý I năm 2026",
        symbol="BC-UBND",
        preamble="Thực hiện chế độ báo cáo định kỳ, Ủy ban nhân dân xã Bình Minh báo cáo kết quả quý I như sau:",
        closing="Trên đây là kết quả quý I năm 2026, Ủy ban nhân dân xã Bình Minh báo cáo Ủy ban nhân dân tỉnh.",
        addressees=("Ủy ban nhân dân tỉnh An Bình", "Sở Nội vụ tỉnh An Bình"),
        recipients=("Như trên", "Thường trực Đảng ủy xã", "Lưu: VT, VHXH"),
        signing_form="collective_deputy",
        signer_title="PHÓ CHỦ TỊCH",
        signer_name="Lê Văn Bình An",
    )
    items = (
        _item("i1", None, 1, "I", "Công tác chỉ đạo, điều hành"),
        _item("i2", "i1", 2, "1", "Về kế hoạch", "Đã ban hành Kế hoạch, giao 60 nhiệm vụ; hoàn thành **12** nhiệm vụ."),
        _item("i3", "i1", 2, "2", "Về kiểm tra", "", "not_applicable", "Kế hoạch kiểm tra bắt đầu từ quý II."),
        _item("i4", None, 1, "II", "Kết quả thực hiện"),
        _item("i5", "i4", 2, "1", "Cải cách thể chế"),
        _item("i6", "i5", 3, "1.1", "Xây dựng văn bản", "- Ban hành 02 văn bản.\n- Không có văn bản trái pháp luật."),
        _item("i7", "i6", 4, "a", "Rà soát văn bản", "Đã rà soát 14 văn bản."),
        _item("i8", None, 1, "III", "Kiến nghị, đề xuất"),
    )
    figures = (
        _figure("f1", "Chỉ đạo điều hành", "Số nhiệm vụ trong kế hoạch", "nhiệm vụ", Decimal(60), Decimal(58)),
        _figure("f2", "Chỉ đạo điều hành", "Số nhiệm vụ đã hoàn thành", "nhiệm vụ", Decimal(12), None, estimated=True),
        _figure("f3", "Thủ tục hành chính", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", Decimal("99.02"), Decimal("98.5")),
        _figure("f4", "Thủ tục hành chính", "Tổng số hồ sơ tiếp nhận", "hồ sơ", Decimal(4512), Decimal(4230)),
    )
    row = ReportRow("report", 1, 2026, "2026-Q1", paper.subject, "drafting", None, None, "report-paper", 4, 6)
    return ReportView(row, paper, items, figures)


def _item(
    guid: str,
    parent: str | None,
    level: int,
    number: str,
    title: str,
    text: str = "",
    status: str = "",
    reason: str = "",
) -> ReportItemRow:
    status = status or ("done" if text else "empty")
    return ReportItemRow(guid, 1, f"outline-{guid}", parent, level, number, title, "", "", text, status, reason)


def _figure(
    guid: str,
    group: str,
    name: str,
    unit: str,
    value: Decimal | None,
    previous: Decimal | None,
    *,
    estimated: bool = False,
) -> FigureRow:
    kind = "share" if unit == "%" else "count"
    return FigureRow(guid, guid.upper(), group, name, unit, kind, value, estimated, "", previous)


def index_view() -> IndexView:
    """A small criteria set with scores, one criterion that does not apply."""
    criteria: list[CriterionRow] = []
    for field in range(1, 9):
        parent = f"c{field}"
        criteria.append(_criterion(parent, None, 1, str(field), _GROUPS[(field - 1) % 7][0], leaf=False, points="12.5"))
        for place in range(1, 6):
            criteria.append(
                _criterion(
                    f"{parent}.{place}",
                    parent,
                    2,
                    f"{field}.{place}",
                    f"Mức độ hoàn thành nội dung thứ {place} của lĩnh vực theo kế hoạch đã ban hành",
                    leaf=True,
                    points="2.5",
                    applicable=not (field == 3 and place == 2),
                )
            )
    return IndexView(
        guid="set",
        index_code="PAR_INDEX_COMMUNE",
        title="Chỉ số cải cách hành chính cấp xã",
        year=2026,
        criteria=tuple(criteria),
        max_total=Decimal(100),
        self_total=Decimal("86.25"),
        last_year_total=Decimal("81.5"),
        band="Tốt",
    )


def scored_view() -> IndexView:
    """The same set with what its last round gave."""
    view = index_view()
    criteria = tuple(replace(row, reached=row.self_score) for row in view.criteria)
    whole = IndexTotal("reached", Decimal("86.25"), Decimal(100), Decimal("86.25"), "Tốt")
    return replace(view, criteria=criteria, totals=(whole,))


def index_years() -> Comparison:
    """The index over twelve years, the last of them scored by the office itself; goals of three."""
    code = "PAR_INDEX_COMMUNE"
    results = {
        year: PublishedRow(code, year, "", Decimal(70 + year % 7), Decimal(100), 1 + year % 5, 45, "Tốt")
        for year in range(2015, 2026)
    }
    goals = {2024: (GoalRow(code, 2024, "share", Decimal(80)),), 2025: (GoalRow(code, 2025, "rank", Decimal(5)),)}
    years = tuple(
        YearOfIndex(
            year,
            highest=Decimal("91.5"),
            mean=Decimal(75),
            lowest=Decimal(60),
            goals=goals.get(year, ()),
            met=tuple(year == 2025 for _goal in goals.get(year, ())),
        )
        for year in results
    )
    later = YearOfIndex(2026, goals=(GoalRow(code, 2026, "higher"),), met=(None,), own=Decimal("86.25"))
    shown = {year: f"{70 + year % 7},00" for year in results}
    return Comparison(code, (*years, later), (OfficeResults("", results, shown),))


def _criterion(
    guid: str, parent: str | None, level: int, code: str, name: str, *, leaf: bool, points: str, applicable: bool = True
) -> CriterionRow:
    maximum = Decimal(points)
    return CriterionRow(
        guid=guid,
        revision=1,
        parent_guid=parent,
        level=level,
        code=code,
        name=name,
        rule="",
        is_leaf=leaf,
        max_points=maximum,
        self_score=(maximum * Decimal("0.9")) if applicable else None,
        appraised=None,
        survey=None,
        last_year=None,
        applicable=applicable,
        explanation="" if applicable else "Xã không có đơn vị sự nghiệp công lập",
        evidence_count=2 if leaf and applicable else 0,
    )
