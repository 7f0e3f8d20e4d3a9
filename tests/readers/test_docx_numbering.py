"""Numbers that Word draws by itself are read as it draws them, however the file says it."""

from lxml import etree

from cchc_desktop.readers.docx_numbering import Numbering

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    """A level of a definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(definitions: str, lists: str, styles: str = "") -> Numbering:
    """Numbering from the content of the two parts."""
    numbering = etree.fromstring(f"<w:numbering {_NAMESPACE}>{definitions}{lists}</w:numbering>")
    return Numbering(numbering, etree.fromstring(f"<w:styles {_NAMESPACE}>{styles}</w:styles>"))


def definition(number: int, *levels: str) -> str:
    """An abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def listed(number: int, target: int, more: str = "") -> str:
    """A num."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{target}"/>{more}</w:num>'


def by_list(numbering: Numbering, num: int, depth: int = 0) -> str:
    """The label of the next paragraph of a list."""
    inside = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return numbering.label(etree.fromstring(f"<w:pPr {_NAMESPACE}>{inside}</w:pPr>"))


def by_style(numbering: Numbering, style: str) -> str:
    """The label of the next paragraph of a style."""
    return numbering.label(etree.fromstring(f'<w:pPr {_NAMESPACE}><w:pStyle w:val="{style}"/></w:pPr>'))


HEADINGS = definition(
    0,
    level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>'),
    level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'),
)


def test_styles_count_by_the_level_that_is_linked_to_them() -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in ("Muc", "Khoan")
    )
    numbering = numbered(HEADINGS, listed(1, 0), styles)

    labels = [by_style(numbering, name) for name in ("Muc", "Khoan", "Khoan", "Muc", "Khoan")]

    assert labels == ["I. ", "1. ", "2. ", "II. ", "1. "]


def test_a_style_counts_as_the_one_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="MucXa"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>'
    )
    numbering = numbered(HEADINGS, listed(1, 0), styles)

    assert [by_style(numbering, name) for name in ("MucXa", "MucXa", "Vong")] == ["I. ", "II. ", ""]


def test_a_style_may_change_the_level_of_the_one_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Khoan"><w:basedOn w:val="Muc"/><w:pPr><w:numPr/></w:pPr></w:style>'
        '<w:style w:styleId="Diem"><w:basedOn w:val="Khoan"/><w:pPr>'
        '<w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = numbered(HEADINGS, listed(1, 0), styles)

    labels = [by_style(numbering, name) for name in ("Muc", "Khoan", "Diem", "Muc", "Khoan")]

    assert labels == ["I. ", "1. ", "2. ", "II. ", "1. "]


def test_numbers_above_are_arabic_where_the_level_says_so() -> None:
    inner = level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    numbering = numbered(definition(0, level(0, "upperRoman", "%1."), inner), listed(1, 0))

    assert [by_list(numbering, 1), by_list(numbering, 1, 1), by_list(numbering, 1, 1)] == ["I. ", "1.1. ", "1.2. "]


def test_a_list_with_a_level_and_a_start_of_its_own_counts_on_with_the_others() -> None:
    own = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>{level(0, "decimal", "Điều&#160;%1.")}</w:lvlOverride>'
    )
    numbering = numbered(HEADINGS, listed(1, 0) + listed(2, 0, own))

    assert [by_list(numbering, num) for num in (2, 1, 2, 2, 1)] == ["Điều 4. ", "V. ", "Điều 6. ", "Điều 7. ", "VIII. "]


def test_a_definition_that_names_a_list_style_counts_as_that_style() -> None:
    link = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="KieuMuc"/></w:abstractNum>'
    styles = '<w:style w:styleId="KieuMuc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = numbered(HEADINGS + link, listed(1, 0) + listed(2, 7), styles)

    assert [by_list(numbering, 2), by_list(numbering, 2, 1)] == ["I. ", "1. "]


def test_lists_of_one_definition_go_on_after_one_of_them_started_over() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = numbered(definition(0, level(0, "decimal", "%1.")), listed(1, 0) + listed(2, 0, start) + listed(3, 0))

    assert [by_list(numbering, num) for num in (1, 1, 2, 1, 2, 3)] == ["1. ", "2. ", "1. ", "2. ", "3. ", "4. "]


def test_numbers_run_on_through_the_chapters_where_the_level_says_so() -> None:
    never = level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    numbering = numbered(definition(0, level(0, "upperRoman", "%1."), never), listed(1, 0))

    labels = [by_list(numbering, 1, depth) for depth in (0, 1, 1, 0, 1)]

    assert labels == ["I. ", "1. ", "2. ", "II. ", "3. "]


def test_a_level_may_start_over_after_the_outermost_only() -> None:
    third = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    levels = definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), third)
    numbering = numbered(levels, listed(1, 0))

    labels = [by_list(numbering, 1, depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2)]

    assert labels == ["I. ", "1. ", "1) ", "2. ", "2) ", "II. ", "1. ", "1) "]


def test_arabic_numbers_keep_their_leading_zero() -> None:
    inner = level(1, "decimalZero", "Mục %1.%2", "<w:isLgl/>")
    numbering = numbered(definition(0, level(0, "upperRoman", "Chương %1."), inner), listed(1, 0))

    assert [by_list(numbering, 1), by_list(numbering, 1, 1)] == ["Chương I. ", "Mục 1.01 "]


def test_forms_of_numbers() -> None:
    forms = ("upperRoman", "lowerLetter", "decimalZero", "decimalEnclosedCircle", "vietnameseCounting", "lạ")
    for form, shown in zip(forms, ("MCMXCIX", "x", "02", "②", "hai", "2"), strict=True):
        start = {"upperRoman": 1999, "lowerLetter": 24}.get(form, 2)
        first = level(0, form, "%1").replace('w:start w:val="1"', f'w:start w:val="{start}"')
        assert by_list(numbered(definition(0, first), listed(1, 0)), 1) == f"{shown} "


def test_a_custom_form_pads_with_zeros() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert by_list(numbered(definition(0, custom), listed(1, 0)), 1) == "007. "


def test_the_text_of_a_level_is_bounded() -> None:
    numbering = numbered(definition(0, level(0, "decimal", "%1" * 50_000)), listed(1, 0))

    assert len([by_list(numbering, 1) for _time in range(12)][-1]) <= 401
