"""A ruled table as wide as the text of its page."""

from collections.abc import Sequence

from cchc_desktop.documents.column_widths import columns_for
from cchc_desktop.documents.house_style import HouseStyle
from cchc_desktop.documents.nodes import Row, Table, cell

PORTRAIT, LANDSCAPE = "portrait", "landscape"


def ruled(
    name: str,
    headings: Sequence[str],
    shares: Sequence[int],
    aligns: Sequence[str],
    rows: Sequence[Row],
    style: HouseStyle,
    page: str = PORTRAIT,
) -> Table:
    """A table whose columns part the width of a page by these shares."""
    unit = style.page(page).body_width / sum(shares)
    columns = columns_for([share * unit for share in shares], aligns, rows, style)
    return Table(columns, (Row(tuple(cell(words) for words in headings), "header"),), tuple(rows), name)
