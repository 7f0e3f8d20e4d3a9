"""The papers that follow a ranking, drafted: the decision that announces it, the letter that asks for remedies.

They are drafts: what only their writer knows is a marked gap.
"""

import re
from collections.abc import Sequence
from datetime import date

from cchc_desktop.collection.store import CollectionInfo
from cchc_desktop.documents.rollup_scores import spread_words, weak_words
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.rollup_rows import RankedOffice, Ranking, WeakCriterion
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.organisation import area_name, body_symbol, full_name, head_title, is_collegiate, place_of
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.services.papers.legal_bases import bases_of_forms

_BASES = ("Luật Tổ chức chính quyền địa phương", "phê duyệt Đề án xác định Chỉ số cải cách hành chính")
_AREA = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã) .+$")
_MOST_PRAISED = 10
_FAIR = 65  # per cent from which results are "Khá"
_REMEDIES = "28/02"  # the day of the year that follows, by which offices say how they mend what was lost


def receiving_office(info: CollectionInfo) -> OfficeRow:
    """The office that keeps the collection, as its sheets show it."""
    return OfficeRow("", 0, info.office_name, "", info.superior, info.place or place_of(info.office_name))


def issuing_office(info: CollectionInfo) -> OfficeRow:
    """The committee that announces results: that of the area where the office is one of its departments."""
    area = _AREA.search(info.office_name)
    committee = info.superior if is_collegiate(info.superior) else f"UBND {area[0]}" if area else ""
    if is_collegiate(info.office_name) or not committee:
        return receiving_office(info)
    return OfficeRow("", 0, committee, "", "", info.place or place_of(committee))


def results_decision(
    ranking: Ranking, info: CollectionInfo, set_decision: str, on: date, *, surveyed: bool
) -> PaperRow:
    """The decision that announces the ranking, to be composed with its appendices; `surveyed` adds that of surveys."""
    office = issuing_office(info)
    bases = [_cited(words) for words in (*_in_force(on), *([set_decision] if set_decision else ()))]
    bases.append(
        f"Theo đề nghị của {head_title(info.office_name).capitalize()} {info.office_name} tại Tờ trình [số, ngày]"
    )
    return PaperRow(
        guid="",
        revision=0,
        year=on.year,
        kind=PaperKind.DECISION,
        subject=f"Công bố {_subject(ranking)}",
        symbol=f"QĐ-{body_symbol(office.name)}",
        place=office.place,
        legal_bases=tuple(bases),
        articles=tuple(_articles(ranking, info, office, surveyed=surveyed)),
        recipients=_recipients(info, "Như Điều 4"),
        signer_title=head_title(office.name),
        dated=str(on.year),
    )


def remedy_letter(ranking: Ranking, weak: Sequence[WeakCriterion], info: CollectionInfo, on: date) -> YearPaperView:
    """The letter that asks the offices to mend what lost points."""
    office = issuing_office(info)
    subject = f"tập trung khắc phục, cải thiện {_subject(ranking)}"
    paper = PaperRow(
        guid="",
        revision=0,
        year=on.year,
        kind=PaperKind.LETTER,
        subject=subject,
        symbol=f"{body_symbol(office.name)}-NC",
        place=office.place,
        preamble=f"{spread_words(ranking.whole, ranking)} Để khắc phục hạn chế, nâng cao kết quả những năm tiếp theo, "
        f"{full_name(office.name)} yêu cầu các đơn vị thực hiện các nội dung sau:",
        closing=f"Yêu cầu thủ trưởng các đơn vị nghiêm túc triển khai thực hiện; {info.office_name} theo dõi, đôn đốc, "
        "tổng hợp kết quả.",
        addressees=tuple(_addressees(ranking)),
        recipients=_recipients(info, "Như trên"),
        signer_title=head_title(office.name),
        dated=str(on.year),
    )
    plan = YearPaperRow("", 0, on.year, "other", subject, PlanStatus.DRAFT, "list", "", None, 0)
    return YearPaperView(plan, paper, None, tuple(_sections(ranking, weak, info)), (), ())


def _subject(ranking: Ranking) -> str:
    title = ranking.title[:1].lower() + ranking.title[1:]
    words = title if title.startswith(("kết quả", "chỉ số")) else f"kết quả {title}"
    return words if str(ranking.year) in words else f"{words} năm {ranking.year}"


def _in_force(on: date) -> list[str]:
    """Of the papers that such decisions rest on, those in force on a day: the newest of each."""
    found = []
    for words in _BASES:
        known = [
            one
            for one in bases_of_forms()
            if words in one.text
            and not one.is_expired(on)
            and not one.is_to_come(on)
            and not one.text.startswith("Luật sửa đổi")
        ]
        found += [max(known, key=lambda one: one.valid_from or date.min).text] if known else []
    return found


def _cited(words: str) -> str:
    return words if words.startswith("Căn cứ") else f"Căn cứ {words}"


