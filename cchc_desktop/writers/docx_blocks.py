"""Every block but ruled tables to WordprocessingML."""

from cchc_desktop.documents.house_style import MM, HouseStyle
from cchc_desktop.documents.nodes import (
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    Run,
    SignatureBlock,
    Signing,
    Stamp,
    TitleBlock,
    text_of,
)
from cchc_desktop.writers.docx_numbering import LINKED, LIST_NUMBERS, Numbers, place_xml
from cchc_desktop.writers.docx_xml import (
    SMALL_PT,
    STYLES,
    gap_xml,
    mm_twips,
    paragraph_xml,
    rule_xml,
    run_xml,
    small_paragraph_xml,
    spacing_xml,
    twips,
)
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.page_rules import (
    DASHES,
    balanced_width,
    full_rule,
    marked,
    short_rule,
    stamp_box,
    without_rivers,
)

_NO_MARGINS = (
    "<w:tblCellMar>"
    + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:tblCellMar>"
)

TextBlock = Paragraph | Heading | ListItem


class BlockXml:
    """Writes blocks for a column of `width` points by one house style."""

    def __init__(self, style: HouseStyle, family: Family, width: float, numbers: Numbers) -> None:
        self._style = style
        self._numbers = numbers
        self._family = family
        self._width = width

    def text(self, block: TextBlock) -> str:
        """A paragraph, heading or list item."""
        if isinstance(block, Heading):
            before = '<w:keepNext w:val="0"/>' if block.alone else ""
        else:
            before = "<w:keepNext/><w:keepLines/>" if block.keep_next else ""
        runs = marked(block)
        look = self._style.paragraph(block.role)
        after = "" if without_rivers(runs, look, self._width, self._family) is look else '<w:jc w:val="left"/>'
        if isinstance(block, ListItem):
            if DASHES.get(block.role) != block.marker:
                return paragraph_xml("body", runs, before + after)
            return paragraph_xml(block.role, block.runs, before + after)
        place = self._numbers.place(block.number) if block.number else None
        if place is None:
            listed = block.role in LINKED or block.role in LIST_NUMBERS
            # Taken out of its list a paragraph loses, in LibreOffice, the indents of its style with the list's.
            indents = f'<w:ind w:left="{mm_twips(look.left_mm)}" w:firstLine="{mm_twips(look.first_line_mm)}"/>'
            own = place_xml(None) + indents if listed else ""
            return paragraph_xml(block.role, runs, before + own + after)
        linked = LINKED.get(block.role) == (place.num, place.level)
        return paragraph_xml(block.role, block.runs, before + ("" if linked else place_xml(place)) + after)

    def title(self, block: TitleBlock) -> str:
        """Centred title lines and their short rule."""
        lines = ""
        width = self._width
        for line in block.lines:
            width = balanced_width(line.runs, line.role, self._width, self._style, self._family)
            side = twips((self._width - width) / 2)
            indents = f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""
            lines += paragraph_xml(line.role, line.runs, indents)
        last = block.lines[-1]
        length = short_rule(text_of(last.runs), last.role, width, self._style, self._family)
        return lines + self._rule(length, self._width, after=self._style.rule.after_pt, keep=True)

    def _rule(self, length: float, width: float, *, after: float = 0.0, keep: bool = False) -> str:
        rule = self._style.rule
        return rule_xml(length, width, rule.gap_pt, rule.thickness_pt, rule.after_pt, after=after, keep=keep)

    def _lines(
        self, role: str, texts: tuple[str, ...], *, before: float | None = None, after: float | None = None
    ) -> str:
        """Paragraphs of a role; other spaces above the first or below the last where given."""
        texts = tuple(text for text in texts if text)
        style = self._style.paragraph(role)
        written = ""
        for number, text in enumerate(texts):
            above = before if number == 0 else None
            below = after if number == len(texts) - 1 else None
            properties = "" if above is None and below is None else spacing_xml(style, before=above, after=below)
            written += paragraph_xml(role, (Run(text),), properties)
        return written

    def letterhead(self, block: Letterhead) -> str:
        """Cells 1 to 5b: a table without borders of one row for the bodies, one for number and date."""
        look = self._style.letterhead
        left, right = look.left_mm * MM, look.right_mm * MM
        issuer = block.issuer[-1] if block.issuer else block.superior[-1]
        short = short_rule(issuer, "issuer", left, self._style, self._family)
        full = full_rule(block.motto, "motto", right, self._style, self._family)
        gap = look.gap_after_pt
        alone = not (block.number or block.place_date or block.subject)
        bodies = self._lines("superior", block.superior) + self._lines("issuer", block.issuer)
        nation = self._lines("nation", (block.nation,)) + self._lines("motto", (block.motto,))
        rows = [
            (
                bodies + self._rule(short, left, after=gap if alone else 0.0),
                nation + self._rule(full, right, after=gap if alone else 0.0),
            )
        ]
        if not alone:
            last = None if block.stamps else gap  # a word processor shows nothing below a table that ends a cell
            number = self._lines("number", (block.number,), after=None if block.subject else last)
            subject = self._lines("letter_subject", block.subject, before=look.subject_gap_pt, after=last)
            stamps = self._stamps(block.stamps)
            rows.append((number + subject + stamps, self._lines("place_date", (block.place_date,), after=gap)))
            if block.stamps:
                rows.append((gap_xml(gap), gap_xml(gap)))
        return self._columns((look.left_mm, look.right_mm), rows)

    def _stamps(self, stamps: tuple[Stamp, ...]) -> str:
        """Boxes of one cell each, centred in their column; a cell must end with a paragraph."""
        written = ""
        for stamp in stamps:
            look = self._style.stamps
            colour = look.colour_of(stamp.kind)
            line, lines = ("double", 3) if stamp.kind in look.double else ("single", 1)
            around = lines * look.border_pt  # a word processor adds it to the cell; of a double line the gap as well
            box = stamp_box(stamp, self._style, self._family)
            side = twips(box.width - around)
            # Room for one line exactly; of several a word processor may set more than were counted.
            height = f'w:val="{twips(box.height - around)}" w:hRule="{"exact" if len(box.lines) == 1 else "atLeast"}"'
            borders = "".join(
                f'<w:{edge} w:val="{line}" w:sz="{round(look.border_pt * 8)}" w:space="0" w:color="{colour}"/>'
                for edge in ("top", "left", "bottom", "right")
            )
            word = run_xml(Run(stamp.text), colour)
            written += gap_xml(look.gap_pt) + (
                f'<w:tbl><w:tblPr><w:tblW w:w="{side}" w:type="dxa"/><w:jc w:val="center"/>'
                f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{_NO_MARGINS}</w:tblPr>'
                f'<w:tblGrid><w:gridCol w:w="{side}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
                f"<w:trHeight {height}/></w:trPr><w:tc><w:tcPr>"
                f'<w:tcW w:w="{side}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{STYLES["stamp"][0]}"/></w:pPr>{word}</w:p></w:tc></w:tr></w:tbl>'
            )
        return written + small_paragraph_xml() if stamps else ""

    def _columns(self, widths: tuple[float, float], rows: list[tuple[str, str]]) -> str:
        """A two-column table without borders; a middle column keeps the outer ones at the margins."""
        middle = self._width / MM - sum(widths)
        columns = [widths[0], middle, widths[1]] if middle > 0.5 else list(widths)
        grid = "".join(f'<w:gridCol w:w="{mm_twips(width)}"/>' for width in columns)
        written = ""
        for left, right in rows:
            contents = [left, "", right] if len(columns) == 3 else [left, right]
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{mm_twips(width)}" w:type="dxa"/></w:tcPr>{content or "<w:p/>"}</w:tc>'
                for width, content in zip(columns, contents, strict=True)
            )
            written += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        total = sum(mm_twips(width) for width in columns)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_NO_MARGINS}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
        )

    def signature(self, block: SignatureBlock, *, last: bool = False) -> str:
        """Recipients or a second signer at the left, the signer at the right, in one row that is not split.

        The `last` block of a part gives the small paragraph below it its room, or that would ask for a page more.
        """
        look = self._style.signature
        top = look.gap_before_pt - (SMALL_PT if last else 0.0)
        left = ""
        if block.recipients:
            left = self._lines("recipients_title", ("Nơi nhận:",), before=top)
            left += self._lines("recipients", block.recipients) + self._lines("drafter", (block.drafter,))
        elif block.drafter:
            left = self._lines("drafter", (block.drafter,), before=top)
        elif block.left:
            left = self._signing(block.left, top, look.left_mm * MM)
        return self._columns(
            (look.left_mm, look.right_mm), [(left, self._signing(block.right, top, look.right_mm * MM))]
        )

    def _signing(self, signing: Signing, top: float, width: float) -> str:
        """The lines of who signs, each that is too long for its column broken in the middle; room; the name."""
        written = ""
        look = self._style.paragraph("signing")
        for place, text in enumerate(text for text in signing.lines if text):
            room = spacing_xml(look, before=top) if place == 0 else ""
            side = twips((width - balanced_width((Run(text),), "signing", width, self._style, self._family)) / 2)
            indents = f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""
            written += paragraph_xml("signing", (Run(text),), room + indents)
        written += self._lines("signing_note", (signing.note,))
        style = self._style.paragraph("signer")
        room = spacing_xml(style, before=self._style.signature.room_pt)
        return written + paragraph_xml("signer", (Run(signing.name),), room)
