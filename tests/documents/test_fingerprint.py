"""What a paper says as one hash: words count, looks do not."""

from dataclasses import replace

from cchc_desktop.documents.fingerprint import fingerprint
from cchc_desktop.documents.nodes import (
    Column,
    Document,
    PageRun,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Signing,
    Table,
    cell,
)


def paper(
    text: str = "Điều 5. Hiệu lực", *, signer: str = "Nguyễn Văn An", role: str = "body", anchor: str = "a"
) -> Document:
    table = Table((Column(20.0), Column(30.0)), (), (Row((cell("TT"), cell("Nhiệm vụ")), "row", anchor),))
    blocks = (
        Paragraph(role, (Run(text),), anchor),
        table,
        SignatureBlock(Signing(("CHỦ TỊCH",), signer), anchor=anchor),
    )
    return Document("Quyết định", "UBND xã Bình Minh", (PageRun("portrait", blocks),))


def test_every_word_counts() -> None:
    assert fingerprint(paper()) == fingerprint(paper())
    assert fingerprint(paper("Điều 5. Hiệu lực thi hành")) != fingerprint(paper())
    assert fingerprint(paper(signer="Trần Thị Bình")) != fingerprint(paper())


def test_words_that_change_places_count() -> None:
    one, two = Paragraph("body", (Run("Một"),)), Paragraph("body", (Run("Hai"),))
    first = Document("", "", (PageRun("portrait", (one, two)),))
    assert fingerprint(first) != fingerprint(Document("", "", (PageRun("portrait", (two, one)),)))
    joined = Document("", "", (PageRun("portrait", (Paragraph("body", (Run("MộtHai"),)),)),))
    assert fingerprint(first) != fingerprint(joined)


def test_a_part_more_counts() -> None:
    assert fingerprint(replace(paper(), parts=paper().parts * 2)) != fingerprint(paper())


def test_looks_places_and_kinds_of_blanks_do_not_count() -> None:
    assert fingerprint(paper(role="legal_basis", anchor="b")) == fingerprint(paper())
    assert fingerprint(paper("Điều\u00a05.  Hiệu lực")) == fingerprint(paper())
    assert fingerprint(paper("QĐ\u2011UBND")) == fingerprint(paper("QĐ-UBND"))
