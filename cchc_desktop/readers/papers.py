"""Parts the papers in a file (decision, plan, letter, appendix) and reads what stands around their bodies."""

import re
from collections.abc import Callable, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.readers import paper_lines as known
from cchc_desktop.readers.marks import Mark, MarkedLine, is_capitals
from cchc_desktop.readers.one_paper import Paper
from cchc_desktop.readers.prose import continues, inline
from cchc_desktop.readers.read_rows import Unplaced

_ARTICLE = re.compile(r"^Điều\s+(\d+)\s*[.:]?\s*(.*)$")
_OUTER = (Mark.PART, Mark.CAPITAL, Mark.ROMAN)
_ISSUES_PLAN = re.compile(
    r"\b(?:ban hành|phê duyệt|thông qua)\s+[“\"]?(?P<kind>kế hoạch|chương trình)\s+(?P<subject>[^:]+?)[”\"]?"
    r"(?:\s*[,;(]?\s*\b(?:với|gồm|như|theo|có|bao gồm|cụ thể|sau đây|kèm theo)\b[^:]*)?[:.]?\s*$",
    re.IGNORECASE,
)


def plan_inside(decision: Paper) -> Paper:
    """The plan that a decision holds in one of its articles, as a paper of its own."""
    found = next(
        (found for text in (*decision.articles, *decision.subject) if (found := _ISSUES_PLAN.search(text))), None
    )
    subject = found["subject"] if found else re.sub(r"^Về việc\s+", "", " ".join(decision.subject))
    kind = "programme" if found and found["kind"].lower() == "chương trình" else "plan"
    plan = Paper(kind=kind, line=decision.line, subject=[subject[:1].upper() + subject[1:]], body=decision.body)
    decision.body = []
    return plan


def read_papers(lines: list[MarkedLine], frames: Sequence[int] = ()) -> list[Paper]:
    """The papers in reading order; every line is in one of their parts. `frames` are the lines at which tables of tasks
    begin: what follows one is no opening of a paper any more.
    """
    reading = _Reading(frames)
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        reading.take(line, following)
    for paper in reading.papers:
        if paper.kind == "minutes":
            paper.take_signers()
    return reading.papers


def is_frame_title(text: str) -> bool:
    """Whether a title is that of a frame, which may stand below the word "PHỤ LỤC"."""
    return text.startswith("KHUNG NHIỆM VỤ")


