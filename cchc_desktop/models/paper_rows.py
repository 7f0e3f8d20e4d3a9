"""The frame of an official document as a plain frozen row: everything around its body."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PaperLineId:
    """The identity of one line of a paper; `role` (`LineRole`) says of which list."""

    guid: str
    revision: int
    role: str


@dataclass(frozen=True)
class PaperRow:
    """An official document's frame: everything around its body (Nghị định 30/2020, Điều 8)."""

    guid: str
    revision: int
    year: int
    kind: str  # rules.documents_nd30.PaperKind
    subject: str  # trích yếu
    number: str = ""  # blank until the clerk gives it
    symbol: str = ""  # "QĐ-UBND"
    place: str = ""
    issued_on: date | None = None
    authority: str = ""  # who decides, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH"; else the body that issues the paper
    preamble: str = ""  # opening paragraphs after the legal bases, markup
    closing: str = ""  # closing paragraphs, markup
    legal_bases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()  # decisions: text of Điều 1..n without "Điều n."
    addressees: tuple[str, ...] = ()  # Kính gửi
    recipients: tuple[str, ...] = ()  # Nơi nhận, without the leading dash
    signing_form: str = "collective"
    signer_title: str = "CHỦ TỊCH"
    signer_name: str = ""
    urgency: str = ""  # rules.documents_nd30.Urgency or ""
    secrecy: str = ""  # rules.documents_nd30.Secrecy or ""
    circulation: str = ""  # "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"
    drafter_mark: str = ""  # "PL.(300)"
    contact_footer: bool = False
    secretary: str = ""  # minutes only
    dated: str = ""  # what is known of a date whose day is still to be written: "2026-03", "2026"
    line_ids: tuple[PaperLineId, ...] = ()  # of the lines in the four lists as they were read, in their order
