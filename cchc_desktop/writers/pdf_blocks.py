"""Every block but tables to strips of a page."""

from cchc_desktop.documents.house_style import MM, HouseStyle, ParagraphStyle
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
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.line_breaking import unbound
from cchc_desktop.writers.page_rules import (
    StampBox,
    balanced_width,
    full_rule,
    marked,
    short_rule,
    stamp_box,
    without_rivers,
)
from cchc_desktop.writers.strips import (
    FieldMark,
    RuleMark,
    Strip,
    TextMark,
    paragraph_strips,
    place_line,
    stack,
)

TextBlock = Paragraph | Heading | ListItem
StripBlock = TextBlock | TitleBlock | Letterhead | SignatureBlock

_SIGNATURE_MM = 50  # across the picture of a signature
_SEAL_MM = 36  # across a seal


class BlockStrips:
    """Lays out blocks in a column of `width` points by one house style."""

    def __init__(self, style: HouseStyle, family: Family, width: float) -> None:
        self._style = style
        self._family = family
        self._width = width

    @property
    def width(self) -> float:
        """Points across the column."""
        return self._width

    def of(self, block: StripBlock) -> list[Strip]:
        """The strips of any block that is not a table."""
        if isinstance(block, TitleBlock):
            return self.title(block)
        if isinstance(block, Letterhead):
            return self.letterhead(block)
        if isinstance(block, SignatureBlock):
            return self.signature(block)
        return self.text(block)

    def text(self, block: TextBlock) -> list[Strip]:
        """A paragraph, heading or list item."""
        style = self._style.paragraph(block.role)
        keep = style.keep_next and not block.alone if isinstance(block, Heading) else style.keep_next or block.keep_next
        runs = marked(block)
        style = without_rivers(runs, style, self._width, self._family)
        strips = paragraph_strips(runs, style, self._width, self._family, keep=keep)
        for strip in strips:
            strip.anchor = block.anchor
        if isinstance(block, Heading):
            strips[0].bookmark = (block.level, " ".join(unbound(block.text).split()))
        return strips

    def title(self, block: TitleBlock) -> list[Strip]:
        """Centred title lines and their short rule; held with what follows."""
        strips: list[Strip] = []
        for line in block.lines:
            look = self._style.paragraph(line.role)
            width = balanced_width(line.runs, line.role, self._width, self._style, self._family)
            strips += paragraph_strips(line.runs, look, width, self._family, keep=True, left=(self._width - width) / 2)
        for strip in strips:
            strip.anchor = block.anchor
        strips[0].bookmark = (0, block.bookmark)
        last = block.lines[-1]
        length = short_rule(text_of(last.runs), last.role, width, self._style, self._family)
        rule, height = self._rule(self._width / 2, length, 0.0)
        strips.append(Strip(height, rules=[rule], after=self._style.rule.after_pt, keep=True))
        return strips

    def _rule(self, centre: float, length: float, top: float) -> tuple[RuleMark, float]:
        """A rule under a line that ends at `top`, and where the rule's own space ends."""
        rule = self._style.rule
        y = top + rule.gap_pt + rule.thickness_pt / 2
        mark = RuleMark(centre - length / 2, y, centre + length / 2, y, rule.thickness_pt)
        return mark, top + rule.gap_pt + rule.thickness_pt + rule.after_pt

    def _lines(self, role: str, texts: tuple[str, ...]) -> list[tuple[str, ParagraphStyle]]:
        return [(text, self._style.paragraph(role)) for text in texts if text]

    def letterhead(self, block: Letterhead) -> list[Strip]:
        """Cells 1 to 5b as one strip: bodies left, nation right, number and date on one line below."""
        style, family = self._style, self._family
        left, right = style.letterhead.left_mm * MM, style.letterhead.right_mm * MM
        right_x = self._width - right
        bodies = self._lines("superior", block.superior) + self._lines("issuer", block.issuer)
        texts, left_end = stack(bodies, 0.0, left, 0.0, family)
        nation = self._lines("nation", (block.nation,)) + self._lines("motto", (block.motto,))
        more, right_end = stack(nation, right_x, right, 0.0, family)
        texts += more
        issuer = block.issuer[-1] if block.issuer else block.superior[-1]
        length = short_rule(issuer, "issuer", left, style, family)
        left_rule, left_end = self._rule(left / 2, length, left_end)
        motto = full_rule(block.motto, "motto", right, style, family)
        right_rule, right_end = self._rule(right_x + right / 2, motto, right_end)
        y = max(left_end, right_end)
        y_left = y_right = y
        if block.number:
            more, y_left = stack(self._lines("number", (block.number,)), 0.0, left, y, family)
            texts += more
        if block.subject:
            subject = self._lines("letter_subject", block.subject)
            more, y_left = stack(subject, 0.0, left, y_left + style.letterhead.subject_gap_pt, family)
            texts += more
        if block.place_date:
            more, y_right = stack(self._lines("place_date", (block.place_date,)), right_x, right, y, family)
            texts += more
        rules = [left_rule, right_rule]
        for stamp in block.stamps:
            y_left += style.stamps.gap_pt
            box = stamp_box(stamp, style, family)
            texts += self._stamp_text(stamp, box, left, y_left)
            rules += self._stamp_rules(stamp, box, left, y_left)
            y_left += box.height
        bottom = max(y_left, y_right)
        gap = style.letterhead.gap_after_pt
        return [Strip(bottom + gap, texts, rules, keep=True, anchor=block.anchor)]

    def _stamp_text(self, stamp: Stamp, box: StampBox, width: float, top: float) -> list[TextMark]:
        """The words of a stamp in the middle of its box, which is centred in a column of this width."""
        size, pitch = self._style.paragraph("stamp").size, box.pitch
        base = top + (box.height - len(box.lines) * pitch) / 2 + self._family.ascent(size)
        colour = self._style.stamps.colour_of(stamp.kind)
        return [
            place_line(line, "center", 0.0, width, base + place * pitch, size)._replace(colour=colour)
            for place, line in enumerate(box.lines)
        ]

    def _stamp_rules(self, stamp: Stamp, box: StampBox, width: float, top: float) -> list[RuleMark]:
        """The lines around a stamp."""
        look = self._style.stamps
        thick, colour = look.border_pt, look.colour_of(stamp.kind)
        rules: list[RuleMark] = []
        for inset in (0.5 * thick, 2.5 * thick) if stamp.kind in look.double else (0.5 * thick,):
            x0, x1 = (width - box.width) / 2 + inset, (width + box.width) / 2 - inset
            y0, y1 = top + inset, top + box.height - inset
            half = thick / 2  # the corners are closed
            rules += [RuleMark(x0 - half, y, x1 + half, y, thick, colour) for y in (y0, y1)]
            rules += [RuleMark(x, y0, x, y1, thick, colour) for x in (x0, x1)]
        return rules

    def contact(self, lines: tuple[str, ...]) -> Strip:
        """The lines at the foot of page 1 under a rule across the page."""
        look = self._style.contact
        rule = RuleMark(0.0, look.above_pt, self._width, look.above_pt, look.thickness_pt)
        top = look.above_pt + look.thickness_pt + look.below_pt
        texts, height = stack(self._lines("contact", lines), 0.0, self._width, top, self._family)
        return Strip(height, texts, [rule])

    def signature(self, block: SignatureBlock) -> list[Strip]:
        """Recipients or a second signer at the left, the signer at the right, as one strip."""
        style, family = self._style, self._family
        left, right = style.signature.left_mm * MM, style.signature.right_mm * MM
        top = style.signature.gap_before_pt
        texts: list[TextMark] = []
        fields: list[FieldMark] = []
        left_end = top
        if block.recipients or block.drafter:
            title = ("Nơi nhận:",) if block.recipients else ()
            recipients = self._lines("recipients_title", title) + self._lines("recipients", block.recipients)
            recipients += self._lines("drafter", (block.drafter,))
            texts, left_end = stack(recipients, 0.0, left, top - recipients[0][1].before_pt, family)
        elif block.left:
            texts, left_end, signer = self._signing(block.left, 0.0, left, top)
            fields.append(signer)
        more, right_end, signer = self._signing(block.right, self._width - right, right, top)
        fields += [signer, _seal_over(signer)]
        return [Strip(max(left_end, right_end), texts + more, anchor=block.anchor, fields=tuple(fields))]

    def _signing(self, signing: Signing, x: float, width: float, top: float) -> tuple[list[TextMark], float, FieldMark]:
        """The lines of who signs, where they end, and the room between office and name for the signature."""
        texts, y = [], top
        for line in self._lines("signing", signing.lines):
            narrow = balanced_width((Run(line[0]),), "signing", width, self._style, self._family)
            more, y = stack([line], x + (width - narrow) / 2, narrow, y, self._family)
            texts += more
        more, y = stack(self._lines("signing_note", (signing.note,)), x, width, y, self._family)
        texts += more
        name, room = self._style.paragraph("signer"), self._style.signature.room_pt
        across = min(width, _SIGNATURE_MM * MM)
        who = f"Chữ ký: {signing.name or ' '.join(signing.lines[-1:])}"
        signer = FieldMark("signer", x + (width - across) / 2, y, across, room, who)
        more, y = stack([(signing.name, name)], x, width, y + room, self._family)
        return texts + more, y, signer


def _seal_over(signer: FieldMark) -> FieldMark:
    """Room for the seal of the body, which covers the left third of the signature (Phụ lục I, mục II.8)."""
    size = _SEAL_MM * MM
    x = signer.x + signer.width / 3 - size
    return FieldMark("seal", x, signer.y + (signer.height - size) / 2, size, size, "Dấu của cơ quan, tổ chức")