def _articles(ranking: Ranking, info: CollectionInfo, office: OfficeRow, *, surveyed: bool) -> list[str]:
    scope = area_name(office.name) or office.name
    told = f"Công bố {_subject(ranking)} của các đơn vị thuộc {scope}, gồm:\n"
    told += "1. Kết quả xếp hạng của các đơn vị (Phụ lục I kèm theo).\n"
    told += "2. Kết quả từng lĩnh vực của các đơn vị (Phụ lục II kèm theo)."
    if surveyed:
        told += "\n3. Kết quả khảo sát của các đơn vị (Phụ lục III kèm theo)."
    told += _not_appraised(ranking)
    lines = [
        f"Các đơn vị căn cứ kết quả tại Điều 1 xây dựng kế hoạch khắc phục tồn tại, hạn chế, gửi {info.office_name} "
        f"trước ngày {_REMEDIES}/{ranking.year + 1}."
    ]
    praised = _praised(ranking)
    if praised:
        lines.append(
            f"Giao {info.office_name} trình cấp có thẩm quyền tặng Bằng khen cho {format_number(len(praised))} đơn vị "
            f"dẫn đầu: {_names(praised)}."
        )
    blamed = _blamed(ranking)
    if blamed:
        bands = ", ".join(dict.fromkeys(f"“{one.band}”" for one in blamed))
        lines.append(f"Phê bình {format_number(len(blamed))} đơn vị xếp loại {bands}: {_names(blamed)}.")
    duties = "Tổ chức thực hiện\n" + "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
    who = f"Chánh Văn phòng {full_name(office.name)}, " if is_collegiate(office.name) else ""
    return [
        told,
        duties,
        "Quyết định này có hiệu lực thi hành kể từ ngày ký.",
        f"{who}{head_title(info.office_name).capitalize()} {info.office_name} và thủ trưởng các đơn vị có tên tại "
        "các Phụ lục chịu trách nhiệm thi hành Quyết định này.",
    ]


def _not_appraised(ranking: Ranking) -> str:
    """A gap while criteria count with the offices' own points: such results are nothing to announce."""
    open_ = sum(1 for one in ranking.scores.offices if one.whole.open)
    if not open_:
        return ""
    return (
        f"\n[Còn {format_number(open_)} đơn vị có tiêu chí chưa được thẩm định, đang tính theo điểm tự đánh giá; "
        "thẩm định xong rồi lập lại quyết định này]"
    )


def _praised(ranking: Ranking) -> list[RankedOffice]:
    """The first offices, as long as they have the best band; offices of one rank are not parted."""
    best = max(ranking.bands)[1] if ranking.bands else ""
    return [one for one in ranking.rows if one.band == best and one.rank is not None and one.rank <= _MOST_PRAISED]


def _blamed(ranking: Ranking) -> list[RankedOffice]:
    """The offices whose band begins below what is called fair."""
    low = {name for least, name in ranking.bands if least < _FAIR}
    return [one for one in ranking.rows if one.band in low]


def _names(rows: Sequence[RankedOffice]) -> str:
    return "; ".join(one.name for one in rows)


def _addressees(ranking: Ranking) -> list[str]:
    blamed = _blamed(ranking)
    missing = [full_name(name) for name in ranking.scores.missing]
    unsent = missing if len(missing) <= _MOST_PRAISED else ["Các đơn vị chưa gửi kết quả tự đánh giá"]
    if blamed and len(blamed) <= _MOST_PRAISED:
        return [*(full_name(one.name) for one in blamed), "Các đơn vị khác có tên trong kết quả xếp hạng", *unsent]
    return ["Các đơn vị có tên trong kết quả xếp hạng", *unsent]


def _recipients(info: CollectionInfo, first: str) -> tuple[str, ...]:
    return (first, info.office_name, "Lưu: VT, NC")


def _sections(ranking: Ranking, weak: Sequence[WeakCriterion], info: CollectionInfo) -> list[SectionRow]:
    low = [spread for spread in ranking.fields if spread.mean is not None]
    low.sort(key=lambda spread: spread.mean or 0)
    fields = "\n".join(f"- {one.name}: {spread_words(one, ranking)}" for one in low[:3])
    asked = (
        f"- Xây dựng kế hoạch khắc phục từng tiêu chí mất điểm, rõ người, rõ việc, rõ thời hạn, gửi {info.office_name} "
        f"trước ngày {_REMEDIES}/{ranking.year + 1}.\n"
        "- Cập nhật tài liệu kiểm chứng ngay khi hoàn thành nhiệm vụ; không để cuối kỳ mới tổng hợp.\n"
        "- Hằng tháng tự đánh giá và công khai kết quả của đơn vị."
    )
    if ranking.scores.missing:
        asked += f"\n- Đơn vị chưa gửi kết quả tự đánh giá ({'; '.join(ranking.scores.missing)}) khẩn trương gửi."
    texts = (
        ("1", "Các lĩnh vực có kết quả thấp", fields),
        ("2", "Các tiêu chí mất nhiều điểm", "\n".join(weak_words(weak))),
        ("3", "Yêu cầu đối với các đơn vị", asked),
    )
    return [SectionRow("", 0, None, 1, number, title, body) for number, title, body in texts if body]
