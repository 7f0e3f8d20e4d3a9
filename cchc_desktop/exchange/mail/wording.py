"""Subject and text of the letter that goes with a package, made from wording that an office may change."""

import re
from dataclasses import dataclass

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.rules.localised import file_size
from cchc_desktop.rules.periods import period_title
from cchc_desktop.text import clean

_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")
_LONGEST = 20_000  # letters


@dataclass(frozen=True)
class Wording:
    """Subject and text with places in braces; a line all of whose places have nothing to say is left out."""

    subject: str
    body: str


USUAL = Wording(
    "{cơ quan} gửi gói dữ liệu cải cách hành chính {kỳ} (mã kiểm tra {mã kiểm tra})",
    """Kính gửi: {nơi nhận}

{cơ quan} gửi kèm thư này gói dữ liệu công tác cải cách hành chính {kỳ}, gồm {nội dung}.

Tên tệp: {tên tệp}
Dung lượng: {dung lượng}
Mã kiểm tra: {mã kiểm tra}
Lập lúc: {lúc lập}

Đề nghị mở tệp bằng chương trình CCHC Desktop và đối chiếu mã kiểm tra ở trên. \
Nếu mã không khớp, xin báo lại để đơn vị gửi tệp khác.

Ghi chú: {ghi chú}

Trân trọng,
{cơ quan}
Điện thoại: {điện thoại}
Thư điện tử: {thư điện tử}
""",
)


def mail_text(info: PackageInfo, office: OfficeRow, wording: Wording = USUAL, receiver: str = "") -> tuple[str, str]:
    """Subject and text of the letter, in Vietnamese as the receiver reads it.

    Without a `receiver` what goes up is written to the level above, and all else to nobody by name.
    """
    values = _values(info, office, receiver)
    subject = "".join(_filled_line(wording.subject, values) or "")
    lines = [_filled_line(line, values) for line in wording.body.split("\n")]
    body = "\n".join("".join(line) for line in lines if line is not None)
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body).strip("\n") + "\n"


def checked(subject: str, body: str) -> Wording:
    """The wording that an office wants; raises `UserError` where it would make no letter."""
    made = Wording(clean(subject).strip(), clean(body).strip("\n") + "\n")
    if not made.subject or not made.body.strip():
        raise UserError(_("Subject and text of the letter may not be empty."))
    if "\n" in made.subject:
        raise UserError(_("The subject of a mail is one line. Correct it."))
    if len(made.subject) + len(made.body) > _LONGEST:
        raise UserError(_("The text of the letter is too long. Shorten it."))
    unknown = [name for name in _PLACE.findall(made.subject + "\n" + made.body) if _key(name) not in PLACES]
    if unknown:
        raise UserError(
            _("The letter knows no place {unknown}. The places are: {known}.").format(
                unknown=f"{{{unknown[0]}}}", known=", ".join(f"{{{name}}}" for name in PLACES)
            )
        )
    return made


PLACES = (
    "cơ quan",
    "nơi nhận",
    "kỳ",
    "nội dung",
    "tên tệp",
    "dung lượng",
    "mã kiểm tra",
    "lúc lập",
    "ghi chú",
    "điện thoại",
    "thư điện tử",
)


def _values(info: PackageInfo, office: OfficeRow, receiver: str) -> dict[str, str]:
    made = info.made_at
    values = (
        office.name,
        receiver or (office.superior if info.kind is PackageKind.UP else "") or "Quý cơ quan",
        period_title(info.year, info.period),
        _held(info),
        info.path.name,
        file_size(info.size),
        info.short_hash,
        f"{made:%H:%M}, ngày {made.day:02d}/{made.month}/{made.year}",
        info.manifest.note,
        office.phone,
        office.email,
    )
    return dict(zip(PLACES, values, strict=True))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _filled_line(line: str, values: dict[str, str]) -> list[str] | None:
    """The pieces of a line with its places filled; None where it has places and none of them says anything."""
    pieces = _PLACE.split(line)
    found = [values.get(_key(name), f"{{{name}}}") for name in pieces[1::2]]
    if found and not any(found):
        return None
    return [piece for pair in zip(pieces[::2], [*found, ""], strict=True) for piece in pair]


def _held(info: PackageInfo) -> str:
    """What lies in the package, in words: "1 kế hoạch với 62 nhiệm vụ, 4 báo cáo và 5 tài liệu kiểm chứng"."""
    found = info.counts
    if not found:
        return "dữ liệu được khóa bằng mật khẩu"
    if info.manifest.answers:
        kinds = {"remarks": "ý kiến", "appraisals": "điểm thẩm định", "returned": "báo cáo trả lại"}
        return _named([f"{found[kind]} {words}" for kind, words in kinds.items() if found.get(kind)])
    parts = [
        f"{found['plans']} kế hoạch với {found['tasks']} nhiệm vụ" if found["plans"] else "",
        f"{found['reports']} báo cáo" if found["reports"] else "",
        f"{found['indices']} bảng chấm điểm" if found["indices"] else "",
        f"{found['papers']} tệp văn bản" if found["papers"] else "",
        f"{found['evidence']} tài liệu kiểm chứng" if found["evidence"] else "",
    ]
    return _named(parts)


def _named(parts: list[str]) -> str:
    named = [part for part in parts if part]
    return " và ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
