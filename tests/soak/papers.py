"""Word files and HTML, bent by element, attribute and byte: each is refused in a sentence or read, soon."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from lxml import etree

from cchc_desktop.readers.any_file import read_source
from cchc_desktop.readers.html_tables import split_html
from cchc_desktop.readers.plan import plan_from
from cchc_desktop.ui.tabs.frame.tables import from_html
from cchc_desktop.ui.widgets.editor.html import read_html
from tests.readers import word_files as word
from tests.soak.campaign import Campaign, Tally

VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9" * 30,
    "²",
    "F0B3",
    "x" * 5000,
    "%1" * 500,
    "begin",
    "end",
    "TOC1",
    "bullet",
    "\u0301",
    "rId1",
)
TEXTS = (
    "",
    " ",
    "**",
    "*",
    "\uf0b3",
    "\u00ad",
    "\ufffd",
    "1.",
    "I. MỤC",
    "a) ",
    "|" * 50,
    "TËp huÊn nghiÖp vô",
    "x" * 9000,
    "TOC \\o",
)
ARCHIVE = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")

HTML_BASE = (
    "<html><head><style>p{}</style></head><body><!--StartFragment--><p class=MsoNormal style='mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Rà <b>soát</b></p>"
    "<table><tr><td rowspan=2>1<td colspan=2>Việc <font face=Symbol>³</font> 95%</tr>"
    "<tr style='display:none'><td>ẩn</tr>"
    "<tr><td>a<table><tr><td>b</table></tr></table><ol start=3 type=i><li>x<li>y</ol><pre>m\nn</pre><del>bỏ</del>"
    "<!--EndFragment--></body></html>"
)


def honest_parts(folder: Path) -> dict[str, bytes]:
    """The parts of a small file that holds something of every kind."""
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
        '<w:lvlRestart w:val="0"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    nested = word.field(
        word.instruct(" IF ") + word.field(word.instruct(" REF x "), word.run("xã")), word.run("Bình Minh")
    )
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>'
        f"{word.table(('a', 'b'))}{word.paragraph('hộp')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape><v:textbox/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    equation = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath>"
    )
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word.run('gõ')}</w:sdtContent></w:sdt>"
    body = word.paragraph("KẾ HOẠCH") + word.paragraph("Mục", properties=word.numbered(1))
    body += word.paragraph("Bỏ ", properties=gone) + word.paragraph("nối ", nested, box, equation, sign, prompt)
    body += word.table(("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Rà soát", "VP", "31/3/2026"))
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body += '<w:altChunk r:id="rId3"/>' + word.paragraph("cuối", note, properties='<w:pStyle w:val="b"/>')
    related: dict[str, tuple[str, str | bytes]] = {
        "numbering.xml": ("numbering", word.part("w:numbering", lists)),
        "styles.xml": ("styles", word.part("w:styles", styles)),
        "chen.html": ("aFChunk", HTML_BASE),
        "footnotes.xml": (
            "footnotes",
            word.part("w:footnotes", f'<w:footnote w:id="1">{word.paragraph("chú")}</w:footnote>'),
        ),
    }
    path = word.word_file(folder / "goc.docx", body, related)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bent_xml(data: bytes, random: Random) -> bytes:
    """An XML part with elements moved, doubled, renamed, nested or taken out, attributes and texts changed."""
    root = etree.fromstring(data)
    for _change in range(random.randint(1, 6)):
        elements = [*root.iter(etree.Element)]
        one, other = random.choice(elements), random.choice(elements)
        parent = one.getparent()
        match random.randrange(8):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                for _copy in range(random.choice((1, 3, 40))):
                    parent.append(etree.fromstring(etree.tostring(one)))
            case 2 if one not in other.iterancestors() and one is not other and other not in one.iterancestors():
                other.append(one)
            case 3:
                one.tag = other.tag
            case 4 if one.attrib:
                one.set(random.choice([*one.attrib]), random.choice(VALUES))
            case 5:
                one.text = random.choice(TEXTS)
            case 6:
                copy = etree.fromstring(etree.tostring(one))
                for _level in range(random.choice((2, 20, 60))):
                    wrapped = etree.Element(one.tag, one.attrib)
                    wrapped.append(copy)
                    copy = wrapped
                one.append(copy)
            case _:
                for name, value in other.attrib.items():
                    one.set(name, value)
        if len(etree.tostring(root)) > 300_000:
            break
    return etree.tostring(root)


def bent_bytes(data: bytes, random: Random) -> bytes:
    """Bytes changed, cut out or doubled."""
    changed = bytearray(data)
    for _change in range(random.randint(1, 8)):
        at = random.randrange(len(changed) + 1)
        match random.randrange(4):
            case 0:
                changed[at : at + 1] = bytes((random.randrange(256),))
            case 1:
                del changed[at : at + random.choice((1, 5, 200))]
            case 2:
                changed[at:at] = changed[at : at + random.choice((5, 50, 500))] * random.choice((1, 3, 20))
            case _:
                changed[at:at] = random.choice((b"<", b">", b"&", b'"', b"<!--", b"<![x", b"\xff", b"<a ", b"]]>"))
    return bytes(changed[:300_000])


@contextmanager
def prepare(folder: Path, seed: int, _tally: Tally) -> Iterator[Callable[[int], str]]:
    """One honest Word file and one piece of HTML; two of three runs bend the Word file."""
    parts = honest_parts(folder)
    path = folder / "thu.docx"

    def run(number: int) -> str:
        random = Random(f"{seed}/{number}")
        if number % 3 == 2:
            html = bent_bytes(HTML_BASE.encode(), random).decode("utf-8", errors="surrogateescape")
            readers: tuple[Callable[[], object], ...] = (
                lambda: split_html(html, "tệp"),
                lambda: read_html(html),
                lambda: from_html(html),
            )
            readers[number // 3 % 3]()
            return "html read"
        bend_word_file(parts, path, random)
        plan_from(read_source(path), path.name)
        return "docx read"

    yield run


def bend_word_file(parts: dict[str, bytes], path: Path, random: Random) -> None:
    """Write a Word file with a part bent, or its archive."""
    bent = dict(parts)
    name = random.choice([*parts, *["word/document.xml"] * 8])
    by_bytes = name.endswith(".html") or random.random() < 0.25
    bent[name] = (bent_bytes if by_bytes else bent_xml)(bent[name], random)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in bent.items():
            archive.writestr(member, data)
    whole = stream.getvalue()
    path.write_bytes(bent_bytes(whole, random) if random.random() < 0.05 else whole)


CAMPAIGN = Campaign("a bent DOCX or piece of HTML, read into a plan or an editor", 5000, 3000, prepare, slow=2)