class _Reading:
    """Goes through the lines once; `_state` is the method that takes the next line."""

    def __init__(self, frames: Sequence[int]) -> None:
        self.papers: list[Paper] = [Paper()]
        self._state: Callable[[MarkedLine, MarkedLine | None], None] = self._head
        self._tie_open = False
        self._plan_open = False  # whether the article at hand holds a plan
        self._frames = sorted(frames)

    @property
    def _paper(self) -> Paper:
        return self.papers[-1]

    def take(self, line: MarkedLine, following: MarkedLine | None) -> None:
        """Put one line where it belongs."""
        if self._tie_open:
            self._paper.reprinted.append(line.plain)
            self._tie_open = ")" not in line.plain
            return
        if self._begins_tail(line):
            self._state = self._tail
        elif self._begins_paper(line):
            self._new_paper()
        self._state(line, following)

    def _below_frame(self, line: MarkedLine) -> bool:
        """Whether a frame stands between the head of the paper at hand and this line."""
        return any(self._paper.line <= frame < line.number for frame in self._frames)

    def _begins_tail(self, line: MarkedLine) -> bool:
        if self._state in (self._tail, self._head):
            return self._state == self._tail
        if line.mark is not None or line.bullet:
            return False
        signs = self._paper.kind == "minutes" and known.is_role(line.plain)
        return signs or known.begins(line.plain, "Nơi nhận") or known.is_signing(line.plain)

    def _begins_paper(self, line: MarkedLine) -> bool:
        """A title, or the state title, once the paper at hand has a title or body of its own."""
        paper = self._paper
        if line.mark is not None or line.bullet or not (paper.title or paper.body):
            return False
        if known.begins(line.plain, "Cộng hòa xã hội chủ nghĩa"):
            return bool(paper.body or paper.articles)
        title = known.title_of(line.plain)
        if title is not None and title.kind == paper.kind == "appendix":
            return not is_frame_title(line.plain)  # an appendix may hold nothing but a table
        if title is None or self._state == self._subject:
            return False
        operative = title.kind == "decision" and paper.kind == "decision" and not paper.articles
        return not operative

    def _new_paper(self) -> None:
        self.papers.append(Paper())
        self._state = self._head

    def _head(self, line: MarkedLine, following: MarkedLine | None) -> None:
        """Letterhead: number, place, date, what a letter is about, until a title or the text itself."""
        paper = self._paper
        paper.line = paper.line or line.number
        title = known.head_of(line.plain) if not line.bullet and line.mark is None else None
        if title is not None:
            is_other = title.kind == known.OTHER
            paper.kind = "letter" if is_other else title.kind
            paper.other = title.word.capitalize() if is_other else ""
            in_full = is_other and line.plain.upper().startswith(title.word)
            paper.named = "" if in_full or known.title_of(line.plain) is not None else line.plain
            paper.title = f"{title.word} {title.rest}".strip()
            paper.line = line.number
            if title.word == "KHUNG NHIỆM VỤ":
                paper.subject.append(line.plain)
            elif title.rest and title.kind == "programme" and is_capitals(title.rest):
                # "CHƯƠNG TRÌNH HÀNH ĐỘNG" and, below it, "Thực hiện …".
                paper.subject.append(title.rest.capitalize())
            elif title.rest and title.kind not in ("appendix", "outline"):
                paper.subject.append(title.rest)
            self._state = self._subject
            return
        if self._fixed_line(line):
            return
        if line.plain[:3].lower() == "v/v" or line.plain.startswith("Về "):
            if line.plain.startswith("Về "):
                paper.name_by_number()
            paper.kind = paper.kind or "letter"
            paper.subject.append(re.sub(r"^V/v:?\s*", "", line.plain, flags=re.IGNORECASE))
            self._state = self._about
        elif known.begins(line.plain, "Kính gửi"):
            paper.kind = paper.kind or "letter"
            self._addressee(line)
        elif known.is_letterhead(line.plain) and line.mark is None and not line.bullet:
            paper.reprinted.append(line.plain)
        else:
            paper.name_by_number()
            self._state = self._opening
            self._opening(line, following)

    def _fixed_line(self, line: MarkedLine) -> bool:
        """Take number, place and date, which may share a line."""
        paper = self._paper
        rest = line.plain
        number = known.number_of(rest)
        if number is not None and not paper.symbol:
            paper.number, paper.symbol, rest = number
        dated = known.dated_of(rest) if rest and not line.bullet and len(rest) < 120 else None
        if dated is not None and not paper.place:
            paper.place, paper.issued_on, rest = dated
            if paper.issued_on is None:
                paper.dated = known.dated_in(line.plain)
                paper.warnings.append(_("The date of the paper is not complete: “{text}”.").format(text=line.plain))
        if rest == line.plain:
            return False
        if any(c.isalnum() for c in rest):
            paper.reprinted.append(rest)
        return True

    def _about(self, line: MarkedLine, following: MarkedLine | None) -> None:
        fixed = known.is_letterhead(line.plain) or known.number_of(line.plain) or known.dated_of(line.plain)
        if line.gap or known.begins(line.plain, "Kính gửi") or fixed:
            self._state = self._head
            self._head(line, following)
        else:
            self._paper.subject.append(line.plain)

    def _addressee(self, line: MarkedLine) -> None:
        rest = re.sub(r"^\s*kính gửi\s*:?\s*", "", line.plain, flags=re.IGNORECASE)
        self._paper.addressees.extend(part.strip() for part in rest.split(";") if part.strip())
        self._state = self._addressed

    def _addressed(self, line: MarkedLine, following: MarkedLine | None) -> None:
        paper = self._paper
        if line.bullet or not paper.addressees:
            paper.addressees.append(line.text.rstrip(" ;."))
        elif self._fixed_line(line):
            return
        else:
            self._state = self._opening
            self._opening(line, following)

    def _subject(self, line: MarkedLine, following: MarkedLine | None) -> None:
        """What the paper is about: the lines below its title until a gap or the first known line."""
        paper = self._paper
        title = known.title_of(line.plain) if paper.kind == "appendix" and not paper.subject else None
        if title is not None and title.kind == "outline":
            # "Phụ lục II" above the title of an outline.
            paper.reprinted.append(paper.title)
            paper.kind, paper.title, paper.line = title.kind, f"{title.word} {title.rest}".strip(), line.number
            return
        stops = (
            known.is_basis(line.plain)
            or known.is_tie(line.plain)
            or (known.is_authority(line.plain) and (paper.kind == "decision" or bool(paper.other)))
            or line.mark in _OUTER
            or bool(line.bullet)
            or bool(_ARTICLE.match(line.plain))
            or known.begins(line.plain, "Kính gửi")
            or (bool(paper.subject) and known.is_opening(line.plain))
        )
        if stops or (line.gap and paper.subject):
            self._state = self._opening
            self._opening(line, following)
        elif paper.kind == "programme" and paper.subject and not is_capitals(line.plain):
            paper.subject.append(line.plain[:1].lower() + line.plain[1:])
        else:
            paper.subject.append(line.plain)

    def _opening(self, line: MarkedLine, following: MarkedLine | None) -> None:
        """Authority, legal bases and opening paragraphs, until the first heading or article."""
        paper = self._paper
        if known.is_tie(line.plain):
            paper.reprinted.append(line.plain)
            self._tie_open = "(" in line.plain and ")" not in line.plain
        elif _ARTICLE.match(line.plain):
            self._state = self._articles if paper.kind in ("decision", "") else self._body
            self._state(line, following)
        elif following is not None and following.bullet and is_capitals(line.plain) and line.plain.endswith("ĐIỆN:"):
            paper.preamble.append(line.plain)
            self._state = self._addressed
        elif paper.kind == "decision" and line.plain.rstrip(" :") == "QUYẾT ĐỊNH":
            self._state = self._articles
        elif paper.kind == "decision" and known.is_authority(line.plain) and not paper.authority:
            paper.authority = line.plain
        elif known.begins(line.plain, "Kính gửi"):
            self._addressee(line)
        elif self._is_basis(line, following):
            paper.bases.append(line.plain)
        elif paper.bases and not line.gap and not paper.preamble and paper.kind == "decision":
            paper.bases[-1] += " " + line.plain
        elif line.mark is not None or line.bullet or paper.kind in ("appendix", "outline") or self._below_frame(line):
            self._state = self._body
            paper.body.append(line)
        elif paper.kind or known.is_basis(line.plain):
            self._take_preamble(line)
        else:
            self._state = self._body
            paper.body.append(line)

    def _take_preamble(self, line: MarkedLine) -> None:
        preamble = self._paper.preamble
        if preamble and continues(line, preamble[-1]):
            preamble[-1] += " " + inline(line)
        else:
            preamble.append(inline(line))

    def _is_basis(self, line: MarkedLine, following: MarkedLine | None) -> bool:
        """In a plan or letter one "Căn cứ ..." paragraph that goes on to the text is an opening, not a list."""
        if not known.is_basis(line.plain):
            return False
        if self._paper.kind == "decision" or line.plain.endswith((";", ",")):
            return True
        return following is not None and known.is_basis(following.plain) and len(line.plain) < 400

    def _articles(self, line: MarkedLine, following: MarkedLine | None) -> None:
        found = _ARTICLE.match(line.plain)
        if found:
            self._paper.articles.append(found.group(2))
            self._plan_open = False
        elif self._begins_plan(line):
            self._plan_open = True
            self._paper.body.append(line)
        elif not self._paper.articles:
            self._paper.articles.append(line.plain)
        else:
            self._paper.articles[-1] += ("\n" if line.gap or line.mark or line.bullet else " ") + line.plain

    def _begins_plan(self, line: MarkedLine) -> bool:
        """Whether a line below an article is of the plan that the article itself holds, up to the next article."""
        articles = self._paper.articles
        if self._plan_open or not articles:
            return self._plan_open
        issues = bool(_ISSUES_PLAN.search(articles[-1]))
        # A colon may have been forgotten; then it takes a plan and its first heading.
        return (issues or line.mark in _OUTER) if articles[-1].endswith(":") else (issues and line.mark in _OUTER)

    def _body(self, line: MarkedLine, following: MarkedLine | None) -> None:
        self._paper.body.append(line)

    def _tail(self, line: MarkedLine, following: MarkedLine | None) -> None:
        """Receivers, lines above the signature and the signer's name; then the next paper begins."""
        paper = self._paper
        if paper.kind == "minutes" and known.is_role(line.plain):
            paper.roles.append(line.plain.rstrip(" :").upper())
            paper.reprinted.append(line.plain)
        elif len(paper.persons) < len(paper.roles) and known.is_person(line.plain.title()):
            paper.persons.append(line.plain)
        elif known.begins(line.plain, "Nơi nhận") and not paper.recipients:
            rest = re.sub(r"^\s*nơi nhận\s*:?\s*", "", line.plain, flags=re.IGNORECASE)
            paper.recipients.extend(part.strip(" .-") for part in rest.split(";") if part.strip(" .-"))
        elif line.bullet and not paper.signer:
            paper.recipients.append(line.text.rstrip(" ;.,"))
        elif known.is_drafter_mark(line.plain):
            paper.unplaced.append(Unplaced(line.number, line.plain, paper.title))
        elif known.is_signed_note(line.plain):
            paper.reprinted.append(line.plain)
        elif not paper.signer and known.is_signing(line.plain):
            paper.signing.append(line.plain)
        elif (
            not paper.signer
            and paper.signing
            and known.is_person(line.plain.title())
            and not known.title_of(line.plain)
        ):
            if is_capitals(line.plain) and not (following is None or following.gap):
                paper.signing.append(line.plain)
            else:
                paper.signer = line.plain
        elif not paper.signing and paper.recipients and known.title_of(line.plain) is None and not line.gap:
            paper.recipients[-1] += " " + line.plain
        else:
            self._new_paper()
            self._head(line, following)
