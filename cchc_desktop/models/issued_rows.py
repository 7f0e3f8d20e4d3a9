"""Issued papers and the lines of the register (sổ đăng ký văn bản đi) as plain frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class IssuedRow:
    """One version of a paper as it was issued; its files are found by their hashes."""

    guid: str
    revision: int
    paper_guid: str  # of the paper it was made from, which may be gone
    year: int  # of the register, that of the date
    version: int  # 1, 2 … of the same paper
    kind: str  # rules.documents_nd30.PaperKind
    number: str
    symbol: str
    issued_on: date
    subject: str
    signer: str
    recipients: tuple[str, ...]  # as printed, "Lưu: …" among them
    pages: int
    file_stem: str  # name of its files without ending
    docx_sha256: str
    pdf_sha256: str
    made_at: datetime
    content_sha256: str

    def sha256(self, form: str) -> str:
        """The hash of its file in a form, "docx" or "pdf"."""
        return {"docx": self.docx_sha256, "pdf": self.pdf_sha256}[form]


@dataclass(frozen=True)
class RegisterRow:
    """One number of the register; `issued` is the newest version under it, None for one issued elsewhere."""

    number: str
    symbol: str
    kind: str
    subject: str
    issued_on: date | None
    signer: str
    recipients: tuple[str, ...]  # without the unit that keeps the original
    kept_by: str  # "VT, VHXH", from "Lưu: …"
    paper_guid: str
    issued: IssuedRow | None = None
    versions: int = 0  # how often it was issued under this number

    @property
    def issued_guid(self) -> str:
        """Guid of the newest version; "" for a paper that the program did not issue."""
        return self.issued.guid if self.issued is not None else ""


@dataclass(frozen=True)
class NumberOffer:
    """What may stand in the field of the number: `state` is "given", "suggested" or "blank" (no symbol, no number)."""

    state: str
    number: str


@dataclass(frozen=True)
class IssueState:
    """How the issued copies of a paper stand to the paper as it is now."""

    latest: IssuedRow
    edited: bool  # the paper says something else now


@dataclass(frozen=True)
class FileMatch:
    """An issued file that a file on disk was found to be."""

    issued: IssuedRow
    form: str  # docx, pdf
    exact: bool  # byte for byte; False: the issued bytes, with something added behind them (a signature)
    newest: bool  # no later version of the paper was issued
