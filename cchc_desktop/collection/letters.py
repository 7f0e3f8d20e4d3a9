"""A letter of the office that keeps a collection, begun from a template as the papers of a dossier are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cchc_desktop.collection.store import CollectionInfo
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.documents_nd30 import SigningForm, symbol
from cchc_desktop.rules.organisation import Tier, area_name, body_symbol, full_name, head_title, is_collegiate
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.rules.template_marks import LAST_YEAR, YEAR, fill
from cchc_desktop.services.papers.papers_from_templates import bundled_template
from cchc_desktop.services.papers.template_words import OF_DEPARTMENTS
from cchc_desktop.text import slug

_UNIT = "CCHC"  # the division of reform, as a letter's symbol has it


def office_row(info: CollectionInfo) -> OfficeRow:
    """The receiving office as its papers show it."""
    return OfficeRow(info.guid, 1, info.office_name, str(Tier.TWO), info.superior, info.place)


def file_stems(offices: Iterable[str]) -> list[str]:
    """A name for the file of each office, no two alike where offices have one name."""
    used: Counter[str] = Counter()
    found = []
    for office in offices:
        stem = slug(office) or "don-vi"
        used[stem] += 1
        found.append(stem if used[stem] == 1 else f"{stem}-{used[stem]}")
    return found


def letter(
    office: OfficeRow, year: int, code: str, *, addressees: Sequence[str], words: Mapping[str, str], unit: str = _UNIT
) -> YearPaperView:
    """The letter that a template begins, to these; `words` are what stands in the place of its gaps ("[hạn gửi]")."""
    form = bundled_template(code)
    together = is_collegiate(office.name)
    values = {
        **({} if together else OF_DEPARTMENTS),
        YEAR: str(year),
        LAST_YEAR: str(year - 1),
        "{area}": area_name(office.name),
        "{office}": office.name,
        "{superior}": full_name(office.superior) or "cấp trên",
        "{superior_short}": office.superior,
        "{unit}": unit,
        **words,
    }

    def put(text: str) -> str:
        """With the words of what is filled in filled in too."""
        return fill(fill(text, values), values)

    paper = PaperRow(
        guid="",
        revision=0,
        year=year,
        kind=str(form.paper_kind),
        subject=put(form.subject),
        symbol=symbol(form.paper_kind, body_symbol(office.name), unit),
        place=office.place,
        preamble=put(form.preamble),
        closing=put(form.closing),
        addressees=tuple(addressees),
        recipients=tuple(map(put, form.recipients)),
        signing_form=str(SigningForm.COLLECTIVE if together else SigningForm.HEAD),
        signer_title="CHỦ TỊCH" if together else head_title(office.name),
    )
    sections = tuple(
        SectionRow("", 0, None, one.level, one.number, put(one.title), put(one.body), one.role) for one in form.sections
    )
    row = YearPaperRow("", 0, year, form.plan_kind, paper.subject, PlanStatus.DRAFT, "list", "", None, 0)
    return YearPaperView(row, paper, None, sections, (), ())
