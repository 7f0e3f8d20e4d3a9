"""What a new paper begins with, as files and dossiers hold it; texts may have placeholders (`resources/README.md`)."""

from dataclasses import dataclass

from cchc_desktop.rules.paper_kinds import PaperKind


@dataclass(frozen=True)
class TemplateSection:
    """A heading with its text; `level` is 1 for the highest, `role` is text, tasks or article."""

    level: int
    number: str
    title: str
    body: str
    role: str = "text"
    draws: str = ""  # what the scores of an index fill in (`services.reporting.self_scoring`)


@dataclass(frozen=True)
class TemplateDecision:
    """The decision that issues a paper, where it is not the usual one; "{issued}" stands for that paper."""

    subject: str
    articles: tuple[str, ...]
    preamble: str = ""
    closing: str = ""
    authority: str = ""


@dataclass(frozen=True)
class TemplateForm:
    """One template. With `by_decision` legal bases and recipients are those of the decision."""

    title: str
    paper_kind: PaperKind
    plan_kind: str
    by_decision: bool
    subject: str
    legal_bases: tuple[str, ...]
    preamble: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    sections: tuple[TemplateSection, ...]
    closing: str
    code: str = ""
    valid_from: str = ""
    source: str = ""
    authority: str = ""
    frame_mode: str = ""  # "" for what the sections ask for
    decision: TemplateDecision | None = None


@dataclass(frozen=True)
class TemplateRow:
    """One line of the list of templates; `code` of the office's own is their guid. `subject` has its placeholders."""

    code: str
    title: str
    paper_kind: PaperKind
    plan_kind: str
    subject: str
    own: bool = False


@dataclass(frozen=True)
class Placed:
    """Words that become a placeholder in a template: how often, and the first text in which they stand."""

    mark: str
    words: str
    count: int
    example: str
