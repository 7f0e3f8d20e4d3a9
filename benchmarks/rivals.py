"""One paper by one program: `rivals.py NAME ROWS TARGET`, so that a whole process can be timed.

Each program prints the same text (`big_papers.content`) on A4 with the same margins and type sizes: the plan upright,
the frame across with its header repeated and its group rows. What a program needs beforehand (a template, a source
file of its own language) is made by `prepare` and not timed, except where the program is given the content in its own
language: making that is its work, as composing is ours.
"""

import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from big_papers import Content, content, document, view

_SERIF = "Liberation Serif"
_WIDTHS = (11, 36, 39, 43, 31, 27, 27, 24, 14)  # millimetres


def ours_docx(rows: int, target: Path) -> None:
    """This program's DOCX."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.docx_writer import write_docx

    write_docx(document(view(rows)), target, load_house_style())


def ours_pdf(rows: int, target: Path) -> None:
    """This program's PDF."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.writers.pdf_writer import write_pdf

    write_pdf(document(view(rows)), target, load_house_style(), system_fonts=False)


def docxtpl_docx(rows: int, target: Path) -> None:
    """docxtpl, from a template made once (`docxtpl_template`)."""
    from docxtpl import DocxTemplate

    held = content(rows)
    template = DocxTemplate(target.parent / "template.docx")
    template.render(
        {
            "title": held.title,
            "sections": [{"title": title, "paragraphs": texts} for title, texts in held.sections],
            "groups": [{"title": title, "rows": cells} for title, cells in held.groups],
        },
        autoescape=True,
    )
    template.save(target)


def docxtpl_template(folder: Path) -> None:
    """The template: paragraphs and table rows in loops, made with python-docx."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    made = docx.Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Times New Roman", Pt(14)
    made.sections[0].page_width, made.sections[0].page_height = Mm(210), Mm(297)
    made.add_paragraph("{{ title[0] }}")
    made.add_paragraph("{{ title[1] }}")
    made.add_paragraph("{%p for section in sections %}")
    made.add_heading("{{ section.title }}", 1)
    made.add_paragraph("{%p for text in section.paragraphs %}")
    made.add_paragraph("{{ text }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p endfor %}")
    across = made.add_section()
    across.orientation, across.page_width, across.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    table = made.add_table(rows=0, cols=9)
    table.style = "Table Grid"
    head = table.add_row().cells
    for place, words in enumerate(content(1).header):
        head[place].text = words
    for words in ("{%tr for group in groups %}", "group", "{%tr for row in group.rows %}", "row") + (
        "{%tr endfor %}",
    ) * 2:
        cells = table.add_row().cells
        if words == "group":
            cells[0].merge(cells[8]).text = "{{ group.title }}"
        elif words == "row":
            for place in range(9):
                cells[place].text = f"{{{{ row[{place}] }}}}"
        else:
            cells[0].text = words
    made.save(str(folder / "template.docx"))


def _typst_source(held: Content) -> str:
    def text(words: str) -> str:
        return "".join(f"\\{letter}" if letter in "\\#$*_`<>@[]~=-+/" else letter for letter in words)

    lines = [
        f'#set text(font: "{_SERIF}", size: 14pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: 1.27cm)",
        '#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))',
        f"#align(center)[*{text(held.title[0])}* \\ *{text(held.title[1])}*]",
    ]
    for title, paragraphs in held.sections:
        lines += [f"#heading[{text(title)}]", "", *(f"{text(words)}\n" for words in paragraphs)]
    columns = ", ".join(f"{width}mm" for width in _WIDTHS)
    lines += [
        "#set page(flipped: true, margin: (x: 20mm, y: 20mm))",
        "#set text(size: 11pt)",
        f"#table(columns: ({columns}),",
    ]
    lines.append(f"table.header({', '.join(f'[*{text(words)}*]' for words in held.header)}),")
    for title, rows in held.groups:
        lines.append(f"table.cell(colspan: 9)[*{text(title)}*],")
        lines += [f"{', '.join(f'[{text(words)}]' for words in cells)}," for cells in rows]
    return "\n".join([*lines, ")"])


def typst_pdf(rows: int, target: Path) -> None:
    """Typst, from a source in its language."""
    import typst

    source = target.with_suffix(".typ")
    source.write_text(_typst_source(content(rows)), encoding="utf-8")
    fonts = Path(__file__).resolve().parent.parent / "resources" / "fonts"
    typst.compile(str(source), output=str(target), font_paths=[str(fonts)])


def _page(held: Content) -> str:
    body = [f"<h1>{escape(held.title[0])}</h1><h1>{escape(held.title[1])}</h1>"]
    for title, paragraphs in held.sections:
        body.append(f"<h2>{escape(title)}</h2>{''.join(f'<p>{escape(words)}</p>' for words in paragraphs)}")
    columns = "".join(f'<col style="width: {width}mm">' for width in _WIDTHS)
    head = "".join(f"<th>{escape(words)}</th>" for words in held.header)
    body.append(f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>")
    for title, rows in held.groups:
        body.append(f'<tr><td colspan="9"><b>{escape(title)}</b></td></tr>')
        body += [f"<tr>{''.join(f'<td>{escape(words)}</td>' for words in cells)}</tr>" for cells in rows]
    style = (
        "@page { size: A4; margin: 20mm 15mm 20mm 30mm } @page across { size: A4 landscape; margin: 20mm }"
        f"body {{ font: 14pt '{_SERIF}'; text-align: justify }} p {{ text-indent: 1.27cm }} h1 {{ text-align: center }}"
        "table { page: across; font-size: 11pt; border-collapse: collapse; table-layout: fixed; text-align: left }"
        "td, th { border: 0.5pt solid; padding: 0.6mm 1.2mm } tr { break-inside: avoid }"
    )
    return f'<html lang="vi"><head><style>{style}</style></head><body>{"".join(body)}</tbody></table></body></html>'


def weasyprint_pdf(rows: int, target: Path) -> None:
    """WeasyPrint, from HTML."""
    import weasyprint

    weasyprint.HTML(string=_page(content(rows))).write_pdf(target)


WRITERS: dict[str, Callable[[int, Path], None]] = {
    "ours_docx": ours_docx,
    "docxtpl_docx": docxtpl_docx,
    "ours_pdf": ours_pdf,
    "typst_pdf": typst_pdf,
    "weasyprint_pdf": weasyprint_pdf,
}

if __name__ == "__main__":
    WRITERS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
