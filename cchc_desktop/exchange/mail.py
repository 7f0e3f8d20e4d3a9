"""A ready mail as a draft file (.eml) that the officer's own mail program opens for sending."""

import re
from collections.abc import Iterator
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo
from cchc_desktop.i18n import _
from cchc_desktop.models.rows import OfficeRow
from cchc_desktop.rules.periods import period_title
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import atomic_write

SUFFIX = ".eml"
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def write_draft(out: Path, *, to: str, subject: str, body: str, attachment: Path) -> Path:
    """Write the draft and return where it is; several addresses in `to` are parted by commas or semicolons.

    `X-Unsent` makes Outlook open it for editing; without a date and a sender the mail program fills in its own.
    `to` may be empty: the officer then chooses the receiver. Raises `UserError` for an address that is none,
    a subject of several lines, or a file that cannot be read or written.
    """
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    # Header folds between whole words of UTF-8; EmailMessage loses the spaces where it folds a long Vietnamese subject.
    head = Header(_one_line(subject), "utf-8", header_name="Subject").encode(linesep="\r\n")
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    addresses = list(_addresses(to))
    if addresses:
        message["To"] = ", ".join(addresses)
    message.set_content(clean(body).rstrip("\n") + "\n", charset="utf-8", cte="base64")
    try:
        data = attachment.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=attachment.name)
        ) from error
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=clean(attachment.name))
    with atomic_write(out, SUFFIX) as file:
        file.write(f"Subject: {head}\r\n".encode("ascii") + message.as_bytes())
    return out


def _addresses(to: str) -> Iterator[str]:
    """Each address, checked; a line break would smuggle in another header."""
    if "\n" in to or "\r" in to:
        raise UserError(_("A mail address is one line. Correct the address of the receiver."))
    for address in (part.strip() for part in re.split("[,;]", to)):
        if not address:
            continue
        if not _ADDRESS.fullmatch(address) or ".." in address or len(address) > 254:
            raise UserError(
                _("“{address}” is not a mail address. Correct the address of the receiver.").format(address=address)
            )
        yield address


def _one_line(subject: str) -> str:
    kept = clean(subject).strip()
    if "\n" in kept:
        raise UserError(_("The subject of a mail is one line. Correct it."))
    return kept


def mail_text(info: PackageInfo, office: OfficeRow) -> tuple[str, str]:
    """Subject and text of the letter that goes with a package, in Vietnamese as the receiver reads it."""
    covers = period_title(info.year, info.period)
    subject = f"{office.name} gửi gói dữ liệu cải cách hành chính {covers} (mã kiểm tra {info.short_hash})"
    held = _held(info)
    lines = [
        f"Kính gửi: {office.superior or 'Quý cơ quan'}",
        "",
        f"{office.name} gửi kèm thư này gói dữ liệu công tác cải cách hành chính {covers}, gồm {held}.",
        "",
        f"Tên tệp: {info.path.name}",
        f"Dung lượng: {_size(info.size)}",
        f"Mã kiểm tra: {info.short_hash}",
        f"Lập lúc: {info.made_at:%H:%M}, ngày {info.made_at.day:02d}/{info.made_at.month}/{info.made_at.year}",
        "",
        "Đề nghị mở tệp bằng chương trình CCHC Desktop và đối chiếu mã kiểm tra ở trên. "
        "Nếu mã không khớp, xin báo lại để đơn vị gửi tệp khác.",
    ]
    if info.manifest.note:
        lines += ["", f"Ghi chú: {info.manifest.note}"]
    lines += ["", "Trân trọng,", office.name]
    lines += [
        f"{label}: {value}" for label, value in (("Điện thoại", office.phone), ("Thư điện tử", office.email)) if value
    ]
    return subject, "\n".join(lines) + "\n"


def _held(info: PackageInfo) -> str:
    """What lies in the package, in words: "1 kế hoạch với 62 nhiệm vụ, 4 báo cáo và 5 tài liệu kiểm chứng"."""
    found = info.counts
    parts = [
        f"{found['plans']} kế hoạch với {found['tasks']} nhiệm vụ" if found["plans"] else "",
        f"{found['reports']} báo cáo" if found["reports"] else "",
        f"{found['indices']} bảng chấm điểm" if found["indices"] else "",
        f"{found['papers']} tệp văn bản" if found["papers"] else "",
        f"{found['evidence']} tài liệu kiểm chứng" if found["evidence"] else "",
    ]
    named = [part for part in parts if part]
    return " và ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB".replace(".", ",")
