"""The tables of a collection, the same on SQLite and PostgreSQL (SQLAlchemy Core, portable types alone).

`office` and the tables of definitions are small and shared by all. All others begin their key with `office_id`, so that
a server may part them by office. What a package says is one `submission` for each paper in it, and rows of facts below
it; of each paper the latest submission `is_current`, and roll-ups go by those. What the receiving office says itself
(appraisals, remarks, returned papers) hangs on offices, papers and codes, never on a package: a newer one does not take
it away. Decimal numbers are ten-thousandths in whole numbers, as in the dossier, so that sums are exact.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from cchc_desktop.collection.columns import ROW, Number, Words, guid_column, key_of_name, office_column, words_column

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _facts(name: str, *columns: Column[Any], indexes: tuple[Index, ...] = ()) -> Table:
    """A table of facts: rows of one submission, in the order of their paper.

    What they point at is held by the one way in which they are written, not by foreign keys: those would be looked up
    for each of millions of rows.
    """
    return Table(
        name,
        metadata,
        Column("office_id", Integer, primary_key=True, autoincrement=False),
        Column("submission_id", ROW, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("package_id", ROW, nullable=False),
        *columns,
        *indexes,
        sqlite_with_rowid=False,
    )


collection_info = Table(  # one row: whose collection it is
    "collection_info",
    metadata,
    guid_column("guid", primary_key=True),
    words_column("office_name"),
    words_column("superior"),
    words_column("place"),
    Column("created_at", DateTime, nullable=False),
    Column("revision", Integer, nullable=False),  # of the tables, `revisions.REVISION`
    Column("undone", Integer, nullable=False, default=0),  # how many intakes were taken back
)

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Words, nullable=False),
    Column("name_key", Words, nullable=False, index=True, default=key_of_name),  # by which names are compared
    words_column("tier"),
    words_column("email"),
    words_column("note"),  # tells offices of one name apart
    Column("expected", Boolean, nullable=False, default=True),  # whether papers are awaited of it
    Column("known_since", DateTime, nullable=False),
    Column("intake_id", ROW, nullable=True),  # that made it known; with it the office goes again
)

# The dossiers of an office: what a package names as its sender is believed only for these.
sender = Table(
    "sender",
    metadata,
    guid_column("dossier_guid", primary_key=True),
    guid_column("office_guid", index=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False, index=True),
    Column("name", Words, nullable=False, index=True),  # as it called itself when it was taken for this office
    Column("intake_id", ROW, nullable=True),  # that made it known
)

# How an office stands in a year: its group, whether it is ranked, and the events that cap its band (JSON list).
office_year = Table(
    "office_year",
    metadata,
    office_column(key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    words_column("group_name"),
    Column("ranked", Boolean, nullable=False, default=True),
    Column("causes", Words, nullable=False, default="[]"),
)

expected_paper = Table(  # what every office, or every one of a group, has to hand in
    "expected_paper",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("kind", String(16), nullable=False),  # SubmissionKind
    Column("key", String(64), nullable=False, default=""),
    Column("due_at", DateTime, nullable=True),
    words_column("group_name"),
    UniqueConstraint("year", "kind", "key", "group_name"),
)

intake = Table(  # one dropping of files
    "intake",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("at", DateTime, nullable=False),
    words_column("by"),
    words_column("source"),  # a folder, a mailbox
)

intake_line = Table(  # what became of each file of it
    "intake_line",
    metadata,
    Column("intake_id", ROW, ForeignKey("intake.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words_column("file_name"),
    Column("outcome", String(16), nullable=False),
    words_column("reason"),
    Column("package_id", ROW, nullable=True),
)

seen = Table(  # what was looked at in a folder or a mailbox: of these only what is new is asked for
    "seen",
    metadata,
    Column("place", Words, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("at", DateTime, nullable=False),
)

package = Table(
    "package",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("intake_id", ROW, ForeignKey("intake.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False, unique=True),  # of the manifest, as the check code
    guid_column("dossier_guid"),
    Column("year", Integer, nullable=False),
    Column("period", String(16), nullable=False, default=""),
    Column("content", String(16), nullable=False),  # PackageContent
    Column("made_at", DateTime, nullable=False),  # by the sender's clock
    Column("received_at", DateTime, nullable=False),
    words_column("office_name"),  # as the package says
    words_column("file_name"),
    Column("size", BigInteger, nullable=False),  # bytes
    words_column("note"),
    Index("ix_package_office_id_year", "office_id", "year"),
)

package_bytes = Table(  # the file itself, as it came, in pieces
    "package_bytes",
    metadata,
    Column("office_id", Integer, primary_key=True, autoincrement=False),
    Column("package_id", ROW, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

submission = Table(  # a paper of an office, as one package brought it
    "submission",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("package_id", ROW, ForeignKey("package.id"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("kind", String(16), nullable=False),  # SubmissionKind
    Column("key", String(64), nullable=False),
    guid_column("guid"),  # of the row in the sender's dossier: plan, report, criteria set
    Column("revision", Integer, nullable=False),
    Column("digest", String(64), nullable=False, default=""),  # of all its rows' revisions: the same is unchanged
    Column("paper_kind", String(32), nullable=False, default=""),  # of a plan: annual, propaganda ...
    words_column("title"),
    Column("status", String(32), nullable=False, default=""),
    Column("made_at", DateTime, nullable=False),  # of its package
    Column("received_at", DateTime, nullable=False),
    Column("set_id", Integer, ForeignKey("criteria_set.id"), nullable=True),  # of a score
    Column("is_current", Boolean, nullable=False),
    Index("ix_submission_year_kind_key", "year", "kind", "key", "is_current"),
    Index("ix_submission_office_id_year", "office_id", "year"),
)

# The revision of each row of a submission, as `versions.pack` packs them: which of two versions is the later one is
# told by these, as clocks may be wrong.
submission_revisions = Table(
    "submission_revisions",
    metadata,
    Column("office_id", Integer, primary_key=True, autoincrement=False),
    Column("submission_id", ROW, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

task = _facts(
    "task",
    guid_column("guid"),
    Column("field_code", String(32), nullable=False, default=""),
    words_column("group_title"),
    words_column("number"),
    words_column("text"),
    words_column("lead"),
    words_column("deadline"),
    Column("due_on", Date, nullable=True),  # the last day in time of its last milestone
    Column("open_on", Date, nullable=True),  # that of its first milestone that is not met; late where it has passed
    Column("status", String(16), nullable=False),  # rules.progress.TaskStatus
    Column("percent", Integer, nullable=False),
    Column("done_on", Date, nullable=True),
    words_column("result"),
    words_column("source"),  # the superior's paper that assigned it
)

milestone = _facts(
    "milestone",
    guid_column("guid"),
    guid_column("task_guid"),
    Column("kind", String(16), nullable=False),
    words_column("label"),
    Column("date_from", Date, nullable=True),
    Column("date_to", Date, nullable=True),
    Column("done_on", Date, nullable=True),
)

report_item = _facts(
    "report_item",
    guid_column("guid"),
    Column("parent_guid", String(32), nullable=True),
    Column("level", Integer, nullable=False),
    words_column("number"),
    words_column("title"),
    Column("field_code", String(32), nullable=False, default=""),
    words_column("text"),
    Column("status", String(16), nullable=False),
    words_column("reason"),
)

figure = Table(  # what a code of a figure means: equal definitions of many offices are one row
    "figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("code", String(64), nullable=False, index=True),
    words_column("group_title"),
    words_column("name"),
    words_column("unit"),
    Column("kind", String(16), nullable=False),
    Column("field_code", String(32), nullable=False, default=""),
    words_column("formula"),
    Column("cumulative", Boolean, nullable=False, default=False),
)

figure_value = _facts(
    "figure_value",
    Column("figure_id", Integer, nullable=False),
    Column("code", String(64), nullable=False),
    Column("value", Number, nullable=True),
    Column("previous", Number, nullable=True),
    Column("estimated", Boolean, nullable=False),
    words_column("note"),
    words_column("source"),
)

criteria_set = Table(  # equal sets of many offices are one row; an office that changed its own stands apart
    "criteria_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("index_code", String(64), nullable=False),
    Column("year", Integer, nullable=False),
    words_column("title"),
    words_column("version"),
    words_column("decision"),
    Column("declared_max", Number, nullable=True),
    Column("rating", Words, nullable=False, default="{}"),  # JSON of rules.scoring.rating
    Column("bands", Words, nullable=False, default="[]"),  # JSON [[least per cent, name], ...]
)

criterion = Table(
    "criterion",
    metadata,
    Column("set_id", Integer, ForeignKey("criteria_set.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", String(64), nullable=False),
    Column("parent", Integer, nullable=True),  # position of the parent
    Column("top", Integer, nullable=False),  # position of the field it stands in, its own for a field
    Column("level", Integer, nullable=False),
    words_column("name"),
    words_column("rule"),
    words_column("requirement"),
    words_column("proof_wanted"),
    Column("is_leaf", Boolean, nullable=False),
    Column("bonus", Boolean, nullable=False),
    Column("max_points", Number, nullable=False),
    Column("scored_by", String(16), nullable=False),
    Column("field_code", String(32), nullable=False, default=""),
)

criterion_score = _facts(  # `position` is that of the criterion in its set
    "criterion_score",
    Column("set_id", Integer, nullable=False),
    guid_column("guid"),  # of the sender's criterion
    Column("code", String(64), nullable=False),
    Column("is_leaf", Boolean, nullable=False),
    Column("max_points", Number, nullable=False),  # what applies to this office
    Column("self_score", Number, nullable=True),
    Column("survey", Number, nullable=True),
    Column("applicable", Boolean, nullable=False),
    Column("not_arising", Boolean, nullable=False),
    words_column("explanation"),
    words_column("inputs"),
    Column("evidence_count", Integer, nullable=False),
)

evidence = _facts(  # below the submission whose row it proves
    "evidence",
    guid_column("guid"),
    guid_column("owner_guid"),
    words_column("title"),
    words_column("file_name"),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    words_column("reference"),
    words_column("number"),
    Column("issued_on", Date, nullable=True),
    words_column("issuer"),
)

# Points of the receiving office. Nothing is written over: who mends adds the next `number`, and two that add the same
# one cannot both succeed.
appraisal = Table(
    "appraisal",
    metadata,
    office_column(key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("index_code", String(64), primary_key=True),
    Column("code", String(64), primary_key=True),  # of the criterion
    Column("round", String(8), primary_key=True),  # Round
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("is_latest", Boolean, nullable=False),  # of its round
    Column("counts", Boolean, nullable=False, default=True),  # of all rounds: the last one that said anything
    Column("score", Number, nullable=True),
    Column("assessed", Boolean, nullable=False, default=True),  # False: it leaves the office's maximum
    words_column("comment"),
    words_column("by"),
    Column("at", DateTime, nullable=False),
    Column("sent_in", ROW, nullable=True),  # the outgoing package that carried it
    # With the office at its end: one criterion of one office is found by it as fast as by the key, whichever is chosen.
    Index("ix_appraisal_year_index_code_code_office_id", "year", "index_code", "code", "office_id"),
    Index(
        "ix_appraisal_counts",
        "office_id",
        "year",
        "index_code",
        "code",
        unique=True,
        sqlite_where=text("counts"),
        postgresql_where=text("counts"),
    ),
)

assignment = Table(  # whose criteria they are: those whose code is, or begins with, `code`
    "assignment",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("index_code", String(64), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("appraiser", Words, primary_key=True),
)

remark = Table(
    "remark",
    metadata,
    office_column(key=True),
    guid_column("guid", primary_key=True),
    Column("year", Integer, nullable=False),
    Column("submission_id", ROW, nullable=False),  # what its writer looked at
    Column("owner_kind", String(32), nullable=False),  # as in the package: report, report_item, task, criterion
    guid_column("owner_guid"),
    words_column("text"),
    words_column("author"),
    Column("at", DateTime, nullable=False),
    Column("sent_in", ROW, nullable=True),
)

returned = Table(  # papers that go back to their office, and why
    "returned",
    metadata,
    office_column(key=True),
    guid_column("guid", primary_key=True),
    Column("year", Integer, nullable=False),
    Column("submission_id", ROW, nullable=False),
    words_column("text"),
    words_column("by"),
    Column("at", DateTime, nullable=False),
    Column("sent_in", ROW, nullable=True),
)

outgoing = Table(  # packages down, one an office
    "outgoing",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    words_column("file_name"),
    Column("answers", String(64), nullable=False, default=""),  # the hash of the package it answers
    Column("made_at", DateTime, nullable=False),
    Column("state", String(16), nullable=False),  # `outgoing.OutgoingState`
    Column("state_at", DateTime, nullable=False),
    words_column("detail"),
)

FACTS = (task, milestone, report_item, figure_value, criterion_score, evidence)
