"""Phiếu khảo sát: the questionnaire of a survey as it is handed out, with boxes to be ticked."""

from collections.abc import Sequence

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageRun,
    Paragraph,
    Row,
    Run,
    Table,
    TitleBlock,
    cell,
)
from cchc_desktop.documents.text_parts import NO_BREAK_SPACE, below_table, in_cell, plain, sentence
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.organisation import full_name
from cchc_desktop.rules.questionnaires import Asked, Questionnaire

BOX = "☐"
_DOTS = "…"
_NUMBER_DOTS, _LINE_DOTS = 12, 26
_CODE_MM, _BOX_MM = 11.0, 17.0
_ASKED_MM = 52.0
_ALIGNMENTS = ("center", "left")


def compose_survey_form(title: str, asks: Questionnaire, office: OfficeRow, style: HouseStyle) -> Document:
    """One form; its number is written by hand, as forms are numbered when they come back."""
    lines = (
        Paragraph("kind", (Run("PHIẾU KHẢO SÁT"),)),
        plain("subject", title),
    )
    blocks: list[Block] = [paper_parts.letterhead(office), TitleBlock(lines, "Phiếu khảo sát")]
    blocks += [plain("attachment", f"Phiếu số: {_DOTS * _NUMBER_DOTS}"), below_table()]
    blocks += [plain("body", words) for words in (asks.introduction,) if words]
    blocks.append(Heading(1, (Run("Ý KIẾN ĐÁNH GIÁ"),), number="I."))
    blocks += [plain("body", words) for words in (asks.instruction,) if words]
    blocks += [_questions(asks, style), below_table()]
    if asks.respondent:
        blocks.append(Heading(1, (Run("THÔNG TIN VỀ NGƯỜI TRẢ LỜI"),), number="II."))
        blocks.append(plain("body", "Không bắt buộc; xin không ghi họ tên."))
        blocks += [_respondent(asks.respondent, style), below_table()]
    if asks.closing:
        blocks.append(Paragraph("attachment", (Run(sentence(asks.closing), italic=True),)))
    return Document(f"Phiếu khảo sát: {title}", full_name(office.name), (PageRun("portrait", tuple(blocks)),))


def _questions(asks: Questionnaire, style: HouseStyle) -> Table:
    steps = len(asks.steps)
    width = style.page("portrait").body_width
    widths = [_CODE_MM, width - _CODE_MM - steps * _BOX_MM, *([_BOX_MM] * steps)]
    header = (
        Row((cell("TT"), cell("Nội dung"), *(cell(step.name) for step in asks.steps)), "header"),
        Row((cell(""), cell(""), *(cell(str(number)) for number in range(1, steps + 1))), "number"),
    )
    rows: list[Row] = []
    for place, factor in enumerate(asks.factors):
        rows.append(Row((cell(f"{place + 1}. {factor.name}", bold=True, colspan=2 + steps),), "group"))
        rows += [
            Row((cell(one.code), cell(in_cell(one.text)), *([cell(BOX, align="center")] * steps)))
            for one in asks.questions
            if one.factor == place
        ]
    columns = columns_for(widths, [*_ALIGNMENTS, *(["center"] * steps)], rows, style)
    return Table(columns, header, tuple(rows), "Phiếu khảo sát")


def _respondent(asked: Sequence[Asked], style: HouseStyle) -> Table:
    width = style.page("portrait").body_width
    columns = (Column(_ASKED_MM), Column(width - _ASKED_MM))
    free = [one for one in asked if not one.choices]
    rows = tuple(Row((cell(in_cell(one.question)), _choices(one, 2 if one in free[-1:] else 1))) for one in asked)
    return Table(columns, (), rows, "Người trả lời")


def _choices(one: Asked, lines: int) -> Cell:
    """The boxes in a row, each bound to its words; so many lines of dots where the answer is written freely."""
    if not one.choices:
        return cell("\n".join([_DOTS * _LINE_DOTS] * lines))
    words = (f"{BOX} {choice}".replace(" ", NO_BREAK_SPACE) for choice in one.choices)
    return cell(f"{NO_BREAK_SPACE * 3} ".join(words))
