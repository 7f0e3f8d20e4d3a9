"""What is searched, kind by kind: where its texts are kept, what it is called, where it stands, which door leads there.

A new kind is one entry of `KINDS` and its word in `kind_names`. All of it is plain SQL, for words are listed before
SQLAlchemy is loaded, and without it by commands.
"""

from typing import NamedTuple

from cchc_desktop.i18n import _

FILE = "file"  # the texts of kept files, which stand in no column


class Part(NamedTuple):
    """Texts that belong to a row and stand in rows of another table, whose column `owner` holds the row's guid."""

    table: str
    owner: str
    texts: tuple[str, ...]
    order: str = "position"


class Kind(NamedTuple):
    """One kind of thing that is searched. `x` is its own table in `joined`, the FROM clause with the rows above it.

    All else is SQL over `joined`: the `title` it is shown under, its other `texts`, `place` the paper or group that it
    stands in, `year` (0 for no year), `door` the tab or window that shows it and `at` the guid it is shown by there.
    `above` are tables of joined rows of which it has its year or its words: a change of these may touch many. `only`
    are the rows that count; `weight` is what finding one says beside others: headings of a form stand in every report.
    """

    code: str
    joined: str
    title: str
    texts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    place: str = "''"
    year: str = "0"
    door: str = "''"
    at: str = "x.guid"
    above: tuple[str, ...] = ()
    only: str = "1"
    markup: bool = False  # texts are in light markup
    file: str = ""
    file_name: str = ""
    weight: float = 1.0

    @property
    def table(self) -> str:
        """The name of its own table."""
        return self.joined.split(" ", 1)[0]


_PLAN_OF_GROUP = "JOIN task_group g ON x.group_guid = g.guid JOIN plan p ON g.plan_guid = p.guid"
_PAPER_OF_PLAN = "JOIN plan p ON x.plan_guid = p.guid JOIN official_document d ON p.paper_guid = d.guid"
_REPORT = "JOIN report r ON x.report_guid = r.guid JOIN official_document d ON r.paper_guid = d.guid"
# The task or the criterion that something hangs on by its guid.
_OWNER = (
    "LEFT JOIN task t ON x.owner_guid = t.guid LEFT JOIN task_group g ON t.group_guid = g.guid "
    "LEFT JOIN plan p ON g.plan_guid = p.guid LEFT JOIN criterion c ON x.owner_guid = c.guid "
    "LEFT JOIN criteria_set s ON c.set_guid = s.guid"
)
_OWNER_PLACE = "coalesce(t.text, c.code || ' ' || c.name, '')"
_OWNER_YEAR = "coalesce(p.year, s.year, 0)"
_OWNER_DOOR = "CASE WHEN c.guid IS NULL THEN 'frame' ELSE 'index' END"
_OWNER_TABLES = ("plan", "criteria_set")  # of which it has its year; what hangs on a task never leaves it

