"""What a movement says in the papers made of it: words of their marks, and the sections that their templates draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_desktop.models.emulation_rows import MovementView, ParticipantRow
from cchc_desktop.models.office_rows import OfficeRow, OfficerRow, UnitRow
from cchc_desktop.rules.emulation import Outcome, Who
from cchc_desktop.rules.fields import field_name
from cchc_desktop.rules.markup import Run, table_row, to_markup
from cchc_desktop.rules.numbers import format_percent, rounded
from cchc_desktop.rules.organisation import area_name, full_name, head_title, is_collegiate
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.services.papers.sections import NewSection

REWARDED = "award_rewarded"
_OUTCOMES = {
    Outcome.OPEN: "Chưa có kết quả",
    Outcome.MET: "Đạt",
    Outcome.MISSED: "Không đạt",
    Outcome.NOT_ASKED: "Không áp dụng",
}
_FORM = "Giấy khen"


@dataclass(frozen=True)
class AwardFacts:
    """All that the papers are drawn from; `submission` and `plan` as they are cited, "" where they are not there."""

    view: MovementView
    office: OfficeRow
    units: Sequence[UnitRow]
    officers: Sequence[OfficerRow]
    signer: tuple[str, str] = ("", "")  # title and name of who chairs
    submission: str = ""
    plan: str = ""

    def officer(self, one: ParticipantRow) -> OfficerRow | None:
        """The officer that a person is, by name."""
        return next((row for row in self.officers if row.name == one.name), None) if one.who is Who.PERSON else None

    def unit(self, one: ParticipantRow) -> UnitRow | None:
        """The unit that a participant is, or is of."""
        return next((row for row in self.units if row.guid == one.unit_guid), None)

    def head_of(self, unit_guid: str) -> OfficerRow | None:
        """The officer whose title is that of the head of a unit."""
        unit = next((row for row in self.units if row.guid == unit_guid), None)
        wanted = head_title(unit.name).casefold() if unit is not None else ""
        of_unit = (row for row in self.officers if unit_guid and row.unit_guid == unit_guid)
        return next((row for row in of_unit if row.title.casefold().startswith(wanted)), None)

    def post(self, one: ParticipantRow) -> str:
        """Title and unit of a person: "Trưởng phòng, Phòng Kinh tế"; "" where neither is known."""
        officer, unit = self.officer(one), self.unit(one)
        return ", ".join(filter(None, (officer.title if officer else "", unit.name if unit else "")))


def words_of(facts: AwardFacts, about: ParticipantRow | None = None) -> dict[str, str]:
    """The words of the marks."""
    movement, office = facts.view.movement, facts.office
    title, name = facts.signer
    found = {
        "{movement}": movement.title,
        "{movement_plan}": facts.plan,
        "{rewarded_count}": counted(facts.view.rewarded),
        "{issuer}": movement.council or full_name(office.name),
        "{chair}": ", ".join(filter(None, (name, title.capitalize()))) or "…",
    }
    if facts.submission:
        found["{submission}"] = facts.submission
    if about is not None:
        found["{rewarded_name}"] = about.name
    return found


def counted(rewarded: Sequence[ParticipantRow]) -> str:
    """ "02 tập thể, 03 cá nhân"; what there is none of is left out."""
    persons = sum(one.who is Who.PERSON for one in rewarded)
    parts = ((len(rewarded) - persons, "tập thể"), (persons, "cá nhân"))
    return ", ".join(f"{count:02d} {words}" for count, words in parts if count)


def drawn_of(facts: AwardFacts, about: ParticipantRow | None = None) -> dict[str, str | Sequence[NewSection]]:
    """The sections by what a template draws; those of one participant where the paper is about one."""
    rewarded = facts.view.rewarded
    collectives = [one for one in rewarded if one.who is Who.COLLECTIVE]
    persons = [one for one in rewarded if one.who is Who.PERSON]
    found: dict[str, str | Sequence[NewSection]] = {
        "award_names": _names(facts, collectives, persons),
        "award_summary": _summary(facts),
        "award_overview": _overview(facts),
        "award_votes": _votes(facts),
        "award_list_collectives": _listed(
            ("Tên tập thể", "Thành tích chủ yếu", "Hình thức đề nghị"),
            [(one.name, _merit(facts, one), _FORM) for one in collectives],
        ),
        "award_list_persons": _listed(
            ("Họ và tên", "Chức vụ, đơn vị", "Thành tích chủ yếu", "Hình thức đề nghị"),
            [(one.name, facts.post(one), _merit(facts, one), _FORM) for one in persons],
        ),
        REWARDED: [
            NewSection(1, "", one.name, facts.post(one) if one.who is Who.PERSON else "", SectionRole.REWARDED)
            for one in rewarded
        ],
        "award_contents": _contents(facts),
        "award_targets": _targets(facts),
        "award_reward": _reward(facts),
    }
    if about is not None:
        found |= {
            "award_profile": _profile(facts, about),
            "award_results": _results(facts, about),
            "award_achievement": about.achievement.strip(),
        }
    return found


def _names(facts: AwardFacts, collectives: Sequence[ParticipantRow], persons: Sequence[ParticipantRow]) -> str:
    lines = []
    for title, group in (("Tập thể", collectives), ("Cá nhân", persons)):
        if group:
            lines.append(f"{title}:")
            told = [
                ", ".join(filter(None, (one.name, facts.post(one) if one.who is Who.PERSON else ""))) for one in group
            ]
            lines += [f"- {words}{'.' if place == len(told) else ';'}" for place, words in enumerate(told, start=1)]
    return "\n".join(lines)


def _summary(facts: AwardFacts) -> str:
    """How many met all targets, and the votes; only what is known."""
    rewarded = facts.view.rewarded
    met = sum(one.verdict is Outcome.MET for one in rewarded)
    told = [
        f"Trong {len(rewarded):02d} tập thể, cá nhân được đề nghị, có {met:02d} hoàn thành tất cả các chỉ tiêu thi đua."
    ]
    voted = [one for one in rewarded if one.votes is not None and one.voters]
    if voted and len(voted) == len(rewarded):
        least = min(rounded(100 * _share(one), 2) for one in voted)
        told.append(f"Kết quả bỏ phiếu: tất cả đạt từ {format_percent(least)} số phiếu trở lên.")
    return "\n".join(told)


def _share(one: ParticipantRow) -> Decimal:
    return Decimal(one.votes or 0) / Decimal(one.voters or 1)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    made = [table_row([[Run(text)] for text in header], header=True)]
    return to_markup([*made, *(table_row([[Run(text)] for text in row], header=False) for row in rows)])


def _overview(facts: AwardFacts) -> str:
    rows = [
        (str(place), one.name, _met_of(facts, one), _OUTCOMES[one.verdict])
        for place, one in enumerate(facts.view.participants, start=1)
    ]
    return _table(("TT", "Tập thể, cá nhân", "Chỉ tiêu đạt", "Hoàn thành tất cả chỉ tiêu"), rows) if rows else ""


def _met_of(facts: AwardFacts, one: ParticipantRow) -> str:
    outcomes = [one.results[t.guid].outcome if t.guid in one.results else Outcome.OPEN for t in facts.view.targets]
    asked = [told for told in outcomes if told is not Outcome.NOT_ASKED]
    return f"{sum(told is Outcome.MET for told in asked)}/{len(asked)}"


def _votes(facts: AwardFacts) -> str:
    rows = []
    for place, one in enumerate(facts.view.rewarded, start=1):
        known = one.votes is not None and bool(one.voters)
        share = format_percent(rounded(100 * _share(one), 2)) if known else "…"
        rows.append((str(place), one.name, f"{one.votes}/{one.voters}" if known else "…/…", share))
    return _table(("TT", "Tập thể, cá nhân", "Số phiếu đồng ý", "Tỷ lệ"), rows) if rows else ""


def _listed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines of a list; "" without any."""
    if not rows:
        return ""
    return "\n".join(" | ".join(text.replace("|", "/").replace("\n", " ") for text in row) for row in (header, *rows))


