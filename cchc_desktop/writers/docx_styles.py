"""The parts of a DOCX that depend on the house style alone: styles, settings, headers, the foot of page 1."""

from functools import lru_cache
from html import escape

from cchc_desktop.documents.house_style import HouseStyle, ParagraphStyle
from cchc_desktop.documents.nodes import Run
from cchc_desktop.writers.docx_numbering import linked_xml
from cchc_desktop.writers.docx_xml import (
    DECLARATION,
    OUTLINE_LEVELS,
    STYLES,
    R,
    W,
    fonts_xml,
    mm_twips,
    paragraph_xml,
    small_paragraph_xml,
    spacing_xml,
    top_rule_xml,
)

# What a clerk goes on writing with: the styles in Word's gallery.
_OFFERED = frozenset(
    ("body", "article", "legal_basis", "heading1", "heading2", "heading3", "heading4", "list1", "list2", "kind")
) | {"subject", "table_cell"}
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def alignment(align: str) -> str:
    """The alignment as WordprocessingML names it."""
    return _ALIGN[align]


def _look(style: ParagraphStyle) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    size = round(style.size * 2)
    return f'{bold}{italic}<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _paragraph_style(role: str, style: ParagraphStyle) -> str:
    identifier, name = STYLES[role]
    level = OUTLINE_LEVELS.get(role)
    heading = role.startswith("heading")
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="Normal"/>{"<w:next w:val=" + chr(34) + "BodyText" + chr(34) + "/>" if heading else ""}'
        f"{'<w:qFormat/>' if role in _OFFERED else ''}<w:pPr>"
        f"{'<w:keepNext/>' if style.keep_next else ''}"
        f"{linked_xml(role)}{spacing_xml(style)}"
        f'<w:ind w:left="{mm_twips(style.left_mm)}" w:firstLine="{mm_twips(style.first_line_mm)}"/>'
        f'<w:jc w:val="{alignment(style.align)}"/>'
        f"{f'<w:outlineLvl w:val={chr(34)}{level}{chr(34)}/>' if level is not None else ''}"
        f"</w:pPr><w:rPr>{_look(style)}</w:rPr></w:style>"
    )


@lru_cache(maxsize=4)
def _styles(house_name: str, font: str, language: str, paragraphs: tuple[tuple[str, ParagraphStyle], ...]) -> str:
    body = dict(paragraphs)["body"]
    size = round(body.size * 2)
    fixed = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(font)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        # Without this Word offers some thirty styles of its own besides.
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    own = "".join(_paragraph_style(role, style) for role, style in paragraphs if role in STYLES)
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{fixed}{own}</w:styles>'


def styles_part(style: HouseStyle, language: str) -> str:
    """word/styles.xml."""
    return _styles(style.name, style.font, language, tuple(style.paragraphs.items()))


def header_part(*, numbered: bool) -> str:
    """word/header*.xml: the page number in the middle of the top margin, or nothing (a part's first page)."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'{DECLARATION}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{field if numbered else ''}</w:p></w:hdr>"
    )


def footer_part(lines: tuple[str, ...], style: HouseStyle) -> str:
    """word/footer*.xml: a rule across the page and the lines below it, or the smallest paragraph there is."""
    look = style.contact
    written = ""
    if lines:
        written = top_rule_xml(look.above_pt, look.thickness_pt, look.below_pt)
        written += "".join(paragraph_xml("contact", (Run(line),)) for line in lines)
    return f'{DECLARATION}<w:ftr xmlns:w="{W}">{written or small_paragraph_xml()}</w:ftr>'


def settings_part(language: str, *, background: bool = False, even_pages: bool = False) -> str:
    """word/settings.xml: laid out as by Word 2013 and later; with a background, or headers of left pages, shown."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        f"{'<w:displayBackgroundShape/>' if background else ''}"
        f'<w:defaultTabStop w:val="720"/>{"<w:evenAndOddHeaders/>" if even_pages else ""}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def font_table_part(style: HouseStyle) -> str:
    """word/fontTable.xml."""
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}" xmlns:r="{R}"><w:font w:name="{escape(style.font)}">'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
