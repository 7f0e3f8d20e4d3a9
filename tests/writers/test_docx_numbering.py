"""Numbers that a word processor goes on counting are always the numbers of the source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cchc_desktop.documents.nodes import Block, Heading, Paragraph, runs_of
from cchc_desktop.readers.docx_names import W
from cchc_desktop.readers.docx_numbering import Numbering
from cchc_desktop.rules.numbering import to_letter, to_roman
from cchc_desktop.writers.docx_numbering import Numbers, Place
from tests.documents.kinds import KINDS
from tests.writers.papers import document_of
from tests.writers.reading_docx import parts_of


def read_back(blocks: list[Block]) -> list[str]:
    """The numbers of the written paragraphs as a word processor counts them, or as they were typed."""
    parts = parts_of(document_of(*blocks))
    numbering = Numbering(etree.fromstring(parts["word/numbering.xml"]), etree.fromstring(parts["word/styles.xml"]))
    found = []
    for paragraph in etree.fromstring(parts["word/document.xml"]).iter(f"{W}p"):
        label = numbering.label(paragraph.find(f"{W}pPr")).strip()
        found.append(label or "".join(paragraph.itertext()).removesuffix(" x"))
    return found


def headings(numbers: list[str]) -> list[Block]:
    """Headings of these numbers."""
    return [Heading(1 + number.count("."), runs_of("x"), number=number) for number in numbers]


def test_a_plan_is_counted_by_one_list() -> None:
    numbers = Numbers()

    places = [numbers.place(number) for number in ("I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1.", "1.1.")]

    assert [place and place.level for place in places] == [0, 1, 2, 2, 1, 2, 0, 1, 2]
    assert len({place.num for place in places if place}) == 1
    assert numbers.started == []


def test_a_second_plan_in_the_file_begins_a_list_of_its_own() -> None:
    numbers = Numbers()
    for number in ("I.", "1.", "II."):
        numbers.place(number)

    again = [numbers.place(number) for number in ("I.", "1.", "II.")]

    assert [(num, level, first) for num, _definition, level, first in numbers.started] == [(5, 0, 1)]
    assert again == [Place(5, 0), Place(5, 1), Place(5, 0)]


def test_articles_are_counted_by_themselves() -> None:
    numbers = Numbers()

    places = [numbers.place(number) for number in ("Điều\u00a01.", "I.", "Điều\u00a02.")]

    assert [place and place.num for place in places] == [4, 3, 4]


@pytest.mark.parametrize("number", ["a)", "đ)", "A.", "1.2.", "0.", "01.", "L.", "I", "Phần I."])
def test_what_no_list_can_say_is_typed(number: str) -> None:
    assert Numbers().place(number) is None


roman, decimal = st.integers(1, 5).map(to_roman), st.integers(1, 12).map(str)
inner = st.tuples(decimal, decimal).map(".".join)
marks = st.one_of(roman, decimal, inner, st.tuples(inner, decimal).map(".".join)).map("{}.".format)


@settings(max_examples=60)
@given(st.lists(marks | st.integers(1, 6).map(lambda n: f"{to_letter(n)})"), max_size=14))
def test_any_numbers_are_read_back_as_they_are(numbers: list[str]) -> None:
    assert read_back(headings(numbers))[: len(numbers)] == numbers


@pytest.mark.parametrize("kind", ["plan", "decision_with_plan", "decision_direct", "report"])
def test_the_numbers_of_a_paper_are_read_back(kind: str) -> None:
    for part in KINDS[kind]().parts:
        blocks = [
            replace(block, runs=runs_of("x"))
            for block in part.blocks
            if isinstance(block, Heading | Paragraph) and block.number
        ]

        assert read_back(list(blocks))[: len(blocks)] == [block.number.replace("\u00a0", " ") for block in blocks]
