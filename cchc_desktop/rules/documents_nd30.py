"""Numbers, symbols, marks and signing forms of papers by Nghị định 30/2020/NĐ-CP (Phụ lục I and III)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from cchc_desktop.rules.numbers import NO_BREAK_SPACE
from cchc_desktop.rules.organisation import body_name, body_symbol, head_title, issuing_body, other_body, signs_together
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.text import fold

# Room for a handwritten number.
_BLANK = " " * 8


class CopyForm(StrEnum):
    """A certified copy of a paper by its abbreviation (Nghị định 30/2020, Điều 3 and Phụ lục III, mục I)."""

    TRUE_COPY = "SY"  # of the original, whole
    OF_COPY = "SL"  # of a true copy, whole
    EXTRACT = "TrS"  # of a part of the original

    @property
    def title(self) -> str:  # type: ignore[override]  # what is printed, not the string's
        """The form as it is printed: "SAO Y"."""
        return {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}[self.value]

    @property
    def word(self) -> str:
        """The form as it is spoken of and registered."""
        return {"SY": "Bản sao y", "SL": "Bản sao lục", "TrS": "Bản trích sao"}[self.value]


def copy_form(symbol: str) -> CopyForm | None:
    """Which copy a symbol such as "SY-UBND" stands for; None for that of any other paper."""
    head = symbol.partition("-")[0]
    return CopyForm(head) if head in set(CopyForm) else None


def word_for(kind: PaperKind | str, symbol: str) -> str:
    """What a line of the register is: "Quyết định", "Bản sao y"."""
    form = copy_form(symbol)
    return form.word if form is not None else PaperKind(kind).word


def symbol(kind: PaperKind | str, body: str, unit_code: str = "") -> str:
    """The symbol of a paper: "QĐ-UBND"; of a letter "UBND-VP"; "" for kinds that take no number."""
    kind = PaperKind(kind)
    if kind is not PaperKind.LETTER and not kind.abbreviation:
        return ""
    parts = (kind.abbreviation, body) if kind.abbreviation else (body, unit_code)
    return "-".join(part for part in parts if part)


def body_of(kind: PaperKind | str, authority: str, office_name: str) -> str:
    """The body other than the office that issues a paper, "" where the office does; a decision names who decides."""
    if kind == PaperKind.DECISION:
        return issuing_body(authority, office_name)
    return other_body(authority, office_name)


def symbol_of_body(symbol: str, before: str, body: str) -> str:
    """A symbol with the abbreviation of another body in the place of the former one: "KH-UBND", "KH-HĐTĐKT"."""
    old, new = body_symbol(before), body_symbol(body)
    return "-".join(new if part == old else part for part in symbol.split("-"))


def title_of_body(title: str, before: str, body: str) -> str:
    """The signer's title under another body, where it is that of the former one's head."""
    return head_title(body) if title.strip().upper() == head_title(before) else title


_PRINTED_NUMBER = re.compile(r"(\d{1,9})([A-Za-zĐđ]{0,4})")


def normal_number(text: str) -> str:
    """The number as it is printed: "5" as "05", "007" as "07", "5a" as "05a"; what is no number stays as typed."""
    bare = text.strip()
    found = _PRINTED_NUMBER.fullmatch(bare)
    return f"{int(found[1]):02}{found[2]}" if found else bare


def joined_number(number: str, symbol: str) -> str:
    """Number and symbol as one: "05/QĐ-UBND"; papers of the Party have a hyphen there, "05-KH/ĐU"."""
    of_party = "/" in symbol and not symbol[0].isdigit()
    return f"{number}{'-' if of_party else '/'}{symbol}"


def number_and_symbol(number: str | int | None, symbol: str) -> str:
    """ "Số: 05/QĐ-UBND", or with room for the clerk's number (it is given after signing); "" without a symbol."""
    if not symbol:
        return ""
    text = normal_number(str(number)) if number is not None else ""
    return f"Số: {joined_number(text, symbol)}" if text else f"Số:{joined_number(_BLANK, symbol)}"


class SigningForm(StrEnum):
    """On whose behalf a paper is signed (Nghị định 30/2020, Điều 13)."""

    COLLECTIVE = "collective"
    COLLECTIVE_DEPUTY = "collective_deputy"
    HEAD = "head"
    DEPUTY = "deputy"
    ACTING = "acting"
    BY_ORDER = "by_order"
    AUTHORISED = "authorised"


CHAIR, SECRETARY = "CHỦ TỌA", "THƯ KÝ"  # who sign minutes (mẫu 1.9)
OF_MEETING = r"(?: (?:cuoc hop|buoi hop|hoi nghi|phien hop|buoi lam viec))?"  # folded, after the word
_CHAIR = re.compile(rf"(?:nguoi )?chu (?:toa|tri){OF_MEETING}")


def is_chair(title: str) -> bool:
    """Whether the words name who chairs a meeting: "CHỦ TỌA", "CHỦ TRÌ", "NGƯỜI CHỦ TRÌ CUỘC HỌP"."""
    return bool(_CHAIR.fullmatch(fold(title).strip()))


def chair_line(signer_title: str) -> str:
    """What stands above the chair's name: the words of the minutes, where the signer's title is such."""
    return signer_title if is_chair(signer_title) else CHAIR


_HEAD = "CHỦ TỊCH"
_DEPUTY_PREFIX = "PHÓ "


