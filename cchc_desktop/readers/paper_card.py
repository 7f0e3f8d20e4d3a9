"""What a paper says of itself: its kind, who issued it, number, day, subject, by when it asks for something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cchc_desktop.readers.marks import read_lines
from cchc_desktop.readers.one_paper import Paper
from cchc_desktop.readers.papers import read_papers
from cchc_desktop.readers.plan_parts import part_source
from cchc_desktop.readers.source import Source, SourceLine, SourceTable
from cchc_desktop.readers.tables import Choice, task_tables
from cchc_desktop.readers.wrapped import joined_lines
from cchc_desktop.rules.cited_paper import issuer_by_number, number_key, read_cited
from cchc_desktop.rules.citing import issuer_of, written
from cchc_desktop.rules.deadlines import deadline_in, due_date, parse_deadline
from cchc_desktop.rules.documents_nd30 import joined_number, normal_number
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.paper_names import PAPER_NAMES, name_by_symbol
from cchc_desktop.text import clean, fold

_BLOCKS = 400  # of a file in which its head and what it asks for are looked for
_ROWS = 40  # of each table: the header of a frame stands there
_ASKS = re.compile(
    r"(?<!\w)(?:gửi|báo cáo|nộp|hoàn thành|xong|có ý kiến|trả lời|thực hiện|phản hồi)(?!\w)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[;:])\s+|(?<=[^\d.]\.)\s+|\n")
_ASKING = frozenset(("Công văn", "Công điện", "Thông báo", "Hướng dẫn", "Chỉ thị", "Phiếu chuyển"))
_FURTHEST = timedelta(days=500)  # from the day of a paper to what it asks for
_HEAD_OF_BODY = re.compile(r"^(?:Q\. )?(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH|TRƯỞNG)\s+(?=\S)")
_ISSUES = re.compile(
    r"(?<!\w)(?:UBND|(?:Ủy|Uỷ) ban nhân dân) "
    r"((?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (?:[A-ZĐÀ-Ỹ]\w*[ -]){1,5})"
    r"(?:ban hành|xây dựng|đề nghị|yêu cầu|báo cáo|triển khai|tổ chức|thông báo)"
)
_PLACE = re.compile(
    r"(?<!\w)(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
    r"((?: (?!năm|giai|quý|về|và|trong|thực|theo|của|đến|các|cấp)\w+){1,3})"
)
_SEPARATED = re.compile(r"[\s_.\-]+")
_LETTER_NAME = re.compile(
    r"(\d{1,4})[-_ ]([A-ZĐ]{2,8}[-_][A-ZĐ]{2,8})(?![A-Za-zĐđ])"
)  # "120-SNV-CCHC" at the beginning
_ANNEX_NAME = re.compile(r"(?:phu luc|pl\s?\d|bieu mau|bieu|mau so|danh sach kem)")


@dataclass(frozen=True)
class PaperCard:
    """What is known of a paper; "" and None for what is not. `by_name` are the facts that only its file's name tells.

    `otherwise` is a number that the file's name says instead. `due_words` are those in which the paper sets its day.
    """

    kind: str = ""  # as it is spoken of: "Kế hoạch", "Công văn"
    issuer: str = ""
    number: str = ""  # with its symbol: "15/KH-SNV"
    issued_on: date | None = None
    subject: str = ""
    due_on: date | None = None
    due_words: str = ""
    assigns: bool = False  # holds a table of tasks
    annex: bool = False  # nothing but an annex of another paper
    by_name: frozenset[str] = frozenset()
    otherwise: str = ""

    @property
    def symbol(self) -> str:
        """The symbol without the number: "KH-SNV"."""
        return self.number.partition("/")[2]


def read_card(source: Source, file_name: str) -> PaperCard:
    """The first paper of a source; what it does not say of itself is taken from the file's name."""
    source = Source(tuple(_shortened(block) for block in source.blocks[:_BLOCKS]))
    parts = part_source(source, Choice())
    lines = joined_lines(sorted(parts.lines, key=lambda line: line.number))
    papers = read_papers(read_lines(lines), [line for line, _place, _frame in parts.frames])
    paper = next((one for one in papers if one.kind or one.symbol), papers[0])
    card = PaperCard(
        kind=_kind(paper),
        issuer=_issuer(paper),
        number=joined_number(normal_number(paper.number), paper.symbol) if paper.number and paper.symbol else "",
        issued_on=paper.issued_on,
        subject=_subject(paper),
        assigns=bool(parts.frames) or any(table.known and table.says_what for table in task_tables(source, {})),
        annex=paper.kind in ("appendix", "outline") and not paper.symbol,
    )
    return with_name(_with_day(card, lines), file_name)