def _merit(facts: AwardFacts, one: ParticipantRow) -> str:
    """The achievement in one line: as it was typed, else how many targets were met."""
    first = one.achievement.strip().split("\n")[0].lstrip("-+ ").strip()
    asked = _met_of(facts, one)
    return first or f"Hoàn thành {asked} chỉ tiêu của phong trào thi đua"


def _profile(facts: AwardFacts, one: ParticipantRow) -> str:
    unit = facts.unit(one)
    if one.who is Who.PERSON:
        lines = [f"- Họ và tên: {one.name}.", "- Ngày, tháng, năm sinh: …; giới tính: …."]
        post = facts.post(one)
        return "\n".join([*lines, f"- Chức vụ, đơn vị công tác: {post or '…'}.", "- Trình độ chuyên môn: …."])
    lines = [f"- Tên tập thể: {one.name}."]
    led = [field_name(code).lower() for code in unit.fields] if unit is not None else []
    if led:
        lines.append(f"- Lĩnh vực cải cách hành chính được giao chủ trì: {'; '.join(filter(None, led))}.")
    people = sum(row.unit_guid == one.unit_guid for row in facts.officers) if unit is not None else 0
    lines.append(f"- Số cán bộ, công chức: {f'{people:02d} người' if people else '…'}.")
    return "\n".join(lines)


