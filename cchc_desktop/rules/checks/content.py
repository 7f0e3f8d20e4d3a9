"""Content of the whole: years, levels of government, targets, promised sections, appendices, the contents of reform."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Severity
from cchc_desktop.rules.checks.paper import CheckedPaper, Part, indices
from cchc_desktop.rules.moving_years import citations as cited_places
from cchc_desktop.text import fold

_PROGRAMME = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
_GOVERNMENT = "Luật Tổ chức chính quyền địa phương ngày 16/6/2025; Nghị quyết số 202/2025/QH15"
_TWO_TIERS = date(2025, 7, 1)

_APPENDICES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III"
_TEXT = (Part.BODY, Part.ARTICLE, Part.PREAMBLE)

_YEAR = re.compile(r"năm (?P<year>20\d\d)(?!\d)")
_ABOUT = re.compile(r"(?:kế hoạch|chỉ số|chương trình công tác|phong trào|khung nhiệm vụ)[^.;,(]{0,60}$", re.IGNORECASE)
_ABOLISHED = re.compile(
    r"(?<!\w)(?:UBND (?:các )?(?:huyện|quận|thị xã|thị trấn)|Ủy ban nhân dân (?:huyện|quận|thị xã|thị trấn)|Huyện ủy|"
    r"Phòng Nội vụ huyện|cấp huyện|HĐND huyện|(?:các )?thị trấn|Sở Thông tin và Truyền thông|"
    r"Phòng Văn hóa và Thông tin|Sở Lao động\s*[-–,]\s*Thương binh và Xã hội|Sở Kế hoạch và Đầu tư)(?!\w)"
)
_OTHER_LEVEL = re.compile(
    r"(?<!\w)(?:UBND (?:các|cấp) xã(?:, phường)?(?:, thị trấn)?|UBND các phường|các xã, thị trấn|Chủ tịch UBND các xã|"
    r"(?:các )?phòng, ban chuyên môn (?:thuộc|của) (?:UBND )?huyện|các phòng, ngành|Chủ tịch UBND cấp xã)(?!\w)"
)
_ADVISES = {
    "commune": re.compile(r"[Tt]ham mưu (?:đề xuất |cho )?(?:với )?UBND (?:huyện|tỉnh)(?!\w)"),
    "district": re.compile(r"[Tt]ham mưu (?:đề xuất |cho )?(?:với )?UBND tỉnh(?!\w)"),
}
_RANGE = re.compile(
    r"(?P<least>trên|tối thiểu|ít nhất|không dưới|từ trên|đạt trên|tối đa|không quá)\s+"
    r"(?P<first>\d{1,3}(?:,\d+)?)\s*%?\s*"
    r"(?:[-–]|đến)\s*(?P<last>\d{1,3}(?:,\d+)?)\s*%"
)
_ABOVE = re.compile(
    r"tỷ lệ (?:hồ sơ|thủ tục|cán bộ|công chức|người dân|văn bản)[^.;%]{0,80}?(?P<number>\d{3}(?:,\d+)?)\s*%"
)
_SAME_WORDS = re.compile(r"(?P<word>đúng hạn|đúng hẹn)(?P<between>[^.;,]{3,40})(?P<again>(?P=word))")
_INDICES = {
    "PAR INDEX": re.compile(r"PAR[ -]?INDEX", re.IGNORECASE),
    "SIPAS": re.compile("SIPAS"),
    "PAPI": re.compile("PAPI"),
    "PCI": re.compile(r"(?<!\w)PCI(?!\w)"),
}
_NAMED = {
    "PAR INDEX": re.compile(r"chỉ số cải cách hành chính|chỉ số CCHC", re.IGNORECASE),
    "SIPAS": re.compile(r"chỉ số (?:đo lường )?(?:sự |mức độ )?hài lòng", re.IGNORECASE),
    "PAPI": re.compile(r"hiệu quả quản trị và hành chính công", re.IGNORECASE),
}
_CONTENTS = (
    ("cải cách thể chế", "the che"),
    ("cải cách thủ tục hành chính", "thu tuc hanh chinh"),
    ("cải cách tổ chức bộ máy", "bo may"),
    ("cải cách chế độ công vụ", "cong vu"),
    ("cải cách tài chính công", "tai chinh cong"),
    ("xây dựng, phát triển chính quyền điện tử, chính quyền số", "dien tu|chinh quyen so|chuyen doi so|hien dai hoa"),
    ("công tác chỉ đạo, điều hành", "chi dao"),
)
_LEAST_HEADINGS = 3
_SIX = re.compile(r"(?<!\d)(?:0?6|sáu) (?:nội dung|lĩnh vực)(?: về)? cải cách", re.IGNORECASE)
_PROMISED = re.compile(
    r"\((?:có|kèm theo|theo)[^()]{0,40}(?:kèm theo|đính kèm|phụ lục[^()]{0,20})\)|(?:mẫu|phụ lục) đính kèm",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?<!\w)(?:[Pp]hụ lục|kèm theo|khung nhiệm vụ|[Bb]iểu (?:số|mẫu))(?!\w)")


def _is_cited(text: str, place: int) -> bool:
    """Whether a place stands in the citation of another paper."""
    return any(start <= place < end for start, end in cited_places(text))


def _years(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A plan or index of another year than the paper's own, outside a citation."""
    year = paper.year
    if not year or paper.main.kind not in ("plan", "programme", "decision", "letter"):
        return
    for place in lines:
        line = paper.lines[place]
        if line.part not in (Part.BODY, Part.CELL, Part.ARTICLE):
            continue
        for found in _YEAR.finditer(line.text):
            said_year = int(found["year"])
            about = _ABOUT.search(line.text[max(0, found.start() - 90) : found.start()])
            if about is None or _is_cited(line.text, found.start()):
                continue
            is_index = "chỉ số" in about[0].lower()
            if said_year in (year, year + 1) or (is_index and said_year == year - 1) or said_year > year + 1:
                continue
            words = _("The paper is of {year}, here stands “{text}”: is it left over from another year?")
            yield Hit(place, *found.span(), words.format(year=year, text=f"{about[0].strip()} {found[0]}"[-80:]))
        if line.part is Part.BODY and not paper.tasks and (wrong := _time_of_other_year(line.text, year)):
            words = _("The time “{text}” lies before the year of the paper, {year}.")
            yield Hit(place, *wrong.span(), words.format(text=wrong[0], year=year))


