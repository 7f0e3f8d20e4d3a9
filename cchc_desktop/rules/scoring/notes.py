"""What the words of a rule say beside its steps: not arising, not assessed, deductions, caps, who scores."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_desktop.rules.scoring.base import Case, Deduction, Options
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.text import fold_in_place

_AMOUNT = r"\d{1,3}(?:[.,]\d{1,3})?"
_CASE = re.compile(r"(?:neu |doi voi |rieng )*(?:truong hop |trong nam |nhung |cac )*")
_BEGINS = re.compile(r"(?:neu|truong hop|doi voi|rieng|trong nam|dia phuong|don vi|co quan|xa)(?!\w)")
_ABSENT = re.compile(
    r"(?<!\w)(?:(?:khong|chua)(?: co| phat sinh| duoc giao| thuc hien| xay ra| de xay ra)|"
    r"hoan thanh (?:\w+ ){1,3}truoc)(?!\w)"
)
_NOT_ARISING = re.compile(r"(?<!\w)(?:phat sinh|truong hop|duoc giao)(?!\w)")
_THEN = re.compile(
    r"(?: ?, ?| )(?:thi|duoc|dat|khong danh gia|khong cham|khong tinh|khong bi tru|khong tru)(?!\w)|: ?(?:dat|duoc)"
)
_SO = re.compile(r" ?,? thi(?!\w)")
_EXCLUDED = re.compile(r"(?<!\w)khong (?:thuc hien )?(?:danh gia|cham diem|cham|tinh diem|xem xet|tinh vao)(?!\w)")
_ASSESSED = re.compile(r"tong diem|noi dung nay|tieu chi nay|tieu chi thanh phan|diem chuan|danh gia")
_NO_DEDUCTION = re.compile(r"(?<!\w)khong (?:bi )?tru diem(?!\w)")
_DEDUCTION = re.compile(
    rf"(?<!\w)(?:bi )?tru(?: di)?:? ?"
    rf"(?:(?P<share>{_AMOUNT}) ?%|(?P<points>{_AMOUNT})(?: ?(?:diem|d)(?!\w)| ?(?=$|[;)/]))|(?P<half>1/2|mot nua|nua) )"
)
_EACH = re.compile(r"(?<!\w)(?:moi|cu|tung)(?!\w)")
_PER = re.compile(r" ?(?:/ ?(?:0?1 )?|cho moi |tren moi |voi moi |moi )([^\d,.;()]{1,60})")
_CAUSE = re.compile(r"(?:(?:neu|truong hop|doi voi|cu moi|cu|moi|tung|co|0?1) )*")
_AFTER_CAUSE = frozenset(("thì", "bị", "sẽ", "hđtđ", "hội", "đồng", "thẩm", "định", "xem", "xét", "được", "điểm"))
_CAP = re.compile(
    rf"(?<!\w)(?:toi da|khong qua|khong vuot qua|cao nhat|nhieu nhat)(?: la| khong qua)? ?({_AMOUNT}) ?(?:diem|d)(?!\w)"
)
_EACH_ZERO = re.compile(r"(?:tuong ung|noi dung) (?:noi dung )?do la 0|noi dung nao .{1,120} la 0")
_COUNCIL = re.compile(
    r"khong (?:thuc hien )?(?:viec )?tu (?:danh gia|cham)|"
    r"(?:do )?hoi dong tham dinh (?:se )?(?:cham|danh gia|can cu|xac dinh)"
)
_LEAD_IN = re.compile(
    r"(?:yeu cau|neu|trong do|cach (?:tinh|cham)|cu the|nhu sau|nguyen tac|ghi chu|luu y)?[^\d]{0,80}:?$"
)
_DEFINES = re.compile(r"(?:ty le|ti le)[^=:]{0,120}[=:].{1,400}[*x] ?100 ?%?$")
_MAXIMUM = re.compile(rf"diem (?:toi da|chuan):? ?(?:la )?{_AMOUNT}(?: diem)?$")
_TAKEN_OFF = re.compile(r"(?<!\w)tru(?: \w+){0,2} ?$")
_EMPTY = frozenset(("trong do", "cu the", "yeu cau", "neu", "nhu sau", "cach tinh", "cach cham"))
_SCORES = re.compile(r"diem|[*] ?\d|(?<!\w)(?:tru|chia)(?!\w)|cong them|%|toi da|^/|^con lai")
_LONGEST = 300


@dataclass
class Notes:
    """What was found beside the steps, and the lines that say nothing that was understood."""

    maximum: Decimal
    prefix: str = ""
    not_arising: str = ""
    not_arising_words: str = ""
    cases: list[Case] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    cap: Decimal | None = None
    floor: Decimal | None = None
    council: bool = False
    each_counts: bool = False  # each part has its own points, none where it is not met
    understood: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)  # of `left`, what may say how to score

    @property
    def options(self) -> Options:
        """The options that the notes come to."""
        return Options(
            not_arising=self.not_arising,
            not_arising_words=self.not_arising_words,
            cap=self.cap,
            floor=self.floor,
            cases=tuple(self.cases),
            deductions=tuple(self.deductions),
        )

    def is_note(self, line: str) -> bool:
        """Whether a line with points in it says something beside the steps: not assessed, taken off, by the council."""
        folded = fold_in_place(line)
        if _EACH_ZERO.search(folded) or _NO_DEDUCTION.search(folded) or _MAXIMUM.match(folded.strip(" .")):
            return True
        excluded = _EXCLUDED.search(folded)
        return excluded is not None and _BEGINS.match(folded) is not None and "tong diem" in folded

    def read(self, line: str) -> None:
        """Take what a line says; a line that is not understood is kept in `left`."""
        line = line.strip(" .;,-+:")
        folded = fold_in_place(line)
        if not line or folded in _EMPTY:
            return
        if self._special(line, folded):
            self.understood.append(line)
        else:
            self.left.append(line)
            if _SCORES.search(folded) and not folded.startswith("yeu cau"):
                self.unsure.append(line)

    def not_arising_case(self, condition: str, points: Decimal, *, measured: bool) -> bool:
        """Whether a clause that gives what another gives too is the case that nothing arises; it is then taken.

        `measured`: the others are of a share, so that what is not is no step of theirs.
        """
        folded = fold_in_place(condition)
        named = _ABSENT.search(folded) and (measured or _NOT_ARISING.search(folded))
        if not named or points not in (0, self.maximum):
            return False
        then, words = "max" if points else "zero", _case_words(condition)
        if self.not_arising and "phat sinh" in folded:
            self._case(self.not_arising_words, self.not_arising)
            self.not_arising = ""
        if self.not_arising:
            self._case(words, then)
        else:
            self.not_arising, self.not_arising_words = then, words
        return True

    def _special(self, line: str, folded: str) -> bool:
        found = False
        if _COUNCIL.search(folded):
            self.council = found = True
        if _EACH_ZERO.search(folded):
            self.each_counts = found = True
        if _NO_DEDUCTION.search(folded) and _BEGINS.match(folded):
            self._case(_case_words(line), "max")
            return True
        excluded = _EXCLUDED.search(folded) and _ASSESSED.search(folded) and _BEGINS.match(folded)
        if excluded and not self.council:
            if self.not_arising:
                self._case(_case_words(line), "excluded")
            else:
                self.not_arising, self.not_arising_words = "excluded", _case_words(line)
            return True
        for match in _DEDUCTION.finditer(folded):
            found = True
            if match["points"] and folded[: match.start()].rstrip().endswith("toi da"):
                self._most_off(Decimal(match["points"].replace(",", ".")))
            else:
                self._deduct(line, folded, match)
        if most := _CAP.search(folded):
            self._bound(folded, most)
            found = True
        return found or _DEFINES.match(folded) is not None or _MAXIMUM.match(folded) is not None

    def _case(self, words: str, then: str) -> None:
        self.cases.append(Case(Input(f"{self.prefix}case{len(self.cases) + 1}", words, "yes_no"), then))

    def _bound(self, folded: str, match: re.Match[str]) -> None:
        """The most that can be had, or that is taken off."""
        most = Decimal(match[1].replace(",", "."))
        if _TAKEN_OFF.search(folded[: match.start()]):
            self._most_off(most)
        else:
            self.cap = most if most < self.maximum else None

    def _most_off(self, most: Decimal) -> None:
        self.floor = self.maximum - most if 0 < most < self.maximum else None

    def _deduct(self, line: str, folded: str, match: re.Match[str]) -> None:
        cause, each = _cause(line, folded, match)
        name = f"{self.prefix}minus{len(self.deductions) + 1}"
        wanted = Input(name, cause, "number" if each else "yes_no")
        if match["points"]:
            self.deductions.append(Deduction(wanted, points=Decimal(match["points"].replace(",", "."))))
            return
        share = Decimal(50) if match["half"] else Decimal(match["share"].replace(",", "."))
        of_max = (
            folded[match.end() :].lstrip().startswith(("diem toi da", "so diem toi da", "diem chuan", "so diem chuan"))
        )
        self.deductions.append(Deduction(wanted, per_cent=share, of="max" if of_max else "reached"))


def cap_in(text: str) -> Decimal | None:
    """The most points that a text allows ("tối đa 1,5 điểm"); None where it says nothing of it."""
    found = _CAP.search(fold_in_place(text))
    return Decimal(found[1].replace(",", ".")) if found else None


def is_lead_in(line: str) -> bool:
    """Whether a line only leads to what follows ("Nếu đạt:", "Cách tính như sau:")."""
    return line.rstrip().endswith(":") and _LEAD_IN.match(fold_in_place(line.strip())) is not None


def _cause(line: str, folded: str, match: re.Match[str]) -> tuple[str, bool]:
    """For what points are taken off, and whether for each."""
    before = folded[: match.start()]
    each = _EACH.search(before) is not None
    start = max([0, *(before.rfind(sign) + 2 for sign in (". ", "; ") if sign in before)])
    start = _CAUSE.match(folded, start).end()  # type: ignore[union-attr]
    cause = _without_end(line[start : max(start, match.start())])
    if per := _PER.match(folded, match.end()):
        words = line[per.start(1) : per.end(1)].strip()
        return (f"{cause} ({words})" if cause and words not in cause else cause or words)[:_LONGEST], True
    return cause[:_LONGEST], each


def _without_end(words: str) -> str:
    """A cause without what leads to the deduction: "thì bị", "thì Hội đồng xem xét"."""
    found = words.strip(" ,.:;-(")
    while (last := found.rpartition(" ")[2].lower()) in _AFTER_CAUSE and not found.lower().endswith("thiết bị"):
        found = found[: len(found) - len(last)].rstrip(" ,:")
    return found


def _case_words(line: str) -> str:
    """The case that a sentence names: what stands before "thì"."""
    folded = fold_in_place(line)
    start = _CASE.match(folded).end()  # type: ignore[union-attr]
    then = _SO.search(folded, start) or _THEN.search(folded, start)
    words = line[start : then.start() if then else len(line)].strip(" ,.:;-()")
    return (words[:1].upper() + words[1:])[:_LONGEST]
