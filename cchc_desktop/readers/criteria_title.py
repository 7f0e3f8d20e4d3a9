"""What the lines above a criteria sheet say of the set: its name, the paper that issues it, version and year."""

import re
from collections.abc import Sequence

from cchc_desktop.readers.marks import is_capitals
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.readers.score_columns import ScoreColumn
from cchc_desktop.readers.scored_table import FoundTables
from cchc_desktop.rules.criterion_codes import code_in_name
from cchc_desktop.text import fold

_DECISION = re.compile(
    r"((?:Quyết định|QĐ|Công văn|CV|Kế hoạch|Hướng dẫn|Nghị quyết|Thông tư)\s+(?:số\s*)?:?\s*[\w.…]*\s?/[^\s,;)]+"
    r"[^;()\n]{0,160})"
)
_TIED = re.compile(r"^[(\s]*(?:(?:ban hành\s+)?kèm theo|theo|thực hiện)\s", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:sửa đổi, bổ sung(?: lần (?:thứ )?\w+)?|(?:lần|phiên bản|bản) (?:thứ )?(?:\d{1,2}|hai|ba|tư))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:bo (?:tieu chi|chi so)|bang (?:tieu chi|tu cham|cham diem|diem)|chi so |tieu chi )")
_APPENDIX = re.compile(r"^PHỤ LỤC(?:\s+(?:SỐ\s+)?[IVX\d]{1,4})?\s*[.:]?\s*")
_OFFICE = re.compile(r"(?:cong hoa xa hoi chu nghia|doc lap|uy ban nhan dan|ubnd|hoi dong|so noi vu|bo noi vu)\b")


class SetTitle:
    """Title, decision, version and year, each from the lines above the table; what was taken leaves the lines."""

    def __init__(self, found: FoundTables[ScoreColumn], first: int) -> None:
        self.taken: list[str] = []
        above = [item for item in found.around if item.line < first]
        self.decision = self._find_decision(found.around, above)
        self.title = self._find_title(found, first)
        said = [self.title, *(item.text for item in above)]
        years = [int(match[1]) for text in said if (match := _YEAR.search(text))]
        self.year = years[0] if years else None
        versions = [match.group() for text in said if (match := _VERSION.search(text))]
        self.version = versions[0] if versions else ""

    def _find_decision(self, around: list[Unplaced], above: Sequence[Unplaced]) -> str:
        for item in above:
            found = _DECISION.search(item.text)
            if found is None or not (_TIED.match(item.text) or found.start() <= 1):
                continue
            if _TIED.match(item.text) and len(item.text) - len(found.group()) < 60:
                around.remove(item)
                self.taken.append(item.text)
            return found[1].strip(" .,)")
        return ""

    def _find_title(self, found: FoundTables[ScoreColumn], first: int) -> str:
        """The lines in capitals that name a set, one after the other; else the one line that does.

        What every sheet of a workbook says again is the same title.
        """
        above = [item for item in found.around if item.line < first and "|" not in item.text]
        runs: list[list[Unplaced]] = [[]]
        for item in above:
            if not (is_capitals(item.text) and _bare(item)) or _OFFICE.match(fold(item.text)) or _is_section(item):
                runs.append([])
            else:
                runs[-1].append(item)
        runs = [run for run in runs if run]
        named = [run for run in runs if any(_TITLE.match(fold(_bare(item))) for item in run)]
        picked = (named or runs or [[]])[-1]
        if not picked:
            picked = [item for item in above if _TITLE.match(fold(_bare(item)))][-1:]
        for item in picked:
            found.around.remove(item)
        self.taken.extend(item.text for item in picked)
        return " ".join(dict.fromkeys(_bare(item) for item in picked))


def _is_section(item: Unplaced) -> bool:
    """Whether a line is the heading of a part of the paper: "II. BẢNG TIÊU CHÍ"."""
    return bool(code_in_name(_bare(item))[0])


def _bare(item: Unplaced) -> str:
    return _APPENDIX.sub("", item.text)
