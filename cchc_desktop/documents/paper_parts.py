"""What stands around the body of every paper: letterhead, title, legal bases, addressees, signature."""

import re

from cchc_desktop import clock
from cchc_desktop.documents.nodes import (
    Block,
    Letterhead,
    PageRun,
    Paragraph,
    Run,
    SignatureBlock,
    Signing,
    Stamp,
    TitleBlock,
)
from cchc_desktop.documents.text_parts import dashed, fixed, plain, punctuated
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.rules.dates import format_long, open_date, place_and_date
from cchc_desktop.rules.documents_nd30 import (
    Secrecy,
    Urgency,
    body_of,
    filed_last,
    number_and_symbol,
    signing_lines,
)
from cchc_desktop.rules.numbers import NO_BREAK_SPACE
from cchc_desktop.rules.organisation import (
    area_name,
    body_lines,
    body_symbol,
    full_name,
    letterhead_lines,
    superior_line,
)
from cchc_desktop.rules.paper_kinds import PaperKind

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_CHAIRMAN = "CHỦ TỊCH"
_REGARDING = re.compile(r"(?:V/v|Về việc)\s+", re.IGNORECASE)
_DOING = re.compile(
    r"(?:báo cáo|ban hành|bổ sung|cập nhật|chấm điểm|chấn chỉnh|chuẩn bị|chuyển|công bố|công khai|cung cấp|cử|đánh giá|"
    r"đăng ký|đẩy mạnh|đề nghị|đề xuất|điều chỉnh|đôn đốc|góp ý|gửi|hoàn thiện|hoàn thành|hướng dẫn|khảo sát|khắc phục|"
    r"kiểm tra|lấy ý kiến|mời|nâng cao|nộp|phổ biến|phối hợp|rà soát|tăng cường|tập huấn|"
    r"tập trung|tham gia|tham mưu|thông báo|thực hiện|tiếp tục|tổ chức|tổng hợp|trả lời|triển khai|tuyên truyền|"
    r"xây dựng|xin ý kiến|yêu cầu)(?!\w)",
    re.IGNORECASE,
)
# A word that another program put in their place is printed as it came.
_SECRECIES = {str(kind): kind.stamp for kind in Secrecy}
_URGENCIES = {str(kind): kind.stamp for kind in Urgency}
_INDEPENDENT = ("UBND", "HĐND")  # councils and committees have no superior body in their letterhead


def letterhead(office: OfficeRow, paper: PaperRow | None = None, *, attached: bool = False) -> Letterhead:
    """The letterhead with number, place and date of a paper, or without them for a text attached to the paper."""
    superior = "" if body_symbol(office.name) in _INDEPENDENT else superior_line(office.superior)
    lines = letterhead_lines(office.name)
    body = _other_body(paper, office)
    if body:
        superior, lines = superior_line(office.name), body_lines(body.upper(), area_name(office.name))
    above = (superior,) if superior else ()
    if paper is None or attached:
        return Letterhead(above, lines, NATION, MOTTO)
    number = number_and_symbol(paper.number, paper.symbol)
    # Minutes tell in their text where and when they were taken (mẫu 1.9), a form is filled in at any time.
    place = place_and_day(paper, office) if PaperKind(paper.kind).facts.with_date else ""
    subject = regarding(paper) if paper.kind == PaperKind.LETTER else ()
    return Letterhead(above, lines, NATION, MOTTO, fixed(number), fixed(place), subject, paper.guid, stamps(paper))


def _other_body(paper: PaperRow | None, office: OfficeRow) -> str:
    """The body that issues a paper where it is not the office itself."""
    return body_of(paper.kind, paper.authority, office.name) if paper is not None else ""


def place_and_day(paper: PaperRow, office: OfficeRow) -> str:
    """ "Bình Minh, ngày 05 tháng 01 năm 2026", blanks for what is not known yet."""
    return place_and_date(paper.place or office.place, paper.issued_on, _known_year(paper), paper.dated)


def _known_year(paper: PaperRow) -> int | None:
    """The year of a date that is still to be written: open before it begins, when a paper may be signed in December."""
    return paper.year if paper.year <= clock.today().year else None


def stamps(paper: PaperRow) -> tuple[Stamp, ...]:
    """The boxes below number and subject: secrecy, urgency, circulation (cells 10a, 10b and 11)."""
    words = (
        Stamp(_SECRECIES.get(paper.secrecy, paper.secrecy.upper()), "secrecy"),
        Stamp(_URGENCIES.get(paper.urgency, paper.urgency.upper()), "urgency"),
        Stamp(" ".join(paper.circulation.upper().split()), "circulation"),
    )
    return tuple(stamp for stamp in words if stamp.text)


def contact(office: OfficeRow) -> tuple[str, ...]:
    """The lines at the foot of page 1: address; telephone and mail (cell 13); none where the office gave none."""
    reached = (("Điện thoại", office.phone), ("Thư điện tử", office.email))
    lines = (
        f"Địa chỉ: {office.address.strip()}" if office.address.strip() else "",
        "; ".join(f"{label}: {text.strip()}" for label, text in reached if text.strip()),
    )
    return tuple(line for line in lines if line)


def first_part(paper: PaperRow, office: OfficeRow, blocks: tuple[Block, ...]) -> PageRun:
    """The upright pages of a paper that is issued by itself, with the contact lines it asks for."""
    return PageRun("portrait", blocks, contact(office) if paper.contact_footer else ())