_TIME = re.compile(r"(?:Quý [IVX]+|Tháng \d{1,2}|quý [IVX]+|tháng \d{1,2})(?: năm |/)(?P<year>20\d\d)")


def _time_of_other_year(text: str, year: int) -> re.Match[str] | None:
    if not re.match(r"[-+]?\s*(?:Thời gian|Thời hạn)", text):
        return None
    return next((found for found in _TIME.finditer(text) if int(found["year"]) < year), None)


def _levels(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Bodies that ended on 01/7/2025 in a later paper; words of the level above in the paper of a commune."""
    day = paper.day or (date(paper.year, 1, 1) if paper.year else None)
    for place in lines:
        line = paper.lines[place]
        if line.part in (Part.BASIS, Part.HEAD):
            continue
        if day is not None and day >= _TWO_TIERS:
            for found in _ABOLISHED.finditer(line.text):
                if not _is_cited(line.text, found.start()):
                    said = _("“{body}” has not existed since 01/7/2025.").format(body=found[0])
                    yield Hit(place, *found.span(), said)
        if (advises := _ADVISES.get(paper.level)) and (found_level := advises.search(line.text)):
            said = _("A unit advises its own People's Committee: “{text}” names that of another level.")
            yield Hit(place, *found_level.span(), said.format(text=found_level[0]))
        if paper.level == "commune":
            for found in _OTHER_LEVEL.finditer(line.text):
                if not _is_cited(line.text, found.start()):
                    said = _("“{body}” are words of the level above; in a commune's own paper they are out of place.")
                    yield Hit(place, *found.span(), said.format(body=found[0]))


def _targets(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        text = paper.lines[place].text
        for found in _RANGE.finditer(text):
            said = _("“{text}” says a bound and a range at once: which of them is meant?").format(text=found[0])
            yield Hit(place, *found.span(), said)
        for found in _ABOVE.finditer(text):
            if Decimal(found["number"].replace(",", ".")) > 100:
                said = _("A share above 100 %: “{text}”.").format(text=f"{found['number']}%")
                yield Hit(place, *found.span("number"), said)
        for found in _SAME_WORDS.finditer(text):
            said = _("“{word}” is said twice in one target.").format(word=found["word"])
            yield Hit(place, *found.span("again"), said)


def _promised(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Indices that the opening names and no heading is about; appendices that are named and are not there."""
    title = " ".join(head.subject for head in paper.heads)
    if paper.main.kind == "plan" and re.search("chỉ số", title, re.IGNORECASE):
        opening = "\n".join(paper.lines[place].text for place in indices(paper.lines, Part.PREAMBLE, Part.BASIS))
        headings = "\n".join(line.text for line in paper.lines if line.level in (1, 2, 3))
        for name, pattern in _INDICES.items():
            named = _NAMED.get(name)
            said_of = pattern.search(opening) or (named and named.search(opening))
            kept = pattern.search(headings) or (named and named.search(headings))
            if said_of and not kept:
                yield Hit(
                    -1, 0, 0, _("The opening names the index {name}, but no section is about it.").format(name=name)
                )
    has_more = len(paper.heads) > 1 or any(line.part is Part.CELL for line in paper.lines)
    for place in lines:
        for found in _PROMISED.finditer(paper.lines[place].text):
            if not has_more:
                said = _("The text promises an appendix that is not in the file: “{text}”.").format(text=found[0])
                yield Hit(place, *found.span(), said)


def _unnamed_appendix(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    if paper.is_own:
        return
    for number, head in enumerate(paper.heads):
        if head.kind not in ("appendix", "outline") or number == 0:
            continue
        before = [line.text for line in paper.lines if line.paper < number and line.part in _TEXT]
        word = "đề cương" if head.kind == "outline" else ""
        if before and not any(_APPENDIX.search(text) or (word and word in text.lower()) for text in before):
            place = next(i for i, line in enumerate(paper.lines) if line.paper == number)
            yield Hit(place, 0, len(paper.lines[place].text), _("The text does not name this appendix."))


def _contents(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The contents of reform that a yearly plan has headings for."""
    subject = fold(paper.main.subject)
    is_other = re.search("chi so|thi dua|tuyen truyen|kiem tra", subject)
    if "cai cach hanh chinh" not in subject or paper.main.kind not in ("plan", "decision", "programme") or is_other:
        return
    if len(_headings(paper)) < _LEAST_HEADINGS:
        return  # the text lies elsewhere
    missing = [name for name, pattern in _CONTENTS if not any(re.search(pattern, text) for text in _headings(paper))]
    for name in missing:
        yield Hit(-1, 0, 0, _("No section is about “{name}”, one of the contents of reform.").format(name=name))


def _headings(paper: CheckedPaper) -> list[str]:
    """Headings and group rows, folded."""
    found = [line.words or line.text for line in paper.lines if 0 < line.level < 5 and len(line.text) < 150]
    groups = [line.text for line in paper.lines if line.part is Part.CELL and line.text.isupper()]
    return [fold(text) for text in (*found, *groups)]


def _counted_contents(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "6 nội dung cải cách hành chính", where more have a heading."""
    for place in lines:
        if found := _SIX.search(paper.lines[place].text):
            headings = _headings(paper)
            listed = sum(any(re.search(pattern, text) for text in headings) for _name, pattern in _CONTENTS)
            if listed > 6:
                said = _("The text counts six contents of reform, {count} have a heading.").format(count=listed)
                yield Hit(place, *found.span(), said)


RULES = (
    Rule("C20", Severity.WARNING, lambda: _("Years of the paper"), "Kế hoạch của năm", _years),
    Rule("C21", Severity.WARNING, lambda: _("Bodies and levels of the paper's day"), _GOVERNMENT, _levels),
    Rule("C22", Severity.WARNING, lambda: _("Targets that say one thing"), _PROGRAMME, _targets),
    Rule("C23", Severity.WARNING, lambda: _("Promised sections and appendices"), _APPENDICES, _promised, by_line=False),
    Rule(
        "C24", Severity.HINT, lambda: _("Appendices named in the text"), _APPENDICES, _unnamed_appendix, by_line=False
    ),
    Rule("C25", Severity.HINT, lambda: _("The contents of reform"), _PROGRAMME, _contents, by_line=False),
    Rule("C26", Severity.HINT, lambda: _("How many contents there are"), _PROGRAMME, _counted_contents),
)