def signing_lines(form: SigningForm | str, office_name: str, signer_title: str) -> tuple[str, ...]:
    """The lines above the signature: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH").

    `office_name` is the body that issues the paper; a department signs by its head alone, without TM. `signer_title`
    is the signer's own title; of a deputy it gives the title of the head ("PHÓ CHỦ TỊCH"), within TL. as well.
    """
    form = SigningForm(form)
    chief = head_title(office_name)
    title = signer_title.strip().upper() or chief
    on_behalf = (f"TM. {body_name(office_name).upper()}",) if signs_together(office_name) else ()
    head = title.removeprefix(_DEPUTY_PREFIX)
    deputy = (f"KT. {head}", _DEPUTY_PREFIX + head)
    lines = {
        SigningForm.COLLECTIVE: (*on_behalf, title),
        SigningForm.COLLECTIVE_DEPUTY: (*on_behalf, *deputy),
        SigningForm.HEAD: (title,),
        SigningForm.DEPUTY: deputy,
        SigningForm.ACTING: (f"Q. {title.removeprefix('Q. ')}",),
        SigningForm.BY_ORDER: (f"TL. {chief}", *(deputy if title != head else (title,))),
        SigningForm.AUTHORISED: (f"TUQ. {chief}", title),
    }
    return lines[form]


_COLLECTIVE = (SigningForm.COLLECTIVE, SigningForm.COLLECTIVE_DEPUTY)
_COLLEGIATE = ("ỦY BAN", "UỶ BAN", "HỘI ĐỒNG")


def signs_as_it_decides(authority: str, form: str) -> bool:
    """Whether a decision is signed in the name of who decides: TM. of a body, never of its head (Điều 13)."""
    words = authority.strip().upper()
    if words.startswith(_HEAD):
        return form not in _COLLECTIVE
    return not words.startswith(_COLLEGIATE) or form in _COLLECTIVE


class Urgency(StrEnum):
    """How fast a paper is to travel (Nghị định 30/2020, Phụ lục I, mục II.2)."""

    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    IMMEDIATE = "immediate"

    @property
    def stamp(self) -> str:
        """The word in the box."""
        return {"urgent": "KHẨN", "very_urgent": "THƯỢNG KHẨN", "immediate": "HOẢ TỐC"}[self.value]


class Secrecy(StrEnum):
    """How far a paper is a state secret (Luật Bảo vệ bí mật nhà nước 2018, Điều 8)."""

    SECRET = "secret"
    HIGHLY_SECRET = "highly_secret"
    TOP_SECRET = "top_secret"

    @property
    def stamp(self) -> str:
        """The word in the box."""
        return {"secret": "MẬT", "highly_secret": "TỐI MẬT", "top_secret": "TUYỆT MẬT"}[self.value]


DRAFT = "DỰ THẢO"  # the mark of a paper that goes round before it is issued; issuing takes it off
# How far a paper may travel (Phụ lục I, mục II.6, cell 11).
CIRCULATIONS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", DRAFT)

# "Lưu: VT", "- Lưu VT, KT", "Lưu văn thư"; not people and bodies called so: "Lưu Văn Thư", "Lưu trữ lịch sử tỉnh".
_FILED = re.compile(
    r"\s*(?:[-–+]\s*)?(?:"
    r"(?i:l[ưu]u)\s*(?:[:,.]|$)|"
    r"(?i:lưu)\s+(?=(?:(?i:vt|vp|hs|hồ sơ)|[Vv]ăn thư|VĂN THƯ|[Vv]ăn phòng|VĂN PHÒNG)(?!\w))|"
    r"[Ll]ưu\s+(?=[A-ZĐ]{2,}\s*(?:[-,;.&]|$)))"
)


def filed_with(recipient: str) -> str | None:
    """Who keeps the paper, "VT, VHXH" of "Lưu: VT, VHXH."; None for a recipient who does not keep it."""
    found = _FILED.match(recipient)
    return recipient[found.end() :].strip(" :,;.") if found else None


def filed_last(recipients: Iterable[str]) -> list[str]:
    """Recipients with what is filed ("Lưu: VT, …") at the end (Phụ lục I, mục II.9), the others in their order."""
    return sorted(recipients, key=lambda line: filed_with(line) is not None)


_BOUND_BEFORE = re.compile(
    r"(?<!\w)(Điều|[Kk]hoản|[Đđ]iểm|Mục|Chương|Phần|Phụ lục|[Bb]iểu|[Ss]ố|[Qq]uý|[Nn]gày|[Tt]háng|[Nn]ăm|lần thứ)"
    r" (?=(?:\d|[IVX]+\b|[a-zđ]\b))"
)
_BOUND_AFTER = re.compile(
    r"(?<=\d) (?=(?:%|đồng|triệu|tỷ|nghìn|tháng|ngày|năm|giờ|phút|km|m2|m²|ha|kg|tấn|điểm)(?!\w))"
)
_BOUND_SHORT = re.compile(r"(?<!\w)(TP|TX|TT|Q|P|H)\. (?=[A-ZÀ-Ỹ\d])")
_BOUND_DASH = re.compile(r"(?<=\w) (?=[-–] \S)")  # a line that begins with a dash looks like an item of a list
_BOUND_RANGE = re.compile(r"(?<=\d)([ \u00a0][-–]) (?=\d)")
_BOUND_MONEY = re.compile(r"(?<=\d)([ \u00a0])(nghìn|triệu|tỷ) (?=đồng\b)")


def join_nonbreaking(text: str) -> str:
    """The text with no-break spaces where a line must not end: "Điều 5", "ngày 05 tháng 01", "50 %", "3 triệu đồng"."""
    text = _BOUND_BEFORE.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _BOUND_AFTER.sub(NO_BREAK_SPACE, text)
    text = _BOUND_SHORT.sub(rf"\1.{NO_BREAK_SPACE}", text)
    text = _BOUND_RANGE.sub(rf"\1{NO_BREAK_SPACE}", _BOUND_DASH.sub(NO_BREAK_SPACE, text))
    return _BOUND_MONEY.sub(rf"\1\2{NO_BREAK_SPACE}", text)