def regarding(paper: PaperRow) -> tuple[str, ...]:
    """The subject of an official letter, below its number: ("V/v gửi kế hoạch năm 2026",)."""
    first, *others = [fixed(line.strip()) for line in paper.subject.split("\n") if line.strip()] or [""]
    return (about(first), *others) if first else ()


def about(subject: str) -> str:
    """ "V/v gửi kế hoạch", whether it was typed with "V/v", "Về việc" or without; a name keeps its capital."""
    words = _REGARDING.sub("", subject)
    if _DOING.match(words):
        words = words[0].lower() + words[1:]
    return f"V/v {words}"


def heading(paper: PaperRow) -> list[Block]:
    """Title, addressees and legal bases; an official letter has its subject below the number instead of a title."""
    titled: list[Block] = [] if paper.kind == PaperKind.LETTER else [title(paper)]
    return [*titled, *addressees(paper), *legal_bases(paper)]


def name_of(paper: PaperRow) -> str:
    """The paper in one line, for the file's own title: "Tờ trình về việc …"."""
    return f"{PaperKind(paper.kind).word} {paper.subject}"


def title(paper: PaperRow, attachment: str = "") -> TitleBlock:
    """Kind and subject of a paper, and the line that says what it is attached to."""
    lines = [Paragraph("kind", (Run(PaperKind(paper.kind).title),))]
    lines += [plain("subject", line) for line in paper.subject.split("\n") if line.strip()]
    if attachment:
        lines.append(plain("attachment", attachment))
    return TitleBlock(tuple(lines), " ".join(PaperKind(paper.kind).title.capitalize().split()), paper.guid)


def issuer(paper: PaperRow, office: OfficeRow) -> str:
    """Who issued a paper, in words: the committee, its chairman for a decision of his own, or another body."""
    body = _other_body(paper, office)
    if body:
        return _as_read(body, area_name(office.name))
    name = full_name(office.name)
    return f"Chủ tịch {name}" if paper.authority.strip().upper().startswith(_CHAIRMAN) else name


def _as_read(body: str, area: str) -> str:
    """A name in capitals as one reads it, the commune's own name with its capitals; any other name as it was typed."""
    if not body.isupper():
        return body
    words = body.capitalize()
    place = words.casefold().find(area.casefold()) if area else -1
    return words if place < 0 else words[:place] + area + words[place + len(area) :]


def attachment_line(paper: PaperRow, office: OfficeRow) -> str:
    """ "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của …)", blanks where not given yet."""
    number = number_and_symbol(paper.number, paper.symbol).removeprefix("Số:").lstrip() if paper.number else ""
    number = number or f"      /{paper.symbol}"
    day = format_long(paper.issued_on) if paper.issued_on else open_date(paper.dated, _known_year(paper))
    kind, day = PaperKind(paper.kind).word, day.replace(" ", NO_BREAK_SPACE)
    return f"(Kèm theo {kind} số {number} {day} của {issuer(paper, office)})"


def legal_bases(paper: PaperRow) -> list[Block]:
    """The legal bases in italics, each ending with ";", the last with "."."""
    return [plain("legal_basis", line, paper.guid) for line in punctuated(paper.legal_bases)]


def addressees(paper: PaperRow) -> list[Block]:
    """ "Kính gửi: …": one on the same line, several on lines of their own."""
    names = [name for name in paper.addressees if name.strip()]
    if not names:
        return []
    if len(names) == 1:
        return [plain("addressee", f"Kính gửi: {punctuated(names)[0].removesuffix('.')}", paper.guid)]
    lines: list[Block] = [plain("addressee_first", "Kính gửi:", paper.guid)]
    return lines + [plain("addressee_item", line, paper.guid) for line in dashed(names)]


def recipients(paper: PaperRow) -> tuple[str, ...]:
    """The lines of "Nơi nhận", the one that says where the paper is kept ("Lưu") always last."""
    return dashed(filed_last(paper.recipients))


def signature(paper: PaperRow, office: OfficeRow) -> SignatureBlock:
    """Recipients and signer of a paper."""
    body = _other_body(paper, office)
    body = re.sub(rf"\s*{re.escape(area_name(office.name))}$", "", body, flags=re.IGNORECASE)
    lines = signing_lines(paper.signing_form, body or office.name, paper.signer_title)
    signing = Signing(tuple(part for line in lines for part in body_lines(line)), paper.signer_name)
    return SignatureBlock(signing, recipients(paper), anchor=paper.guid, drafter=paper.drafter_mark.strip())


def recipients_below(paper: PaperRow) -> list[Block]:
    """Recipients below two signers side by side (mẫu 1.9)."""
    lines = recipients(paper)
    made: list[Block] = [plain("recipients_title", "Nơi nhận:", paper.guid)] if lines else []
    made += [plain("recipients", line, paper.guid) for line in lines]
    return [*made, plain("drafter", paper.drafter_mark, paper.guid)] if paper.drafter_mark.strip() else made


def reporter_and_head(paper: PaperRow, office: OfficeRow) -> list[Block]:
    """Who reports an achievement, at the right, and the head who confirms it (Nghị định 152/2025, forms 04, 05, 08).

    The head is that of the office, whatever body heads the report.
    """
    head = signing_lines(paper.signing_form, office.name, paper.signer_title)
    left = Signing(("XÁC NHẬN CỦA THỦ TRƯỞNG", *head), paper.signer_name)
    level = (NO_BREAK_SPACE,) * len(head)  # both names stand on one line
    right = Signing(("NGƯỜI BÁO CÁO THÀNH TÍCH", *level), paper.secretary)
    return [SignatureBlock(right, left=left, anchor=paper.guid), *recipients_below(paper)]
