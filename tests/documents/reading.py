"""The text of a document's nodes, in reading order, to compare written files with."""

from collections.abc import Iterator

from cchc_desktop.documents.nodes import (
    Block,
    Document,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    TitleBlock,
    text_of,
)


def texts_of_row(row: Row) -> Iterator[str]:
    """The texts of a row's cells."""
    yield from (cell.text for cell in row.cells if not cell.merge_above)


def texts_of(block: Block) -> Iterator[str]:
    """The texts of a block; the header of a table comes once."""
    if isinstance(block, Table):
        for row in (*block.header, *block.rows):
            yield from texts_of_row(row)
    elif isinstance(block, TitleBlock):
        yield from (text_of(line.runs) for line in block.lines)
    elif isinstance(block, Letterhead):
        yield from (*block.superior, *block.issuer, block.nation, block.motto)
        yield from (block.number, *block.subject, block.place_date, *(stamp.text for stamp in block.stamps))
    elif isinstance(block, SignatureBlock):
        if block.recipients:
            yield from ("Nơi nhận:", *block.recipients, block.drafter)
        for signing in (block.left, block.right):
            if signing:
                yield from (*signing.lines, signing.note, signing.name)
    elif isinstance(block, ListItem):
        yield f"{block.marker} {text_of(block.runs)}"
    else:
        assert isinstance(block, Paragraph | Heading)
        yield block.text


def joined(document: Document) -> str:
    """All texts of a document without any spaces, no-break hyphens as hyphens."""
    return bare("".join(text for part in document.parts for block in part.blocks for text in texts_of(block)))


def bare(text: str) -> str:
    """A text without any spaces, no-break hyphens as hyphens."""
    return "".join(text.split()).replace("\u2011", "-")
