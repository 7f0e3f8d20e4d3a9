"""Packages down, one for each office, all made in one step: what was said of its papers, and what is given to all.

Each file is one transaction: it is on the drive, read back and noted, or nothing of it is. What was sent is marked, so
that the next step sends only what came after it.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from cchc_desktop.collection import expected, pending
from cchc_desktop.collection.kinds import Round, SubmissionKind
from cchc_desktop.collection.letters import file_stems, office_row
from cchc_desktop.collection.mailing import ToMail
from cchc_desktop.collection.outgoing import OutgoingState
from cchc_desktop.collection.packages import write_package
from cchc_desktop.collection.pending import GivenPoints, Pending
from cchc_desktop.collection.store import Collection
from cchc_desktop.collection.tables import office, office_year, outgoing, package
from cchc_desktop.collection.uniting import guids_in, united
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.locked_file import check_password
from cchc_desktop.exchange.mail.letters import SUFFIX as MAIL_SUFFIX
from cchc_desktop.exchange.mail.letters import Letter, addresses, write_draft
from cchc_desktop.exchange.mail.wording import mail_text
from cchc_desktop.exchange.package_format import SUFFIX, PackageContent, PackageData, PackageInfo, PackageKind
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.leftovers import working_folder
from cchc_desktop.models.duty_rows import DutyRow
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.package_rows import Appraisal, Remark, ReturnedReport
from cchc_desktop.progress import Progress
from cchc_desktop.rules.numbers import format_points
from cchc_desktop.rules.periods import Period
from cchc_desktop.services.exchange.answering import answer_package
from cchc_desktop.services.exchange.kept_rows import made_guid
from cchc_desktop.writers.saving import free_name

_ROUNDS = {Round.FIRST: 1, Round.SECOND: 2}


@dataclass(frozen=True)
class ReturnLine:
    """What was made for an office; `reason` says why nothing was, or what could not go along. `mail` is what the
    draft holds, where there is one."""

    office_id: int
    office: str
    path: Path | None = None
    draft: Path | None = None
    points: int = 0
    remarks: int = 0
    returned: int = 0
    check_code: str = ""
    reason: str = ""
    mail: ToMail | None = None


@dataclass(frozen=True)
class Wish:
    """What goes down beside what was said of papers, and how.

    `given` is a package down of the office's own dossier: its criteria sets, outlines, regime and assigned tasks go to
    all. With `deadlines` the days by which reports are owed go along. `offices` are ids, None for all. With `drafts`
    each package lies in a mail draft too; with a `password` each is locked.
    """

    given: Path | None = None
    deadlines: bool = False
    offices: frozenset[int] | None = None
    drafts: bool = False
    password: str = ""
    note: str = ""

    @property
    def is_for_all(self) -> bool:
        """Whether also offices get a package of whose papers nothing was said."""
        return self.given is not None or self.deadlines


def return_all(
    collection: Collection, year: int, *, out: Path, wish: Wish | None = None, now: datetime | None = None
) -> Generator[Progress, None, tuple[ReturnLine, ...]]:
    """Make the packages in a folder; closing the generator keeps those that are made, and the others wait on.

    Raises `UserError` where there is nothing to send, or nothing can be written.
    """
    wanted = wish or Wish()
    if wanted.password:
        check_password(wanted.password)
    at = (now or datetime.now()).replace(microsecond=0)
    given = _given(wanted.given, year)
    with collection.reading() as connection:
        waiting = pending.read(connection, year)
        offices = [one for one in _offices(connection, year) if wanted.offices is None or one.id in wanted.offices]
        asked = expected.read(connection, year) if wanted.deadlines else ()
    offices = [one for one in offices if wanted.is_for_all or one.id in waiting]
    if not offices:
        raise UserError(_("There is nothing to send back yet. Write a remark or appraised points first."))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(_("Nothing can be written in {folder}. Choose another folder.").format(folder=out)) from error
    lines = []
    with working_folder() as scratch:
        maker = _Maker(collection, year, out, scratch, wanted, at)
        for done, (one, stem) in enumerate(zip(offices, file_stems([one.name for one in offices]), strict=True)):
            yield Progress(done, len(offices), one.name)
            duties = _duties(collection, year, asked, one.group)
            lines.append(
                maker.line(one, stem, waiting.get(one.id, Pending()), replace(given, duties=(*given.duties, *duties)))
            )
    yield Progress(len(offices), len(offices), "")
    return tuple(lines)


@dataclass(frozen=True)
class _Office:
    id: int
    name: str
    email: str
    group: str
    latest: int | None  # its newest package of the year


def _offices(connection: Connection, year: int) -> list[_Office]:
    newest = func.row_number().over(
        partition_by=package.c.office_id, order_by=(package.c.made_at.desc(), package.c.id.desc())
    )
    placed = select(package.c.office_id, package.c.id, newest.label("place")).where(package.c.year == year).subquery()
    groups = (office_year.c.office_id == office.c.id) & (office_year.c.year == year)
    last = (placed.c.office_id == office.c.id) & (placed.c.place == 1)
    chosen = (
        select(office.c.id, office.c.name, office.c.email, func.coalesce(office_year.c.group_name, ""), placed.c.id)
        .select_from(office.outerjoin(office_year, groups).outerjoin(placed, last))
        .order_by(office.c.id)
    )
    return [_Office(*row) for row in connection.execute(chosen)]


def _given(path: Path | None, year: int) -> PackageData:
    """What is given to all. Raises `UserError` for a package that is none of an own dossier, or of another year."""
    nothing = PackageData(OfficeRow("", 0, "", "two", "", ""))
    if path is None:
        return nothing
    info, data = read_package(path)
    if info.kind != PackageKind.DOWN or info.manifest.answers:
        raise UserError(
            _("“{name}” is not a package to give out. Make one in your own dossier, for those below.").format(
                name=path.name
            )
        )
    if info.year != year:
        raise UserError(_("“{name}” is of {other}, not of {year}.").format(name=path.name, other=info.year, year=year))
    return replace(
        nothing,
        indices=data.indices,
        outlines=data.outlines,
        duties=data.duties,
        legal_bases=data.legal_bases,
        assigned=data.assigned,
    )


def _duties(
    collection: Collection, year: int, asked: Sequence[expected.ExpectedPaper], group: str
) -> Iterator[DutyRow]:
    """The reports that an office of this group owes, each with the day before which it goes."""
    days: dict[str, datetime] = {}
    for paper in asked:  # those of all stand before those of groups
        if paper.kind == SubmissionKind.REPORT and paper.due_at is not None and paper.group_name in ("", group):
            days[paper.key] = paper.due_at
    for key, due_at in days.items():
        period = Period.parse(key)
        day = due_at.date() if due_at.hour == due_at.minute == 0 else due_at.date() + timedelta(days=1)
        guid = made_guid(collection.info.guid, "duty", key)
        yield DutyRow(
            guid, 1, year, key, collection.info.office_name, period.figures_from, period.figures_to, day
        )  # fmt: skip


@dataclass
class _Answer:
    """What one office gets."""

    info: PackageInfo
    data: PackageData
    sent: Pending
    remarks: list[Remark] = field(default_factory=list)
    appraisals: list[Appraisal] = field(default_factory=list)
    returned: list[ReturnedReport] = field(default_factory=list)


class _Maker:
    """Makes the packages of one step."""

    def __init__(self, collection: Collection, year: int, out: Path, scratch: Path, wish: Wish, at: datetime) -> None:
        self._collection, self._year, self._wish, self._at = collection, year, wish, at
        self._out, self._scratch = out, scratch
        self._office = office_row(collection.info)

    def line(self, one: _Office, stem: str, waiting: Pending, given: PackageData) -> ReturnLine:
        """Make the package of an office, or say why not."""
        if one.latest is None:
            reason = _("Nothing has come from this office yet, so it cannot be answered.")
            return ReturnLine(one.id, one.name, reason=reason)
        try:
            answer = self._answer(one.latest, waiting, given)
            if answer.sent.count == 0 and not self._wish.is_for_all:
                return ReturnLine(one.id, one.name, reason=_unsent(waiting.count))
            path = free_name(self._out / f"CCHC-{self._year}-tra-lai-{stem}{SUFFIX}")
            made = self._written(answer, path)
            letter = self._letter(one, made) if self._wish.drafts else None
            draft = write_draft(made.path.with_suffix(MAIL_SUFFIX), letter) if letter is not None else None
            number = self._note(one, answer, made, draft)
        except UserError as error:
            return ReturnLine(one.id, one.name, reason=str(error))
        left = waiting.count - answer.sent.count
        return ReturnLine(
            one.id, one.name, path, draft, len(answer.sent.points), len(answer.sent.remarks), len(answer.sent.back),
            made.short_hash, _unsent(left) if left else "",
            ToMail(one.name, letter, number) if letter is not None else None,
        )  # fmt: skip

    def _answer(self, latest: int, waiting: Pending, given: PackageData) -> _Answer:
        """The rows that go back, and beside them what is said; what speaks of no row that came is left waiting."""
        wanted = {one.package_id for one in waiting.points if one.package_id is not None}
        wanted |= {one.package_id for one in waiting.remarks} | {one.package_id for one in waiting.back}
        opened = self._opened(sorted(wanted) or [latest])
        main, data = max(opened.values(), key=lambda pair: pair[0].made_at)
        whose = main.manifest.dossier_guid  # an office may have begun a new dossier: each is answered by itself
        opened = {number: pair for number, pair in opened.items() if pair[0].manifest.dossier_guid == whose}
        held = {number: guids_in(of) for number, (_info, of) in opened.items()}
        sent = Pending(
            [one for one in waiting.points if one.package_id in held and one.guid in held[one.package_id]],
            [one for one in waiting.remarks if held.get(one.package_id, {}).get(one.owner_guid) == one.owner_kind],
            [one for one in waiting.back if one.owner_guid in held.get(one.package_id, {})],
        )
        spoken: dict[int, set[str]] = {number: set() for number in opened}
        for points in sent.points:
            spoken[points.package_id or 0].add(points.guid or "")
        for said in sent.remarks:
            spoken[said.package_id].add(said.owner_guid)
        for back in sent.back:
            spoken[back.package_id].add(back.owner_guid)
        others = [(of, spoken[number]) for number, (info, of) in opened.items() if info is not main]
        if sent.count:
            data = united(data, others)
        else:  # forms alone
            data = replace(data, plans=(), reports=(), indices=(), results=(), statements=())
        if others:
            main = replace(main, manifest=replace(main.manifest, period="", content=PackageContent.YEAR))
        final = {one.guid: one.score for one in sent.points if one.round == Round.FINAL and one.assessed}
        answer = _Answer(main, _with_given(_with_final(data, final), given), sent)
        self._say(answer)
        return answer

    def _opened(self, ids: Sequence[int]) -> dict[int, tuple[PackageInfo, PackageData]]:
        found = {}
        for number in ids:
            path = self._scratch / f"{number}{SUFFIX}"
            write_package(self._collection, number, path)
            found[number] = read_package(path)
            path.unlink()
        return found

    def _say(self, answer: _Answer) -> None:
        scored = {row.guid for view in answer.data.indices for row in view.criteria if row.score_guid}
        for one in answer.sent.points:
            criterion, comment = one.guid or "", _comment(one)
            own = made_guid(self._collection.info.guid, criterion, one.round, one.number)
            if one.round != Round.FINAL:
                number = _ROUNDS[Round(one.round)]
                answer.appraisals.append(Appraisal(own, 1, criterion, number, one.score, comment, one.by, one.at))
                continue
            if criterion not in scored and one.score is not None:  # nothing there to settle: it is said in words
                comment = f"Kết quả cuối: {format_points(one.score)} điểm. {comment}".strip()
            if comment:
                answer.remarks.append(Remark(own, 1, "criterion", criterion, comment, one.by, one.at))
        for said in answer.sent.remarks:
            answer.remarks.append(
                Remark(said.guid, 1, said.owner_kind, said.owner_guid, said.text, said.author, said.at)
            )
        for back in answer.sent.back:
            if back.kind == SubmissionKind.REPORT:
                answer.returned.append(ReturnedReport(back.guid, 1, back.owner_guid, back.text, back.by, back.at))
            else:  # only a report goes back to drafting; of the others it is said
                kind = "plan" if back.kind == SubmissionKind.PLAN else "criteria_set"
                text = f"Trả lại để hoàn thiện: {back.text}"
                answer.remarks.append(Remark(back.guid, 1, kind, back.owner_guid, text, back.by, back.at))

    def _written(self, answer: _Answer, path: Path) -> PackageInfo:
        steps = answer_package(
            answer.info,
            answer.data,
            office=self._office,
            out=path,
            remarks=tuple(answer.remarks),
            appraisals=tuple(answer.appraisals),
            returned=tuple(answer.returned),
            note=self._wish.note,
            password=self._wish.password,
            made_at=self._at,
        )
        while True:
            try:
                next(steps)
            except StopIteration as end:
                info: PackageInfo = end.value
                return info

    def _letter(self, one: _Office, made: PackageInfo) -> Letter | None:
        """The mail with the package, where an address is known."""
        if not addresses(one.email):
            return None
        subject, body = mail_text(made, replace(self._office, superior=one.name))
        return Letter(one.email, subject, body, made.path)

    def _note(self, one: _Office, answer: _Answer, made: PackageInfo, draft: Path | None) -> int:
        """Note the package and mark what went in it; the file goes again where somebody else was quicker."""
        try:
            with self._collection.changing() as connection:
                values = {
                    "office_id": one.id,
                    "year": self._year,
                    "sha256": made.sha256,
                    "file_name": made.path.name,
                    "answers": answer.info.sha256,
                    "made_at": self._at,
                    "state": str(OutgoingState.DRAFTED if draft else OutgoingState.MADE),
                    "state_at": self._at,
                    "detail": str(draft or made.path),
                }
                number = connection.execute(insert(outgoing).values(**values).returning(outgoing.c.id)).scalar_one()
                if not pending.mark_sent(connection, one.id, self._year, answer.sent, number):
                    raise UserError(_("Somebody else has sent this just now. Nothing was sent twice."))
            return int(number)
        except UserError:
            for path in (made.path, draft):
                if path is not None:
                    path.unlink(missing_ok=True)
            raise


def _unsent(count: int) -> str:
    words = ngettext(
        "{count} remark or appraisal speaks of a row that this package does not carry: the office sends it no longer, "
        "or it is of another dossier of the office. It waits.",
        "{count} remarks or appraisals speak of rows that this package does not carry: the office sends them no "
        "longer, or they are of another dossier of the office. They wait.",
        count,
    )
    return words.format(count=count)


def _comment(one: GivenPoints) -> str:
    return one.comment if one.assessed else f"Không đánh giá. {one.comment}".strip()


def _with_final(data: PackageData, final: dict[str | None, Decimal | None]) -> PackageData:
    """The criteria with what was settled in the end, in the rows that hold their scores."""
    if not final:
        return data

    def settled(row: CriterionRow) -> CriterionRow:
        if row.guid not in final or row.score_guid is None:
            return row
        return replace(row, final=final[row.guid])

    return replace(
        data, indices=tuple(replace(view, criteria=tuple(map(settled, view.criteria))) for view in data.indices)
    )


def _with_given(data: PackageData, given: PackageData) -> PackageData:
    """The rows with what is given to all; a criteria set that the office sent is not given anew."""
    there = {(view.index_code, view.year) for view in data.indices}
    return replace(
        data,
        indices=(*data.indices, *(view for view in given.indices if (view.index_code, view.year) not in there)),
        outlines=given.outlines,
        duties=given.duties,
        legal_bases=given.legal_bases,
        assigned=given.assigned,
    )