def _results(facts: AwardFacts, one: ParticipantRow) -> str:
    """The targets with what was reached, those that were not asked left out; where computed, with the source."""
    rows: list[tuple[str, ...]] = []
    for target in facts.view.targets:
        result = one.results.get(target.guid)
        if result is not None and result.outcome is Outcome.NOT_ASKED:
            continue
        words = result.words[:1].upper() + result.words[1:] if result is not None else "…"
        if result is not None and result.how:
            words = f"{words} ({result.how[:1].lower()}{result.how[1:]})"
        outcome = _OUTCOMES[result.outcome] if result is not None else ""
        rows.append((str(len(rows) + 1), target.text, words, outcome))
    return _table(("TT", "Chỉ tiêu thi đua", "Kết quả", "Đánh giá"), rows) if rows else ""


def _by_field(facts: AwardFacts) -> Mapping[str, list[tuple[str, str]]]:
    """Content and words of the targets by the name of their field, in their order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for target in facts.view.targets:
        title = field_name(target.field_code) or target.content or "Các chỉ tiêu khác"
        found.setdefault(title, []).append((target.content, target.text))
    return found


def _contents(facts: AwardFacts) -> Sequence[NewSection]:
    lines = []
    for title, rows in _by_field(facts).items():
        told = list(dict.fromkeys(content for content, _text in rows if content and content != title))
        lines += [f"- {title}{':' if told else '.'}", *(f"+ {content.rstrip('.')}." for content in told)]
    return [NewSection(2, "1", "Nội dung thi đua", "\n".join(lines))] if lines else []


def _targets(facts: AwardFacts) -> Sequence[NewSection]:
    lines = []
    for title, rows in _by_field(facts).items():
        lines += [f"- {title}:", *(f"+ {text.rstrip('.')}." for _content, text in rows)]
    return [NewSection(2, "2", "Chỉ tiêu thi đua", "\n".join(lines))] if lines else []


def _reward(facts: AwardFacts) -> str:
    movement, office = facts.view.movement, facts.office
    head = (
        f"Chủ tịch Ủy ban nhân dân {area_name(office.name)}" if is_collegiate(office.name) else full_name(office.name)
    )
    lines = [
        f"- Phong trào thi đua được thực hiện trong năm {movement.year}.",
        "- Tiêu chuẩn khen thưởng: hoàn thành tất cả các chỉ tiêu thi đua nêu tại mục II.",
        f"- Hình thức: Giấy khen của {head}.",
    ]
    if movement.most_rewarded:
        lines.append(f"- Số lượng: không quá {movement.most_rewarded:02d} tập thể, cá nhân.")
    lines.append(
        "- Hồ sơ: tờ trình, biên bản họp xét, báo cáo thành tích có xác nhận của thủ trưởng, danh sách kèm theo."
    )
    return "\n".join(lines)
