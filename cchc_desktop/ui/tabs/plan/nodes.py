"""The outline of a plan: what can be chosen at the left and edited in the middle, in the order of the papers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cchc_desktop.i18n import _
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import SectionRow, YearPaperView
from cchc_desktop.rules.documents_nd30 import signs_as_it_decides
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.organisation import decider
from cchc_desktop.rules.paper_kinds import Layout, PaperKind
from cchc_desktop.rules.roles import SectionRole
from cchc_desktop.ui import formats

_SHOWN_WORDS = 48  # letters of a section's text that stand for its missing heading
_SPOKEN_WORDS = 24  # of them in a sentence about the section


class NodeKind(StrEnum):
    """What a node of the outline is; each kind has its own editor."""

    HEAD = "head"
    ARTICLES = "articles"
    ARTICLE = "article"
    SECTION = "section"
    END = "end"
    FRAME = "frame"


@dataclass(frozen=True)
class Node:
    """One line of the outline; `key` is the section's guid, or the kind's name."""

    key: str
    kind: NodeKind
    text: str
    parent_key: str = ""
    empty: bool = False
    index: int = 0  # of an article, from 0


@dataclass(frozen=True)
class Gap:
    """Something to look at before the paper is signed, and the node where it is mended."""

    text: str
    key: str


def signed_paper(view: YearPaperView) -> PaperRow:
    """The paper that bears number, recipients and signature: the decision where there is one."""
    return view.decision or view.paper


def with_signed_paper(view: YearPaperView, paper: PaperRow) -> YearPaperView:
    """The view with another version of the paper that is signed."""
    return replace(view, decision=paper) if view.decision else replace(view, paper=paper)


def kind_of(view: YearPaperView) -> PaperKind:
    """Which kind of paper is open; of one issued by a decision, the kind of what is issued."""
    return PaperKind(view.paper.kind)


def has_articles(view: YearPaperView) -> bool:
    """Whether the paper that is signed is a decision."""
    return PaperKind(signed_paper(view).kind).facts.layout is Layout.ARTICLES


def is_signed(view: YearPaperView) -> bool:
    """False for a kind without a signer, and for a list that is attached to another paper (`documents.name_list`)."""
    facts = kind_of(view).facts
    return facts.signed and (facts.layout is not Layout.LIST or not view.paper.preamble.strip())


def section_of(view: YearPaperView, guid: str) -> SectionRow | None:
    """The section with this guid."""
    return next((section for section in view.sections if section.guid == guid), None)


def children_of(view: YearPaperView, guid: str) -> tuple[SectionRow, ...]:
    """The sections right under a section."""
    return tuple(section for section in view.sections if section.parent_guid == guid)


def number_of(section: SectionRow) -> str:
    """The number as printed: "I.", "1.", "a)"."""
    if not section.number:
        return ""
    return f"{section.number})" if section.number.isalpha() and section.number.islower() else f"{section.number}."


def heading_of(section: SectionRow) -> str:
    """Number and title on one line; capitals of the paper are not shouted in the outline."""
    title = section.title or _beginning(section.body) or _("(no heading)")
    return f"{number_of(section)} {sentence_case(title)}".strip()


def _beginning(body: str) -> str:
    """The first words of a text."""
    return shortened(plain_text(body).strip().split("\n")[0], _SHOWN_WORDS)


def shortened(line: str, most: int) -> str:
    """The first whole words of a line, at most so many letters of it."""
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def sentence_case(title: str) -> str:
    """ "MỤC ĐÍCH, YÊU CẦU" as "Mục đích, yêu cầu"; what is not all capitals stays as it is."""
    return title[:1] + title[1:].lower() if len(title) > 4 and title.isupper() else title


def path_of(view: YearPaperView, section: SectionRow) -> str:
    """The numbers from the top: "I.1"."""
    numbers = [section.number]
    parent = section.parent_guid
    while parent is not None and (above := section_of(view, parent)) is not None:
        numbers.insert(0, above.number)
        parent = above.parent_guid
    return ".".join(number for number in numbers if number)


def name_of(view: YearPaperView, section: SectionRow) -> str:
    """How a section is spoken of: "I.1", or its first words when it has no number."""
    return path_of(view, section) or f"“{shortened(heading_of(section), _SPOKEN_WORDS)}”"


def is_empty(view: YearPaperView, section: SectionRow) -> bool:
    """Whether nothing would be printed under its heading."""
    if section.body.strip() or children_of(view, section.guid):
        return False
    return not (section.role == SectionRole.TASKS and view.tasks)


def outline(view: YearPaperView) -> tuple[Node, ...]:
    """All nodes, parents before children."""
    return tuple(_nodes(view))


def _nodes(view: YearPaperView) -> Iterator[Node]:
    signed = signed_paper(view)
    opening = _("Opening, legal bases") if kind_of(view).facts.based_on_law else _("Opening")
    yield Node("head", NodeKind.HEAD, opening, empty=_lacks_opening(view))
    if has_articles(view):
        articles = signed.articles
        yield Node("articles", NodeKind.ARTICLES, _("Decision"), empty=not articles)
        for index, text in enumerate(articles):
            # "Điều" is how the paper itself counts its articles.
            shown = f"Điều {index + 1}. {text}"
            yield Node(f"article:{index}", NodeKind.ARTICLE, shown, "articles", index=index)
    for section in view.sections:
        yield Node(
            section.guid,
            NodeKind.SECTION,
            heading_of(section),
            section.parent_guid or "",
            is_empty(view, section),
        )
    if is_signed(view):
        empty = not signed.recipients or not signed.signer_name
        yield Node("end", NodeKind.END, _("Recipients, signer"), empty=empty)
    if view.tasks or (kind_of(view).facts.carries_tasks and view.plan.frame_mode != "list"):
        count = formats.count(len(view.tasks))
        yield Node(
            "frame", NodeKind.FRAME, _("Appendix: task frame ({count})").format(count=count), empty=not view.tasks
        )


def _lacks_opening(view: YearPaperView) -> bool:
    """Whether the paper has neither legal bases nor opening words though its kind begins with them."""
    signed = signed_paper(view)
    if not kind_of(view).facts.opens:
        return False
    return not signed.legal_bases and not signed.preamble


def node_with(view: YearPaperView, holds: Callable[[str], bool]) -> str:
    """The node, other than a section, with a text of which `holds` is true; the opening where there is none."""
    signed = signed_paper(view)
    for index, text in enumerate(signed.articles if has_articles(view) else ()):
        if holds(text):
            return f"article:{index}"
    ends = (view.paper.closing, *signed.recipients, signed.signer_title, signed.signer_name, view.paper.secretary)
    return "end" if is_signed(view) and holds("\n".join(ends)) else "head"


def gaps(view: YearPaperView, office_name: str) -> tuple[Gap, ...]:
    """What a reader would send the paper back for, as far as a program can see."""
    signed = signed_paper(view)
    found = list(_opening_gaps(view))
    if has_articles(view) and not signed.articles:
        found.append(Gap(_("The decision has no article"), "articles"))
    elif _has_brackets("\n".join(signed.articles)):
        found.append(Gap(_("An article has a gap in [brackets]"), "articles"))
    for section in view.sections:
        name = name_of(view, section)
        if is_empty(view, section):
            found.append(Gap(_("Section {number} has no content").format(number=name), section.guid))
        elif _has_brackets(section.body):
            found.append(Gap(_("Section {number} has a gap in [brackets]").format(number=name), section.guid))
    if _has_brackets("\n".join((view.paper.closing, *signed.recipients))):
        found.append(Gap(_("The end has a gap in [brackets]"), "end"))
    if is_signed(view) and not signed.recipients:
        found.append(Gap(_("No recipient"), "end"))
    if is_signed(view) and not signed.signer_name:
        found.append(Gap(_("No signer"), "end"))
    if has_articles(view) and not signs_as_it_decides(signed.authority or decider(office_name), signed.signing_form):
        found.append(Gap(_("Who decides and who signs (TM.) do not agree"), "end"))
    if not view.tasks and kind_of(view).facts.carries_tasks:
        found.append(Gap(_("The task frame has no task"), "frame"))
    return tuple(found)


def _opening_gaps(view: YearPaperView) -> Iterator[Gap]:
    signed, kind = signed_paper(view), kind_of(view)
    if _lacks_opening(view):
        yield Gap(_("No legal basis") if kind.facts.based_on_law else _("The paper has no opening words"), "head")
    if kind.facts.addressed and not kind.facts.unaddressed_too and not view.paper.addressees:
        yield Gap(_("Nobody is addressed"), "head")
    texts = (view.paper.subject, view.paper.preamble, *signed.legal_bases, *view.paper.addressees)
    if _has_brackets("\n".join(texts)):
        yield Gap(_("The opening has a gap in [brackets]"), "head")


def _has_brackets(text: str) -> bool:
    return "[" in text and "]" in text.split("[", 1)[1]


def key_of_anchor(view: YearPaperView, anchor: str) -> str:
    """The node that edits what stands on the page under this anchor (`plan_pages`); "" when none does."""
    if any(node.key == anchor for node in outline(view)):
        return anchor
    return "frame" if anchor_is_task(view, anchor) else ""


def anchor_is_task(view: YearPaperView, anchor: str) -> bool:
    """Whether a task, its group or its objective stands there."""
    return any(anchor in (task.guid, task.group_guid, task.objective_guid) for task in view.tasks)


def anchor_of_key(view: YearPaperView, key: str) -> str:
    """The anchor under which a node stands on the page."""
    if key == "frame":
        return view.tasks[0].guid if view.tasks else ""
    if key == "articles":
        return "article:0"
    return key
