"""Content of the whole: years, levels of government, targets, promised sections, appendices."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import PROGRAMME, Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedPaper, Part, indices
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.rules.moving_years import citations as cited_places
from cchc_desktop.text import fold

_GOVERNMENT = "Luật Tổ chức chính quyền địa phương ngày 16/6/2025; Nghị quyết số 202/2025/QH15"
_TWO_TIERS = date(2025, 7, 1)

_SERVICES_FROM = date(2022, 8, 15)  # Nghị định 42/2022/NĐ-CP
_SERVICE_LEVELS = re.compile(
    r"(?:trực tuyến|dịch vụ công)[^.;]{0,30}? mức độ (?:3|4|III|IV)(?!\w)(?:,? (?:và )?(?:mức độ )?4)?"
)
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
    r"(?<!\w)(?:(?:UBND|Ủy ban nhân dân) (?:các|cấp) xã(?:, phường)?(?:, thị trấn)?|"
    r"UBND các phường|các xã, thị trấn|Chủ tịch UBND các xã|"
    r"(?:các )?phòng, ban chuyên môn (?:thuộc|của) (?:UBND )?huyện|các phòng, ngành|Chủ tịch UBND cấp xã|"
    r"cơ quan chuyên môn cấp huyện|(?:trực thuộc|thuộc) (?:UBND|Ủy ban nhân dân) huyện|"
    r"đơn vị sự nghiệp[^;,.]{0,30} thuộc huyện|"
    r"(?:UBND|Ủy ban nhân dân|của) huyện, (?:UBND |Ủy ban nhân dân )?xã\s?[-–,]\s?thị trấn|"
    r"Báo cáo cải cách hành chính [^.;]{0,60} của (?:UBND|Ủy ban nhân dân) huyện|trên địa bàn (?:tỉnh"
    r"|huyện)(?=[;.]))(?!\w)"
)
_ABOLISHED_PARTS = ("huyện", "quận", "thị xã", "thị trấn", "Huyện ủy", "Sở ", "Phòng Văn hóa và")
_OTHER_PARTS = ("các xã", "cấp xã", "các phường", "thị trấn", "huyện", "các phòng, ngành", "trên địa bàn tỉnh")
_POSTS = {
    "Văn phòng": "Thống kê",
    "Tài chính": "Kế toán",
    "Tư pháp": "Hộ tịch",
    "Văn hóa": "Xã hội",
    "Văn hoá": "Xã hội",
}
_POST = re.compile(
    rf"[Cc]ông chức (?P<name>(?P<first>{'|'.join(_POSTS)})(?: ?[-–] ?| và )(?P<second>[^\W\d_]+ [^\W\d_]+))"
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
_SAME_WORDS = re.compile(r"(?P<word>đúng hạn|đúng hẹn|thứ hạng)(?P<between>[^.;,]{3,40})(?P<again>(?P=word))")
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
_PROMISED = re.compile(
    r"\((?:có|kèm theo|theo)[^()]{0,40}(?:kèm theo|đính kèm|phụ lục[^()]{0,20})\)|(?:mẫu|phụ lục) đính kèm",
    re.IGNORECASE,
)
_BODY = (
    r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Phòng|Sở) (?:xã|phường|huyện|tỉnh|thị trấn|Nội vụ|Tư pháp|Kinh tế)"
)
_SENT = re.compile(
    rf"(?:áo cáo|ờ trình|ế hoạch|ăn bản|hương án|ề xuất) của (?P<body>{_BODY})(?!\w)[^.;()]{{0,120}} "
    rf"(?:trình|gửi|gửi về|báo cáo) (?P<again>(?P=body))(?!\w)"
)
_CARRIED_OUT = re.compile(r"(?:tại|theo|[Tt]hực hiện|[Tt]riển khai) (?P<plan>Kế hoạch) ")
_CARRIED_PARTS = ("tại Kế hoạch", "theo Kế hoạch", "hiện Kế hoạch", "khai Kế hoạch")
_APPENDIX = re.compile(r"(?<!\w)(?:[Pp]hụ lục|kèm theo|khung nhiệm vụ|[Bb]iểu (?:số|mẫu))(?!\w)")


def _is_cited(text: str, place: int) -> bool:
    """Whether a place stands in the citation of another paper."""
    return any(start <= place < end for start, end in cited_places(text))


def _years(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A plan or index of another year than the paper's own, outside a citation."""
    year = paper.year
    if not year or paper.main.kind not in ("plan", "programme", "decision", "letter"):
        return
    for place in holding(paper, lines, "năm 20", "/20"):
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
    text_lines = [place for place in lines if paper.lines[place].part not in (Part.BASIS, Part.HEAD)]
    if day is not None and day >= _TWO_TIERS:
        said = _("“{body}” has not existed since 01/7/2025.")
        yield from _bodies(paper, text_lines, _ABOLISHED, _ABOLISHED_PARTS, said)
    if paper.level == "commune":
        said = _("“{body}” are words of the level above; in a commune's own paper they are out of place.")
        yield from _bodies(paper, text_lines, _OTHER_LEVEL, _OTHER_PARTS, said)
    advises = _ADVISES.get(paper.level)
    for place in holding(paper, text_lines, "ham mưu") if advises else ():
        if advises and (found := advises.search(paper.lines[place].text)):
            said = _("A unit advises its own People's Committee: “{text}” names that of another level.")
            yield Hit(place, *found.span(), said.format(text=found[0]))
    if day is None or day >= _SERVICES_FROM:
        for place in holding(paper, text_lines, "mức độ 3", "mức độ 4", "mức độ I"):
            for found in _SERVICE_LEVELS.finditer(paper.lines[place].text):
                said = _("Online services have no levels 3 and 4 since 15/8/2022: they are “toàn trình” or “một phần”.")
                yield Hit(place, *found.span(), said)


