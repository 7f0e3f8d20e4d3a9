"""Kết quả khảo sát: the share of the satisfied by factor and question, and whether the survey counts."""

from decimal import Decimal
from fractions import Fraction

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Document,
    PageRun,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Signing,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.text_parts import in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.survey_rows import SurveyRow
from cchc_desktop.rules.dates import format_date
from cchc_desktop.rules.documents_nd30 import SigningForm, signing_lines
from cchc_desktop.rules.numbers import format_number, format_percent, format_value, rounded
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.questionnaires import Questionnaire
from cchc_desktop.rules.surveys import Result, Tally, per_cent

_PLACES = 2
_COUNT_MM = 19.0
_SHARES_MM = (19.0, 22.0, 20.0, 20.0)  # answers, share, mean, margin
_CODE_MM = 12.0


def compose_survey_result(
    survey: SurveyRow, asks: Questionnaire, result: Result, office: OfficeRow, style: HouseStyle
) -> Document:
    """The table with what it says in words above it."""
    lines = (Paragraph("kind", (Run("KẾT QUẢ KHẢO SÁT"),)), plain("subject", survey.title))
    blocks: list[Block] = [paper_parts.letterhead(office), TitleBlock(lines, "Kết quả khảo sát", survey.guid)]
    blocks += [plain("body", words, survey.guid) for words in _told(survey, result)]
    blocks.append(_table(asks, result, style))
    signing = signing_lines(SigningForm.COLLECTIVE, office.name, "CHỦ TỊCH")
    left = Signing(("NGƯỜI TỔNG HỢP",), note="(Ký, ghi rõ họ tên)")
    blocks.append(SignatureBlock(Signing(signing), left=left))
    title = f"Kết quả khảo sát: {survey.title}"
    return Document(title, full_name(office.name), (PageRun("landscape", tuple(blocks)),))


def _told(survey: SurveyRow, result: Result) -> list[str]:
    whole = result.whole
    forms = f"Số phiếu có trả lời: {format_number(whole.forms)} phiếu"
    if survey.population:
        of_all = rounded(per_cent(Fraction(whole.forms, survey.population)), _PLACES)
        forms += f", bằng {format_percent(of_all)} của {format_number(survey.population)} khách hàng trong kỳ"
    told = [f"{forms}{_days(survey)}."]
    if result.blank:
        told.append(f"Phiếu không có câu trả lời nào, không tính: {format_number(result.blank)} phiếu.")
    share, margin = whole.share, whole.margin
    if share is None or margin is None:
        return told
    told.append(
        f"Tỷ lệ hài lòng chung (mức 4 và mức 5 trên tổng số câu trả lời): {format_percent(rounded(share, _PLACES))}; "
        f"sai số ± {format_number(margin, _PLACES)} điểm phần trăm ở độ tin cậy 95%."
    )
    asked = [f"ít nhất {format_value(survey.least_share)}% số khách hàng"] if survey.least_share else []
    asked += [f"ít nhất {format_number(survey.least_forms)} phiếu"] if survey.least_forms else []
    if asked:
        meets = "Đủ điều kiện tính chỉ số" if result.valid else "Chưa đủ điều kiện tính chỉ số"
        told.append(f"{meets} ({' và '.join(asked)}).")
    return told


def _days(survey: SurveyRow) -> str:
    if survey.opened_on and survey.closed_on:
        return f"; thời gian khảo sát từ ngày {format_date(survey.opened_on)} đến ngày {format_date(survey.closed_on)}"
    return ""


def _table(asks: Questionnaire, result: Result, style: HouseStyle) -> Table:
    steps = len(asks.steps)
    width = style.page("landscape").body_width
    widths = [_CODE_MM, width - _CODE_MM - steps * _COUNT_MM - sum(_SHARES_MM), *([_COUNT_MM] * steps), *_SHARES_MM]
    headings = (
        "TT",
        "Yếu tố, câu hỏi",
        *(step.name for step in asks.steps),
        "Số câu trả lời",
        "Tỷ lệ hài lòng (%)",
        "Điểm trung bình",
        "Sai số (±)",
    )
    rows: list[Row] = []
    for place, (factor, tally) in enumerate(zip(asks.factors, result.factors, strict=True)):
        rows.append(_row(str(place + 1), factor.name, tally, "field"))
        rows += [
            _row(one.code, one.text, result.questions[one.place], "row")
            for one in asks.questions
            if one.factor == place
        ]
    rows.append(_row("", "CHUNG", result.whole, "total"))
    aligns = ["center", "left", *(["right"] * (len(headings) - 2))]
    columns = columns_for(widths, aligns, rows, style)
    return Table(columns, (Row(tuple(cell(words) for words in headings), "header"),), tuple(rows), "Kết quả khảo sát")


def _row(code: str, words: str, tally: Tally, kind: str) -> Row:
    bold = kind != "row"
    counts = [*tally.counts, tally.answers]
    values = [tally.share, tally.mean, tally.margin]
    return Row(
        (
            cell(code, bold=bold),
            cell(in_cell(words), bold=bold),
            *(cell(format_number(count), bold=bold, number=Decimal(count)) for count in counts),
            *(_value(value, bold) for value in values),
        ),
        kind,
    )


def _value(value: Decimal | None, bold: bool) -> Cell:
    if value is None:
        return Cell()
    shown = rounded(value, _PLACES)
    return cell(format_number(shown, _PLACES), bold=bold, number=shown)
