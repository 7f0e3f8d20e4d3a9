"""Every block but tables to strips of a page."""

from cchc_desktop.documents.house_style import MM, HouseStyle, ParagraphStyle
from cchc_desktop.documents.nodes import (
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    SignatureBlock,
    Signing,
    TitleBlock,
    text_of,
)
from cchc_desktop.writers.fonts import Family
from cchc_desktop.writers.page_rules import balanced_width, full_rule, marked, short_rule
from cchc_desktop.writers.strips import RuleMark, Strip, TextMark, paragraph_strips, stack

TextBlock = Paragraph | Heading | ListItem


class BlockStrips:
    """Lays out blocks in a column of `width` points by one house style."""

    def __init__(self, style: HouseStyle, family: Family, width: float) -> None:
        self._style = style
        self._family = family
        self._width = width

    def of(self, block: Paragraph | Heading | ListItem | TitleBlock | Letterhead | SignatureBlock) -> list[Strip]:
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
        runs = marked(block) if isinstance(block, ListItem) else block.runs
        keep = style.keep_next or (isinstance(block, Paragraph) and block.keep_next)
        strips = paragraph_strips(runs, style, self._width, self._family, keep=keep)
        for strip in strips:
            strip.anchor = block.anchor
        if isinstance(block, Heading):
            strips[0].bookmark = (block.level, text_of(block.runs))
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
        bottom = max(y_left, y_right)
        gap = style.letterhead.gap_after_pt
        return [Strip(bottom + gap, texts, [left_rule, right_rule], keep=True, anchor=block.anchor)]

    def signature(self, block: SignatureBlock) -> list[Strip]:
        """Recipients or a second signer at the left, the signer at the right, as one strip."""
        style, family = self._style, self._family
        left, right = style.signature.left_mm * MM, style.signature.right_mm * MM
        top = style.signature.gap_before_pt
        texts: list[TextMark] = []
        left_end = top
        if block.recipients:
            recipients = self._lines("recipients_title", ("Nơi nhận:",)) + self._lines("recipients", block.recipients)
            texts, left_end = stack(recipients, 0.0, left, top, family)
        elif block.left:
            texts, left_end = self._signing(block.left, 0.0, left, top)
        more, right_end = self._signing(block.right, self._width - right, right, top)
        return [Strip(max(left_end, right_end), texts + more, anchor=block.anchor)]

    def _signing(self, signing: Signing, x: float, width: float, top: float) -> tuple[list[TextMark], float]:
        lines = self._lines("signing", signing.lines) + self._lines("signing_note", (signing.note,))
        texts, y = stack(lines, x, width, top, self._family)
        name = self._style.paragraph("signer")
        more, y = stack([(signing.name, name)], x, width, y + self._style.signature.room_pt, self._family)
        return texts + more, y