KINDS: tuple[Kind, ...] = (
    Kind(
        "task",
        f"task x {_PLAN_OF_GROUP}",
        "x.text",
        (
            "x.lead_text",
            "x.coordination_text",
            "x.deadline",
            "x.budget_text",
            "x.note",
            "x.result",
            "x.reason",
            "x.source",
            "x.printed_number",
        ),
        (
            Part("activity", "task_guid", ("text",)),
            Part("product", "task_guid", ("text",)),
            Part("task_result", "task_guid", ("text",), "day"),
        ),
        place="g.title",
        year="p.year",
        door="'frame'",
        above=("task_group", "plan"),
    ),
    Kind(
        "objective",
        f"objective x {_PLAN_OF_GROUP}",
        "x.text",
        place="g.title",
        year="p.year",
        door="'frame'",
        at="coalesce((SELECT guid FROM task WHERE objective_guid = x.guid ORDER BY position LIMIT 1), '')",
        above=("task_group", "plan"),
    ),
    Kind(
        "group",
        "task_group x JOIN plan p ON x.plan_guid = p.guid JOIN official_document d ON p.paper_guid = d.guid",
        "x.title",
        place="d.subject",
        year="p.year",
        door="'frame'",
        at="coalesce((SELECT guid FROM task WHERE group_guid = x.guid ORDER BY position LIMIT 1), '')",
        above=("plan",),
    ),
    Kind(
        "section",
        f"section x {_PAPER_OF_PLAN}",
        "x.title",
        ("x.body",),
        place="d.subject",
        year="p.year",
        door="'plan'",
        above=("plan",),
        markup=True,
    ),
    Kind(
        "paper",
        "official_document x",
        "x.subject",
        (
            "x.number",
            "x.symbol",
            "x.authority",
            "x.preamble",
            "x.closing",
            "x.signer_title",
            "x.signer_name",
            "x.secretary",
        ),
        (Part("document_line", "document_guid", ("text",)),),
        place="trim(x.number || '/' || x.symbol, '/')",
        year="x.year",
        door="CASE WHEN EXISTS (SELECT 1 FROM report WHERE paper_guid = x.guid) THEN 'report' ELSE 'plan' END",
        at="coalesce((SELECT guid FROM report WHERE paper_guid = x.guid), x.guid)",
    ),
    Kind(
        "target",
        f"target x {_PAPER_OF_PLAN}",
        "x.text",
        (),
        (Part("target_value", "target_guid", ("note",), "year"),),
        place="d.subject",
        year="p.year",
        door="'plan'",
        at="p.guid",
        above=("plan",),
    ),
    Kind(
        "report_item",
        f"report_item x JOIN outline_item o ON x.outline_item_guid = o.guid {_REPORT}",
        "o.title",
        ("x.text", "x.reason"),
        place="d.subject",
        year="r.year",
        door="'report'",
        above=("outline_item", "report"),
        markup=True,
        weight=0.7,
    ),
    Kind(
        "figure",
        "figure x",
        "x.code || '. ' || x.name",
        ("x.group_title",),
        place="x.group_title",
        door="'report'",
        weight=0.8,
    ),
    Kind(
        "figure_note",
        "figure_value x JOIN figure f ON x.figure_guid = f.guid",
        "f.code || '. ' || f.name",
        ("x.note",),
        place="f.group_title",
        year="CAST(substr(x.period, 1, 4) AS INTEGER)",
        door="'report'",
        at="f.guid",
        above=("figure",),
        only="x.note <> ''",
        weight=0.8,
    ),
    Kind(
        "criterion",
        "criterion x JOIN criteria_set s ON x.set_guid = s.guid",
        "x.code || ' ' || x.name",
        ("x.rule", "x.requirement", "x.proof_wanted", "x.responsible", "x.applies_to"),
        (
            Part("score", "criterion_guid", ("explanation",), "guid"),
            Part("appraisal", "criterion_guid", ("comment", "explanation"), "round"),
        ),
        place="s.title",
        year="s.year",
        door="'index'",
        above=("criteria_set",),
    ),
    Kind(
        "criteria_set",
        "criteria_set x",
        "x.title",
        ("x.decision", "x.source", "x.version"),
        year="x.year",
        door="'index'",
        at="coalesce((SELECT guid FROM criterion WHERE set_guid = x.guid ORDER BY position LIMIT 1), '')",
    ),
    Kind(
        "evidence",
        f"evidence x {_OWNER}",
        "x.title",
        ("x.number", "x.issuer", "x.file_name", "CASE x.kind WHEN 'link' THEN x.reference ELSE '' END"),
        place=_OWNER_PLACE,
        year=_OWNER_YEAR,
        door=_OWNER_DOOR,
        at="x.owner_guid",
        above=_OWNER_TABLES,
        file="x.sha256",
        file_name="x.file_name",
    ),
    Kind(
        "remark",
        "remark x LEFT JOIN report_item i ON x.owner_guid = i.guid "
        "LEFT JOIN report r ON r.guid = coalesce(i.report_guid, x.owner_guid) " + _OWNER,
        "x.text",
        ("x.author",),
        place=f"coalesce((SELECT subject FROM official_document WHERE guid = r.paper_guid), {_OWNER_PLACE})",
        year=f"coalesce(r.year, {_OWNER_YEAR})",
        door=f"CASE WHEN r.guid IS NOT NULL THEN 'report' ELSE {_OWNER_DOOR} END",
        at="x.owner_guid",
        above=("report", *_OWNER_TABLES),
    ),
    Kind(
        "returned",
        f"returned_report x {_REPORT}",
        "x.text",
        ("x.by",),
        place="d.subject",
        year="r.year",
        door="'report'",
        at="r.guid",
        above=("report",),
    ),
    Kind(
        "legal_basis",
        "legal_basis x",
        "x.text",
        ("x.replaced_by", "x.amended_by", "x.partly_by", "x.source"),
        door="'legal_bases'",
    ),
    Kind(
        "issued",
        "issued_paper x",
        "x.subject",
        ("x.number", "x.symbol", "x.signer", "x.recipients"),
        place="trim(x.number || '/' || x.symbol, '/')",
        year="x.year",
        door="'register'",
    ),
    Kind(
        "incoming",
        "incoming_paper x",
        "x.subject",
        ("x.arrival_number", "x.number", "x.kind", "x.issuer", "x.receiver", "x.note"),
        place="trim(x.issuer || ' ' || x.number)",
        year="x.year",
        door="'incoming'",
    ),
    Kind(
        "incoming_file",
        "incoming_file x JOIN incoming_paper n ON x.incoming_guid = n.guid",
        "x.file_name",
        place="n.subject",
        year="n.year",
        door="'incoming'",
        at="n.guid",
        above=("incoming_paper",),
        file="x.sha256",
        file_name="x.file_name",
    ),
    Kind(
        "movement",
        "movement x",
        "x.title",
        ("x.council",),
        (
            Part("movement_target", "movement_guid", ("content", "text")),
            Part("participant", "movement_guid", ("name", "achievement", "reporter", "confirmed_by")),
        ),
        year="x.year",
        door="'emulation'",
    ),
    Kind("survey", "survey x", "x.title", year="x.year", door="'surveys'"),
    Kind(
        "office",
        "office_profile x",
        "x.name",
        ("x.superior", "x.place", "x.address", "x.phone", "x.email"),
        door="'office'",
    ),
    Kind(
        "unit",
        "unit x",
        "x.name",
        ("x.short_code",),
        (Part("unit_alias", "unit_guid", ("name",), "name"),),
        door="'office'",
    ),
    Kind("officer", "officer x", "x.name", ("x.title", "x.email"), door="'office'"),
    Kind("receiver", "receiver x", "x.name", ("x.email",), door="'office'"),
    Kind(
        "package",
        "package_log x",
        "x.subject",
        ("x.partner", "x.file_name", "x.address", "x.status_note"),
        place="x.partner",
        year="x.year",
        door="'exchange'",
        weight=0.7,
    ),
)


def kind_names() -> dict[str, str]:
    """The word under which what was found of each kind is gathered, in the order in which kinds are named."""
    return {
        "task": _("Tasks"),
        "objective": _("Objectives of tasks"),
        "group": _("Groups of tasks"),
        "section": _("Sections of papers"),
        "paper": _("Papers"),
        "target": _("Targets"),
        "report_item": _("Reports"),
        "figure": _("Figures"),
        "figure_note": _("Notes on figures"),
        "criterion": _("Criteria"),
        "criteria_set": _("Criteria sets"),
        "evidence": _("Evidence"),
        FILE: _("Texts of files"),
        "remark": _("Remarks of the superior"),
        "returned": _("Reports given back"),
        "legal_basis": _("Legal bases"),
        "issued": _("Issued papers"),
        "incoming": _("Incoming papers"),
        "incoming_file": _("Files of incoming papers"),
        "movement": _("Emulation"),
        "survey": _("Surveys"),
        "office": _("The office"),
        "unit": _("Units"),
        "officer": _("People of the office"),
        "receiver": _("Receivers"),
        "package": _("Packages"),
    }
