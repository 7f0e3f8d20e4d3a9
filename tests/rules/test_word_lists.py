"""What each word of the long lists does, one by one, as pages that somebody who knows the language can read over."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from cchc_desktop.rules import emulation, organisation, paper_names, spelling
from cchc_desktop.rules.checks import capitals, near_terms, sentences, term_table, terms, variants
from cchc_desktop.rules.checks.base import Hit
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.checks.searching import Joined
from cchc_desktop.rules.fields import FIELDS, field_name, field_of
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS
from cchc_desktop.rules.index_kinds import INDEX_KINDS, index_code_of
from cchc_desktop.rules.money import money_scale, money_unit, parse_money
from cchc_desktop.rules.organisation import Tier
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.text import fold
from tests.writers.golden import assert_golden

_SLIPS = ("àáảãạ", "ầấẩẫậ", "ằắẳẵặ", "èéẻẽẹ", "ềếểễệ", "ìíỉĩị", "òóỏõọ", "ồốổỗộ", "ờớởỡợ", "ùúủũụ", "ừứửữự", "ỳýỷỹỵ")
_HEADS = ("", "CHỦ TỊCH ", "TRƯỞNG ", "GIÁM ĐỐC ", "CHÁNH ")
_OFFICES = (
    "UBND xã Bình Minh", "Ủy ban nhân dân phường 1", "HĐND xã Bình Minh", "Uỷ ban nhân dân tỉnh An Bình",
    "Sở Nội vụ tỉnh An Bình", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công",
    "Ban Chỉ đạo cải cách hành chính", "Hội đồng Thi đua - Khen thưởng xã Bình Minh", "Chi cục Thuế", "Tổ công tác",
    "Đoàn kiểm tra", "Trạm Y tế", "Công an xã", "UBND thị trấn Bến", "UBND đặc khu Phú Quý", "UBND thị xã Hương Trà",
    "UBND huyện Hòa Vang", "UBND quận 3", "UBND thành phố Huế",
)  # fmt: skip


def _hits(find: Callable[[CheckedPaper, Iterable[int]], Iterable[Hit]], *texts: str) -> Iterator[str]:
    """What a rule finds in each text, as "text → what is meant"."""
    for text in texts:
        lines = tuple(CheckedLine(number, line, Part.BODY) for number, line in enumerate(text.split("\n")))
        found = list(find(CheckedPaper(lines), range(len(lines))))
        told = [f"{lines[one.line].text[one.start : one.end]}={one.instead}" for one in found]
        yield f"{text.replace(chr(10), ' / ')} → {', '.join(told)}"


def _slip(term: str) -> str:
    """A term with one wrong tone."""
    place, row = next((place, row) for place, char in enumerate(term) for row in _SLIPS if char in row)
    return term[:place] + row[(row.index(term[place]) + 1) % 5] + term[place + 1 :]


def _terms() -> Iterator[str]:
    yield from _hits(terms._terms, *(f"nêu {word} đó" for word in term_table.TERMS))
    yield from _hits(terms._pairs, *(f"của {word} này" for word in term_table.PAIRS))
    with_tone = [term for term in near_terms._TERMS if any(char in row for char in term for row in _SLIPS)]
    joined = Joined(tuple(_slip(term) for term in with_tone))
    yield from (f"{given} → {term}" for _line, _at, given, term in near_terms.near_terms(joined))
    yield from _hits(capitals._names, *(f"của {name.lower()} này" for name in capitals._NAMES))


def _left_alone() -> Iterator[str]:
    """Words that a rule passes over: of each the text in which any other would be found."""
    yield from _hits(terms._twice, *(f"nói {word} {word} ở đây" for word in sorted(term_table.TWICE_ON_PURPOSE)))
    yield from _hits(terms._twice, *(f"nói {words.split()[0]} {words} ở đây" for words in term_table.NEW_WORDS))
    yield from _hits(terms._unexplained, *(f"theo {word} của" for word in sorted(term_table.KNOWN_SHORT)))
    ends = (*sorted(term_table.OPEN_ENDS), *term_table.CLOSED_ENDS)
    for end in ends:
        line = CheckedLine(1, f"Các cơ quan, đơn vị thực hiện nghiêm túc {end}", Part.BODY)
        yield f"{end}: {sentences._ends_early(CheckedPaper((line,)), 0)}"
    halves = term_table.SECOND_HALVES
    for first, second in halves.items():
        lines = (CheckedLine(1, f"làm tốt công tác {first}"), CheckedLine(2, f"- {second}", bullet="-", words=second))
        yield f"{first}: {sentences._half_of_name(CheckedPaper(lines), 0)}"
    yield from _hits(terms._terms, *(f"tại {words} đây" for words in sorted(near_terms._OTHER)))


def _spellings() -> Iterator[str]:
    for words in term_table.VARIANTS:
        other = words[-1] if len(words) > 1 else words[0].title()
        text = "\n".join(f"nêu rõ {word} ở đây" for word in (words[0], words[0], other))
        yield from _hits(variants._variants, text)
    for texts in (
        ("cơ quan nhà nước", "cơ quan Nhà nước"),
        ("Hà Nội - Huế", "Hà Nội – Huế"),
        ("ISO 9001:2015", "ISO 9001-2015"),
        ("Bộ phận phối hợp:", "Đơn vị phối hợp:"),
        ("Cơ quan chủ trì:", "Đơn vị chủ trì thực hiện:"),
        ("giai đoạn 2021-2025", "giai đoạn 2021 - 2025"),
        ("6 tháng", "06 tháng"),
        ("ngày 01/02/2026", "ngày 01 tháng 02 năm 2026"),
    ):
        yield from _hits(variants._variants, "\n".join((texts[0], *texts)))


def _syllables() -> Iterator[str]:
    """Behind each initial the rhymes that may stand there, with the first tone that the rhyme takes."""
    for initial in spelling.INITIALS:
        good = []
        for rhyme in sorted(spelling.RHYMES | spelling.RHYMES_ALONE | spelling.RHYMES_OF_QU):
            places = [place for place in range(len(rhyme)) if rhyme[place] in spelling._VOWELS]
            toned = [rhyme[: place + 1] + spelling.ACUTE + rhyme[place + 1 :] for place in places]
            told = [one for one in toned if spelling.is_syllable(spelling.unicodedata.normalize("NFC", initial + one))]
            good += [spelling.unicodedata.normalize("NFC", one) for one in told]
        yield f"{initial or '(none)'}: {' '.join(good)}"
    for word in ("hòa", "hoà", "toán", "toan", "tap", "tàp", "tạp", "gì", "gìn", "giếng", "quyết", "quóc", "quốc"):
        yield f"{word}: {spelling.is_syllable(word)}"


def _kinds() -> Iterator[str]:
    for kind in PaperKind:
        told = ", ".join(
            f"{name}={value() if callable(value) else value}" for name, value in kind.facts._asdict().items()
        )
        yield f"{kind.word}: {told}"
    for name in paper_names.PAPER_NAMES:
        yield f"{name.word}: {paper_names.name_by_head(f'{name.title} Về việc')} {paper_names.name_by_head(name.word)}"
    for abbreviation in (name.abbreviation for name in paper_names.PAPER_NAMES if name.abbreviation):
        yield f"{abbreviation}: {paper_names.name_by_symbol(f'2026/{abbreviation}-UBND')}"


def _columns() -> Iterator[str]:
    for known in FRAME_COLUMNS:
        yield f"{known.column}: {known.heading}"
        for name, value in known._asdict().items():
            yield f"  {name}: {value() if callable(value) else value}"


def _offices() -> Iterator[str]:
    for tier in Tier:
        yield f"{tier}: {organisation.default_receivers(tier, 'UBND tỉnh')}"
        yield from (
            f"  {unit.short_code} {unit.name}: {' '.join(unit.fields)}" for unit in organisation.default_units(tier)
        )
    told: tuple[Callable[[str], object], ...] = (
        organisation.body_symbol, organisation.body_name, organisation.is_collegiate, organisation.signs_together,
        organisation.head_title, organisation.area_name, organisation.area_kind, organisation.full_name,
        organisation.decider, organisation.place_of, organisation.letterhead_lines, organisation.superior_line,
    )  # fmt: skip
    for office in _OFFICES:
        yield office
        yield from (f"  {tell.__name__}: {tell(office)}" for tell in told)
        bodies = [organisation.issuing_body(f"{head}{office}", "UBND xã Bình Minh") for head in _HEADS]
        yield f"  issuing_body: {', '.join(dict.fromkeys(bodies))}"


def _fields() -> Iterator[str]:
    for field in FIELDS:
        yield f"{field.code}: {field_name(field.code)}"
        yield from (f"  {words}: {field_of(words)}" for words in (field.name, *field.synonyms))
    for kind in INDEX_KINDS:
        words = [index_code_of(one.replace(r"\b", "").replace("?", "")) for one in kind.pattern.split("|")]
        yield f"{kind.code} {kind.name}: {' '.join(words)} {index_code_of(kind.name)}"


def _answers() -> Iterator[str]:
    for words in (*emulation._MET, *emulation._MISSED, *emulation._NOT_ASKED):
        yield f"{words}: {emulation.judged(words, None)}"
    yield from (f"{words}: {emulation.read_who(words)}" for words in (*emulation._PERSON, *emulation._COLLECTIVE))
    for unit in (
        "tỷ",
        "tỉ",
        "triệu",
        "tr",
        "nghìn",
        "ngàn",
        "tỷ đồng",
        "triệu đồng",
        "tr.đ",
        "nghìn đồng",
        "đồng",
        "VND",
    ):
        yield f"{unit}: {money_scale(unit)} {money_unit(f'Kinh phí ({unit})')!r} {parse_money(f'1,5 {unit}')}"
    yield from (f"{title}: {money_unit(title)}" for title in ("1.000 đồng", "1000000 đ", "ĐVT: triệu", "nghìn đ"))


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "terms": _terms, "left_alone": _left_alone, "spellings": _spellings, "syllables": _syllables, "kinds": _kinds,
    "columns": _columns, "offices": _offices, "fields": _fields, "answers": _answers,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_each_word_does_what_its_page_says(page: str) -> None:
    assert_golden(f"rules/{page}.txt", "\n".join(PAGES[page]()) + "\n")


def test_a_slip_has_the_letters_of_its_term() -> None:
    assert _slip("kịp thời") == "kìp thời" and fold(_slip("phấn đấu")) == "phan dau"
