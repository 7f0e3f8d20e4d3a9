"""Quyết định công bố kết quả: the decision with its appendices, ranking, fields, surveys, each with own pages."""

from collections.abc import Callable, Sequence

from cchc_desktop.documents import paper_parts
from cchc_desktop.documents.decision import decision_part
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Block, Document, Heading, Run
from cchc_desktop.documents.rollup_parts import appendix
from cchc_desktop.documents.rollup_scores import apart_blocks, field_table, ranking_table, survey_blocks, unsent_blocks
from cchc_desktop.documents.text_parts import below_table
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.rollup_rows import Ranking, ScoreTable
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.organisation import full_name


def compose_results_decision(
    paper: PaperRow, ranking: Ranking, surveys: Sequence[ScoreTable], office: OfficeRow, style: HouseStyle
) -> Document:
    """The decision with Phụ lục I (ranking), II (fields), and one for the surveys where there are any."""
    made: list[tuple[str, Callable[[], list[Block]]]] = [
        ("KẾT QUẢ XẾP HẠNG", lambda: _ranking(ranking, style)),
        ("KẾT QUẢ TỪNG LĨNH VỰC", lambda: _fields(ranking, style)),
    ]
    if surveys:
        made.append(("KẾT QUẢ KHẢO SÁT", lambda: survey_blocks(surveys, style)))
    parts = [decision_part(paper, office, style)]
    for place, (title, blocks) in enumerate(made, start=1):
        parts.append(appendix(f"Phụ lục {to_roman(place)}", title, paper, blocks(), office))
    return Document(paper_parts.name_of(paper), full_name(office.name), tuple(parts))


def _ranking(ranking: Ranking, style: HouseStyle) -> list[Block]:
    return [ranking_table(ranking, style), *apart_blocks(ranking, style), *unsent_blocks(ranking)]


def _fields(ranking: Ranking, style: HouseStyle) -> list[Block]:
    blocks: list[Block] = []
    for place, (head, spread) in enumerate(zip(ranking.scores.fields, ranking.fields, strict=True), start=1):
        if spread.offices:
            blocks += [Heading(2, (Run(head.name),), number=f"{place}."), field_table(ranking.scores, head, style)]
            blocks.append(below_table())
    return blocks