def _bodies(
    paper: CheckedPaper, lines: list[int], pattern: re.Pattern[str], parts: tuple[str, ...], said: str
) -> Iterator[Hit]:
    """Bodies that are named in the text itself, not in the citation of another paper."""
    shouted = [place for place in lines if paper.lines[place].text.isupper()]
    for place in sorted({*holding(paper, lines, *parts), *shouted}):
        text = paper.lines[place].text
        own = re.compile(pattern.pattern, re.IGNORECASE) if place in shouted else pattern
        for found in own.finditer(text):
            if not _is_cited(text, found.start()):
                yield Hit(place, *found.span(), said.format(body=found[0]))


def _posts(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "công chức Tài chính - ngân sách": communes had no such post; all of them ended with the districts."""
    if paper.level != "commune" or (paper.day or date(paper.year or _TWO_TIERS.year, 1, 1)) >= _TWO_TIERS:
        return
    for place in holding(paper, lines, *(f"ông chức {first}" for first in _POSTS)):
        for found in _POST.finditer(paper.lines[place].text):
            right = f"{found['first']} - {_POSTS[found['first']]}"
            if fold(found["second"]) != fold(_POSTS[found["first"]]):
                said = _("The post of a commune is called “{right}”.").format(right=right)
                yield Hit(place, *found.span("name"), said, right)


def _targets(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, "%", "đúng h", "thứ hạng"):
        text = paper.lines[place].text
        for found in _RANGE.finditer(text):
            said = _("“{text}” says a bound and a range at once: which of them is meant?").format(text=found[0])
            yield Hit(place, *found.span(), said)
        for found in _ABOVE.finditer(text):
            if Decimal(found["number"].replace(",", ".")) > 100:
                said = _("A share above 100%: “{text}”.").format(text=f"{found['number']}%")
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
    for place in holding(paper, lines, "kèm", "hụ lục"):
        line = paper.lines[place]
        for found in _PROMISED.finditer(line.text):
            behind = paper.lines[place + 1 :]
            if not any(other.paper > line.paper or other.part is Part.CELL for other in behind):
                said = _("The text promises an appendix that is not in the file: “{text}”.").format(text=found[0])
                yield Hit(place, *found.span(), said)


def _to_itself(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """An office that sends its own report to itself; a plan that carries out itself."""
    chosen = [place for place in lines if paper.lines[place].part in (Part.BODY, Part.CELL, Part.ARTICLE)]
    for place in holding(paper, chosen, " trình ", " gửi ", " báo cáo "):
        for found in _SENT.finditer(paper.lines[place].text):
            said = _("“{body}” sends this to itself.").format(body=found["body"])
            yield Hit(place, *found.span("again"), said)
    subjects = [fold(re.sub(r"\(.*", "", head.subject)) for head in paper.heads if head.kind == "plan"]
    own = [" ".join(subject.split()) for subject in subjects if len(subject) > 30]
    for place in holding(paper, chosen, *_CARRIED_PARTS) if own else ():
        line = paper.lines[place]
        if line.part is Part.BODY and (named := _CARRIED_OUT.search(line.text)):
            rest = fold(line.text[named.start("plan") :])
            if any(rest.startswith(subject) for subject in own):
                yield Hit(place, *named.span("plan"), _("The plan names itself as what it carries out."))


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


RULES = (
    Rule("C20", Severity.WARNING, lambda: _("Years of the paper"), "Kế hoạch của năm", _years),
    Rule("C21", Severity.WARNING, lambda: _("Bodies and levels of the paper's day"), _GOVERNMENT, _levels),
    Rule("C22", Severity.WARNING, lambda: _("Targets that say one thing"), PROGRAMME, _targets),
    Rule(
        "C23",
        Severity.WARNING,
        lambda: _("Promised sections and appendices"),
        _APPENDICES,
        _promised,
        scope=Scope.PAPER,
    ),
    Rule(
        "C24",
        Severity.HINT,
        lambda: _("Appendices named in the text"),
        _APPENDICES,
        _unnamed_appendix,
        scope=Scope.PAPER,
    ),
    Rule(
        "C32",
        Severity.WARNING,
        lambda: _("Posts of communes"),
        "Nghị định số 33/2023/NĐ-CP ngày 10/6/2023 của Chính phủ, Điều 5",
        _posts,
    ),
    Rule("C27", Severity.WARNING, lambda: _("Nobody reports to themselves"), PROGRAMME, _to_itself),
)
