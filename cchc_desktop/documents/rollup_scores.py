"""Điểm và xếp hạng của nhiều cơ quan: a field's points, the ranking, its words, the heat table, the distribution."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.index_chart import bar
from cchc_desktop.documents.nodes import Block, Cell, Document, Drawing, Row, Run, Stroke, Table, cell
from cchc_desktop.documents.nodes import Heading as Title
from cchc_desktop.documents.rollup_parts import per_cent, points, said_share, sheet
from cchc_desktop.documents.ruled_tables import LANDSCAPE, PORTRAIT, ruled
from cchc_desktop.documents.text_parts import below_table, in_cell, plain
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.rollup_rows import (
    BandCount,
    FieldHead,
    OfficeScore,
    RankedOffice,
    Ranking,
    ScoreTable,
    Spread,
    WeakCriterion,
)
from cchc_desktop.rules.numbering import to_roman
from cchc_desktop.rules.numbers import format_number, format_percent
from cchc_desktop.rules.scoring.standing import shares_shown

_FIELD = ("STT", "Đơn vị", "Điểm chuẩn tối đa", "Điểm tự đánh giá", "Điểm thẩm định", "Chỉ số")
_RANKING = ("Thứ hạng", "Đơn vị", "Điểm chuẩn tối đa", "Điểm đạt được", "Chỉ số chung", "Xếp loại")
_SURVEY = ("STT", "Đơn vị", "Điểm chuẩn", "Điểm đạt", "Chỉ số")
_NOT_VALID = "Không đánh giá"
_BIN = 5  # per cent of a line of the distribution
_HEIGHT, _BAR, _GROUND = 10.5, 7.0, 6  # points of a cell of the heat table and of its bar, ink of its ground
_INKS = (25, 45, 70, 100)  # from the best band to the worst


def compose_scores(ranking: Ranking, weak: Sequence[WeakCriterion], office: OfficeRow, style: HouseStyle) -> Document:
    """All of it as one sheet to work with: words, ranking, fields, heat table and distribution."""
    blocks: list[Block] = [
        Title(1, (Run("KẾT QUẢ CHUNG"),), number="I."),
        *(plain("body", words) for words in whole_words(ranking)),
        ranking_table(ranking, style),
        *apart_blocks(ranking, style),
        plain("table_result", "Phân bố chỉ số của các đơn vị"),
        distribution_table(ranking, style),
        below_table(),
        Title(1, (Run("KẾT QUẢ TỪNG LĨNH VỰC"),), number="II."),
        *fields_blocks(ranking, style),
        Title(1, (Run("MỘT SỐ HẠN CHẾ"),), number="III."),
        *(plain("body", words) for words in weak_words(weak)),
    ]
    return sheet("KẾT QUẢ CHẤM ĐIỂM", f"{ranking.title}", _notes(ranking), blocks, office, PORTRAIT)


def compose_heat(ranking: Ranking, office: OfficeRow, style: HouseStyle) -> Document:
    """Offices by fields, in the order of their ranks."""
    said = ["Vạch càng dài thì chỉ số càng cao; màu càng đậm thì mức xếp loại theo chỉ số càng thấp."]
    subject = f"Chỉ số từng lĩnh vực của các đơn vị\n{ranking.title}"
    return sheet("BẢNG SO SÁNH LĨNH VỰC", subject, said, [heat_table(ranking, style)], office, LANDSCAPE)


def compose_survey_scores(tables: Sequence[ScoreTable], office: OfficeRow, style: HouseStyle) -> Document:
    """The points of surveys: an office whose survey is not valid is not assessed."""
    return sheet("KẾT QUẢ KHẢO SÁT", tables[0].title, [], survey_blocks(tables, style), office, PORTRAIT)


def survey_blocks(tables: Sequence[ScoreTable], style: HouseStyle) -> list[Block]:
    """Each survey under its name."""
    blocks: list[Block] = []
    for place, table in enumerate(tables, start=1):
        (head,) = table.fields
        blocks.append(Title(2, (Run(head.name),), number=f"{place}."))
        left = sum(1 for one in table.offices if one.whole.share is None)
        if left:
            blocks.append(plain("body", f"{format_number(left)} đơn vị không được đánh giá: chưa có kết quả hợp lệ."))
        blocks += [survey_table(table, head, style), below_table()]
    return blocks


def ranking_table(ranking: Ranking, style: HouseStyle) -> Table:
    """The ranked offices, then highest, mean and lowest."""
    rows = [Row(tuple(_ranked(one))) for one in ranking.rows]
    spread = (("Chỉ số cao nhất", ranking.whole.highest), ("Chỉ số trung bình", ranking.whole.mean))
    for words, share in (*spread, ("Chỉ số thấp nhất", ranking.whole.lowest)):
        rows.append(Row((Cell(), cell(words), Cell(), Cell(), per_cent(share), Cell()), "total"))
    aligns = ("center", "left", "right", "right", "right", "center")
    return ruled("Xếp hạng", _RANKING, (14, 58, 20, 20, 20, 22), aligns, rows, style)


def _ranked(one: RankedOffice) -> Iterator[Cell]:
    yield cell("" if one.rank is None else str(one.rank))
    yield cell(in_cell(one.name))
    yield points(one.maximum)
    yield points(one.points)
    yield cell(f"{one.shown}%") if one.shown else Cell()
    yield cell(one.band)


def apart_blocks(ranking: Ranking, style: HouseStyle) -> list[Block]:
    """The offices that are rated and not ranked; none where there are none."""
    if not ranking.apart:
        return []
    rows = [Row(tuple(_ranked(one))) for one in ranking.apart]
    aligns = ("center", "left", "right", "right", "right", "center")
    table = ruled("Không xếp hạng", _RANKING, (14, 58, 20, 20, 20, 22), aligns, rows, style)
    return [plain("table_result", "Các đơn vị không xếp hạng"), table]


def unsent_blocks(ranking: Ranking) -> list[Block]:
    """Names the offices that are not in the ranking because their points have not come; none where all came."""
    missing = ranking.scores.missing
    return [below_table(), plain("body", _unsent(missing))] if missing else []


def _unsent(missing: Sequence[str]) -> str:
    return f"Chưa gửi kết quả tự đánh giá: {'; '.join(missing)}."


def field_table(table: ScoreTable, head: FieldHead, style: HouseStyle) -> Table:
    """One field over all offices that it applies to, in the order of their names."""
    own = [(one, one.fields[head.code]) for one in table.offices if head.code in one.fields]
    shown = shares_shown([part.share for _one, part in own])
    rows = [
        Row(
            (
                *(cell(str(place)), cell(in_cell(one.name))),
                *(points(part.maximum), points(part.self_score), points(part.reached)),
                cell(f"{words}%") if words else Cell(),
            )
        )
        for place, ((one, part), words) in enumerate(zip(own, shown, strict=True), start=1)
    ]
    aligns = ("center", "left", "right", "right", "right", "right")
    return ruled(f"{head.code} {head.name}", _FIELD, (10, 62, 20, 20, 20, 20), aligns, rows, style)


def survey_table(table: ScoreTable, head: FieldHead, style: HouseStyle) -> Table:
    """The points of a survey over all offices."""
    shown = shares_shown([one.whole.share for one in table.offices])
    rows = [
        Row((cell(str(place)), cell(in_cell(one.name)), *_surveyed(one, words)))
        for place, (one, words) in enumerate(zip(table.offices, shown, strict=True), start=1)
    ]
    aligns = ("center", "left", "right", "right", "right")
    return ruled("Khảo sát", _SURVEY, (10, 66, 24, 24, 28), aligns, rows, style)


def _surveyed(one: OfficeScore, shown: str) -> Iterator[Cell]:
    if one.whole.share is None:
        yield from (Cell(), Cell(), cell(_NOT_VALID))
        return
    yield from (points(one.whole.maximum), points(one.whole.reached), cell(f"{shown}%"))


def fields_blocks(ranking: Ranking, style: HouseStyle) -> list[Block]:
    """Each field with its words and its table."""
    blocks: list[Block] = []
    for place, (head, spread) in enumerate(zip(ranking.scores.fields, ranking.fields, strict=True), start=1):
        if spread.offices:
            blocks.append(Title(2, (Run(head.name),), number=f"{place}."))
            blocks += [plain("body", spread_words(spread, ranking)), field_table(ranking.scores, head, style)]
            blocks.append(below_table())
    return blocks


def whole_words(ranking: Ranking) -> list[str]:
    """What the whole comes to, in sentences."""
    if not ranking.whole.offices:
        return ["Chưa có đơn vị nào được chấm điểm."]
    return [spread_words(ranking.whole, ranking)]


def spread_words(spread: Spread, ranking: Ranking) -> str:
    """Mean, highest and lowest index, and how many offices reached each band: a paragraph."""
    words = f"Chỉ số trung bình của {format_number(spread.offices)} đơn vị đạt {said_share(spread.mean)}; "
    words += f"cao nhất {said_share(spread.highest)} ({'; '.join(spread.best)}), "
    words += f"thấp nhất {said_share(spread.lowest)} ({'; '.join(spread.worst)})."
    counts = "; ".join(_band_words(one, named=spread is ranking.whole) for one in spread.bands if one.offices)
    return f"{words} Trong đó: {counts}."


def _band_words(one: BandCount, *, named: bool) -> str:
    if one.below is None:
        reach = f"đạt từ {format_percent(one.least)} trở lên"
    elif one.least > 0:
        reach = f"từ {format_percent(one.least)} đến dưới {format_percent(one.below)}"
    else:
        reach = f"dưới {format_percent(one.below)}"
    reach = f"xếp loại {one.name}" if named else reach
    return f"{format_number(one.offices)} đơn vị {reach} ({said_share(one.share)})"


def weak_words(weak: Sequence[WeakCriterion]) -> list[str]:
    """The criteria that most points are lost in, a sentence each."""
    if not weak:
        return ["Không có tiêu chí nào bị mất điểm."]
    return [
        f"- Tiêu chí {one.code} “{in_cell(one.name)}”: các đơn vị đạt {said_share(one.share)} số điểm; "
        f"{format_number(one.below_half)}/{format_number(one.offices)} đơn vị đạt dưới một nửa số điểm."
        for one in weak
    ]


def _notes(ranking: Ranking) -> list[str]:
    """What the numbers do not say by themselves."""
    table = ranking.scores
    said = []
    open_ = sum(1 for one in table.offices if one.whole.open)
    if open_:
        said.append(
            f"{format_number(open_)} đơn vị còn tiêu chí chưa được thẩm định; "
            "các tiêu chí đó tính theo điểm tự đánh giá."
        )
    if table.changed:
        said.append(f"Chấm theo bộ tiêu chí khác, so sánh theo mã tiêu chí: {'; '.join(table.changed)}.")
    if table.missing:
        said.append(_unsent(table.missing))
    for one in (*ranking.rows, *ranking.apart):
        said += [f"{one.name}: {reason}" for reason in one.reasons]
    return said


def distribution_table(ranking: Ranking, style: HouseStyle) -> Table:
    """How many offices lie in each span of the index, as bars."""
    shares = [one.share for one in ranking.rows if one.share is not None]
    if not shares:
        return ruled("Phân bố", ("Chỉ số", "Số đơn vị", "Tỷ lệ", "Biểu đồ"), (40, 22, 22, 80), ("left",) * 4, (), style)
    first = int(min(shares)) // _BIN * _BIN
    last = min(int(max(shares)) // _BIN * _BIN, 100 - _BIN)
    rows = []
    for least in range(last, min(first, last) - 1, -_BIN):
        inside = sum(1 for one in shares if least <= one < least + _BIN or (least == last and one >= least + _BIN))
        share = Decimal(inside) * 100 / len(shares)
        span = f"Từ {least}% đến {'dưới ' if least + _BIN < 100 else ''}{least + _BIN}%"
        rows.append(Row((cell(span), cell(format_number(inside), number=Decimal(inside)), per_cent(share), bar(share))))
    headings, aligns = ("Chỉ số", "Số đơn vị", "Tỷ lệ", "Biểu đồ"), ("left", "center", "right", "left")
    return ruled("Phân bố", headings, (44, 22, 22, 77), aligns, rows, style)


def heat_table(ranking: Ranking, style: HouseStyle) -> Table:
    """A bar for each office in each field: as long as its share, the darker the worse; the index beside them."""
    fields = [head for head in ranking.scores.fields if any(head.code in one.fields for one in ranking.scores.offices)]
    headings = ("Hạng", "Đơn vị", *(f"{to_roman(place)}" for place in range(1, len(fields) + 1)), "Chỉ số")
    by_office = {one.office_id: one for one in ranking.scores.offices}
    rows = []
    for one in (*ranking.rows, *ranking.apart):
        parts = by_office[one.office_id].fields
        shares = [parts[head.code].share if head.code in parts else None for head in fields]
        bars = [_heat(share, ranking.bands) for share in shares]
        rank = cell("" if one.rank is None else str(one.rank))
        rows.append(Row((rank, cell(in_cell(one.name)), *bars, cell(f"{one.shown}%") if one.shown else Cell())))
    key = "; ".join(f"{to_roman(place)}: {head.name}" for place, head in enumerate(fields, start=1))
    rows.append(Row((cell(key, colspan=len(headings)),), "group"))
    width = max(6, 60 // max(1, len(fields)))
    shares_ = (6, 26, *(width,) * len(fields), 9)
    aligns = ("center", "left", *("left",) * len(fields), "right")
    return ruled("So sánh lĩnh vực", headings, shares_, aligns, rows, style, LANDSCAPE)


def _heat(share: Decimal | None, bands: Sequence[tuple[Decimal, str]]) -> Cell:
    if share is None:
        return Cell()
    place = next((n for n, (least, _name) in enumerate(sorted(bands, reverse=True)) if share >= least), len(bands))
    ink = _INKS[min(place * len(_INKS) // max(1, len(bands)), len(_INKS) - 1)]
    long = float(min(max(share, Decimal(0)), Decimal(100))) / 100
    middle = _HEIGHT - _BAR / 2
    strokes = (Stroke(0, middle, 1, middle, _BAR, _GROUND), Stroke(0, middle, long, middle, _BAR, ink))
    return Cell(number=round(share, 2), drawing=Drawing(_HEIGHT, strokes[: 2 if long else 1], said_share(share)))