def with_name(card: PaperCard, file_name: str) -> PaperCard:
    """A card with what the name of its file tells beside: "15-KH-SNV ngay 5.3.2026 ve cai cach.pdf"."""
    stem = clean(file_name).rpartition(".")[0] or clean(file_name)
    named = read_cited(stem)
    letter = _LETTER_NAME.match(stem) if not named.number else None
    if letter is not None and not letter[1].startswith("20"):
        number, rest = f"{letter[1]}/{letter[2].replace('_', '-')}", stem[letter.end() :]
        named = replace(read_cited(rest), number=number, issuer=issuer_by_number(number))
    told: dict[str, Any] = {
        "number": named.number,
        "issued_on": named.issued_on,
        "issuer": named.issuer,
        "kind": _kind_of_name(stem, named.number) if not card.annex else "",
        "subject": named.subject[:1].upper() + named.subject[1:],
    }
    missing: dict[str, Any] = {name: value for name, value in told.items() if value and not getattr(card, name)}
    by_name = frozenset(missing)
    if not card.number and not card.kind and _ANNEX_NAME.match(_SEPARATED.sub(" ", fold(stem)).strip()):
        missing["annex"] = True
    other = named.number if card.number and named.number else ""
    differs = bool(other) and number_key(other) != number_key(card.number)
    return replace(card, **missing, by_name=by_name, otherwise=other if differs else "")


def _shortened(block: SourceLine | SourceTable) -> SourceLine | SourceTable:
    return block if isinstance(block, SourceLine) else replace(block, rows=block.rows[:_ROWS])


def _kind(paper: Paper) -> str:
    if paper.other:
        return paper.other
    if paper.kind in ("appendix", "outline"):
        return "Phụ lục" if paper.kind == "appendix" else "Đề cương"
    return PaperKind(paper.kind).word if paper.kind else ""


def _issuer(paper: Paper) -> str:
    """Who issued a paper: its letterhead says so, else who decides in it, else who speaks in its first words."""
    found = issuer_of(paper.reprinted)
    if not found and paper.authority:
        found = written(" ".join(_HEAD_OF_BODY.sub("", paper.authority).split()))
    if not found and (speaks := _ISSUES.search(" ".join(paper.preamble)[:2_000])):
        found = f"UBND {' '.join(speaks[1].split())}"
    return found or issuer_by_number(paper.symbol)


def _subject(paper: Paper) -> str:
    words = " ".join(" ".join(paper.subject).split()).strip(" .:-–")
    if len(words) > 1 and words.isupper():
        words = _PLACE.sub(lambda found: found[1] + found[2].title(), words.lower())
    return words[:1].upper() + words[1:]


def _kind_of_name(stem: str, number: str) -> str:
    """The kind that a file's name begins with, or that the symbol in it belongs to."""
    symbol = number.partition("/")[2]
    named = name_by_symbol(symbol) if symbol else None
    if named is not None:
        return named.word
    words = f"{_SEPARATED.sub(' ', fold(stem)).strip()} "
    found = next((name for name in _BY_LENGTH if words.startswith(f"{fold(name.title)} ")), None)
    if found is not None:
        return found.word
    return PaperKind.LETTER.word if symbol or words.startswith("cv ") else ""


_BY_LENGTH = sorted(PAPER_NAMES, key=lambda name: -len(name.title))


def _with_day(card: PaperCard, lines: Sequence[SourceLine]) -> PaperCard:
    """A card with the day by which a paper of a kind that asks for something asks for it."""
    if card.kind not in _ASKING or card.issued_on is None:
        return card
    for sentence in _sentences(lines):
        if _ASKS.search(sentence):
            words = deadline_in(sentence)
            day = due_date(parse_deadline(words, card.issued_on.year)) if words else None
            if day is not None and card.issued_on <= day <= card.issued_on + _FURTHEST:
                return replace(card, due_on=day, due_words=" ".join(words.split()))
    return card


def _sentences(lines: Sequence[SourceLine]) -> Iterator[str]:
    for line in lines:
        yield from _SENTENCE.split(line.text)
