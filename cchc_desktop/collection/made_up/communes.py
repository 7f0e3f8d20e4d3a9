"""Made-up communes: each with a year of papers as packages, some late, some missing, some with figures gone wrong.

What went wrong is told beside the packages, so that whoever counts them knows what has to come out. The same seed gives
the same bytes.
"""

import hashlib
import io
import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from cchc_desktop.collection.expected import ExpectedPaper, usual
from cchc_desktop.collection.kinds import SubmissionKind
from cchc_desktop.collection.made_up.figures import (
    AMOUNTS,
    Values,
    pick,
    put_quotients,
    text_of,
    words_of,
    year_figures,
)
from cchc_desktop.collection.made_up.filling import Form
from cchc_desktop.collection.made_up.names import MOST, SUPERIOR, commune_names, place_of
from cchc_desktop.collection.made_up.office_rows import FULL, Office, Size, guid_of, office
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_format import FORMAT, SUFFIX, VERSION, Manifest, PackageContent, PackageData
from cchc_desktop.exchange.package_writer import packed_file, write_package
from cchc_desktop.i18n import _
from cchc_desktop.progress import Progress
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.text import slug

LIST_NAME = "danh-sach.json"
_QUICK = 1  # how hard is packed: thousands of packages are made in one go
_PROGRAM = "1.0"  # the same bytes by every version of the program
_EXPLANATIONS = (
    "Đạt theo báo cáo và tài liệu kiểm chứng kèm theo.",
    "Đạt một phần; còn nhiệm vụ chưa hoàn thành đúng hạn.",
    "Theo số liệu của Hệ thống thông tin giải quyết thủ tục hành chính.",
    "Đã ban hành văn bản, đang tổ chức thực hiện.",
)
_RESULTS = ("", "Đang tổ chức thực hiện.", "Đã ban hành văn bản số {number}/UBND và tổ chức thực hiện xong.")
_STATUSES = ("not_started", "in_progress", "done")

Paper = tuple[SubmissionKind, str]


@dataclass(frozen=True)
class MadePackage:
    """A package of a commune: its bytes, and which papers it hands in."""

    file_name: str
    made_at: datetime
    papers: tuple[Paper, ...]
    data: bytes = field(repr=False)


@dataclass
class Commune:
    """A commune with its packages in the order in which they were made, and what is to be found in them.

    `late` tells by how many days a paper was late, `missing` what was never handed in, `wrong` the figure that does not
    add up (number of its period, code). With `other_unit` its amounts are in đồng, and say so; with `own_set` one of
    its criteria has other points. `figures` (by period) and `points` are hundredths.
    """

    number: int
    name: str
    dossier_guid: str
    late: dict[Paper, int]
    missing: tuple[Paper, ...]
    wrong: tuple[int, str] | None
    other_unit: bool
    own_set: bool
    figures: tuple[Values, ...] = field(default=(), repr=False)
    points: dict[str, int | None] = field(default_factory=dict, repr=False)
    packages: tuple[MadePackage, ...] = ()


def communes(
    count: int, *, seed: int = 1, year: int = 2026, size: Size = FULL, by_paper: bool = False
) -> Iterator[Commune]:
    """So many communes; each sends its whole year in one package, or with `by_paper` each paper when it is due.

    Raises `UserError` for more than there are names.
    """
    if not 0 < count <= MOST:
        raise UserError(_("There are names for {most} communes. Choose a number from 1 to {most}.").format(most=MOST))
    maker = _maker(year, size, by_paper)
    for number, name in enumerate(commune_names(seed)[:count], start=1):
        yield maker.commune(number, name, seed)


def write_communes(
    folder: Path, count: int, *, seed: int = 1, year: int = 2026, size: Size = FULL, by_paper: bool = False
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write the packages into a folder, and a list of what is to be found in them; returns the packages.

    Raises `UserError` where the folder holds anything, or cannot be written.
    """
    written: list[Path] = []
    told = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserError(_("“{folder}” is not empty. Choose another folder.").format(folder=folder))
        for one in communes(count, seed=seed, year=year, size=size, by_paper=by_paper):
            yield Progress(one.number - 1, count, one.name)
            for package in one.packages:
                path = folder / package.file_name
                path.write_bytes(package.data)
                written.append(path)
            told.append(_told(one))
        (folder / LIST_NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UserError(
            _("Nothing can be written in {folder}. Choose another folder.").format(folder=folder)
        ) from error
    return tuple(written)


@lru_cache(maxsize=4)
def _maker(year: int, size: Size, by_paper: bool) -> "_Maker":
    return _Maker(year, size, by_paper)


def _told(one: Commune) -> dict[str, object]:
    return {
        "number": one.number,
        "name": one.name,
        "dossier_guid": one.dossier_guid,
        "files": [package.file_name for package in one.packages],
        "late": [[kind, key, days] for (kind, key), days in one.late.items()],
        "missing": [list(paper) for paper in one.missing],
        "wrong": list(one.wrong) if one.wrong else None,
        "other_unit": one.other_unit,
        "own_set": one.own_set,
    }


class _Maker:
    """Makes communes of one size; the texts of their files are shaped once."""

    def __init__(self, year: int, size: Size, by_paper: bool) -> None:
        self._year, self._by_paper = year, by_paper
        self._office: Office = office(year, size)
        held = {str(Period(year, PERIOD_KINDS[number])) for number in size.periods}
        self._expected = [one for one in usual(year) if one.kind != SubmissionKind.REPORT or one.key in held]
        self._forms = lru_cache(maxsize=64)(self._shaped)

    def commune(self, number: int, name: str, seed: int) -> Commune:
        """One commune with its packages."""
        random = Random(f"{seed} {number}")
        begin = f"{(number * 2_654_435_761 + seed * 97) % 2**32:08x}"
        one = Commune(
            number, name, begin + "d" * 24, *self._delays(random), wrong=self._wrong(random),
            other_unit=random.random() < 0.02, own_set=random.random() < 0.01,
        )  # fmt: skip
        values = {"o": begin, "name": name, "place": place_of(name), "mail": slug(name)}
        values |= self._figures(random, one) | self._points(random, one) | self._days(random, one)
        proofs = [_proof(values["mail"], number) for number in range(len(self._office.data.evidence))]
        for place, proof in enumerate(proofs):
            values[f"x{place}h"] = f'"{hashlib.sha256(proof).hexdigest()}"'
            values[f"x{place}z"] = str(len(proof))
        values |= self._tasks(random, pick(random, 55, 100))
        packages = self._packages_by_paper if self._by_paper else self._whole_year
        one.packages = tuple(packages(one, random, values, proofs))
        return one

    def _delays(self, random: Random) -> tuple[dict[Paper, int], tuple[Paper, ...]]:
        late: dict[Paper, int] = {}
        missing: list[Paper] = []
        for paper in self._expected:
            luck, days = random.random(), pick(random, 1, 20)
            if luck < 0.04:
                missing.append((paper.kind, paper.key))
            elif luck < 0.16 and self._by_paper:
                late[paper.kind, paper.key] = days
        return late, tuple(missing) if len(missing) < len(self._expected) else ()

    def _wrong(self, random: Random) -> tuple[int, str] | None:
        luck, code = random.random(), random.choice(("2", "29", "34"))
        places = [PERIOD_KINDS.index(Period.parse(view.report.period).kind) for view in self._office.data.reports]
        return (random.choice(places), code if code in self._office.figures else "2") if luck < 0.03 else None

    def _figures(self, random: Random, one: Commune) -> dict[str, str]:
        one.figures = year_figures(random, pick(random, 40, 250))
        if one.wrong is not None:
            place, code = one.wrong
            values = one.figures[place]
            values[code] = (values["1" if code == "2" else code] or 0) + 700
        put_quotients(one.figures)
        if one.other_unit:
            for values in one.figures:
                values.update((code, (values[code] or 0) * 1_000_000) for code in AMOUNTS)
        told = {"money": "đồng" if one.other_unit else "triệu đồng"}
        before = dict.fromkeys(self._office.figures, "null")
        for number, values in enumerate(one.figures):
            now = {code: text_of(values[code]) for code in self._office.figures}
            told |= {f"v{number}:{code}": text for code, text in now.items()}
            told |= {f"b{number}:{code}": text for code, text in before.items()}
            told |= {f"w{number}:{code}": words_of(values[code]) for code in self._office.told}
            before = now
        return told

    def _points(self, random: Random, one: Commune) -> dict[str, str]:
        """Points of each criterion; what clients were asked has none where too few answered."""
        good = pick(random, 50, 100)
        most: dict[str, int] = {}
        given: dict[str, int | None] = {}
        told: dict[str, str] = {}
        for place, leaf in enumerate(self._office.leaves):
            top = leaf.most * 2 if one.own_set and place == 0 else leaf.most
            reached = 100 if pick(random, 0, 99) < good else random.choice((0, 50, 75, 90))
            points = None if leaf.scored_by == "survey" and random.random() < 0.02 else top * reached // 100
            given[leaf.code] = points
            told[f"e{leaf.code}"] = _EXPLANATIONS[0 if reached == 100 else 1 + place % 3]
            for code in (leaf.code, *leaf.above):
                most[code] = most.get(code, 0) + top
        one.points = dict(given)
        for leaf in self._office.leaves:
            for code in leaf.above:
                given[code] = (given.get(code) or 0) + (given[leaf.code] or 0)
                told[f"e{code}"] = ""
        told |= {f"c{code}": text_of(points) for code, points in given.items()}
        told |= {f"m{code}": text_of(points) for code, points in most.items()}
        mine = [leaf for leaf in self._office.leaves if leaf.scored_by == "self"]
        told["total"] = text_of(sum(given[leaf.code] or 0 for leaf in mine))
        told["most"] = text_of(sum(most[leaf.code] for leaf in self._office.leaves))
        own = " (đơn vị đã sửa)" if one.own_set else ""
        told["title"] = f"Chỉ số cải cách hành chính cấp xã (PAR INDEX){own}"
        return told

    def _tasks(self, random: Random, done: int) -> dict[str, str]:
        """How the tasks stand: about so many per cent done."""
        told = {"rev": "7" if done else "2"}
        for number, due in enumerate(self._office.days):
            stand = 2 if pick(random, 1, 100) <= done else min(1, done)
            day = (due or date(self._year, 11, 10)) + timedelta(days=pick(random, -9, 3))
            told[f"t{number}s"] = f'"{_STATUSES[stand]}"'
            told[f"t{number}p"] = str((0, 5 * pick(random, 2, 18), 100)[stand])
            told[f"t{number}r"] = _RESULTS[stand].format(number=pick(random, 5, 140))
            told[f"t{number}d"] = f'"{day}"' if stand == 2 else "null"
        return told

    def _days(self, random: Random, one: Commune) -> dict[str, str]:
        return {
            f"day{PERIOD_KINDS.index(Period.parse(paper.key).kind)}": f'"{self._made_at(random, one, paper).date()}"'
            for paper in self._expected
            if paper.kind == SubmissionKind.REPORT
        }

    def _made_at(self, random: Random, one: Commune, paper: ExpectedPaper) -> datetime:
        assert paper.due_at is not None
        days = one.late.get((paper.kind, paper.key), 0) - 1
        early = pick(random, 1, 8)
        return paper.due_at + timedelta(days=days if days >= 0 else -early, minutes=pick(random, 450, 1020))

    def _whole_year(
        self, one: Commune, random: Random, values: Mapping[str, str], proofs: list[bytes]
    ) -> Iterator[MadePackage]:
        """All papers that are not missing in one package, made when the self-score is owed."""
        papers = [(paper.kind, paper.key) for paper in self._expected if (paper.kind, paper.key) not in one.missing]
        at = self._made_at(random, one, self._expected[-1])
        yield self._package(one, PackageContent.YEAR, "nam", at, tuple(papers), values, proofs)

    def _packages_by_paper(
        self, one: Commune, random: Random, values: Mapping[str, str], proofs: list[bytes]
    ) -> Iterator[MadePackage]:
        """The plan as it was issued, each report, the self-score; with the year's report goes how the plan ended."""
        made = []
        year = str(Period(self._year, PERIOD_KINDS[-1]))
        for paper in self._expected:
            name: Paper = (paper.kind, paper.key)
            at = self._made_at(random, one, paper)
            if name in one.missing:
                continue
            if paper.kind == SubmissionKind.PLAN:
                early = {**values, **self._tasks(random, 0)}
                made.append(self._package(one, PackageContent.PLAN, "ke-hoach", at, (name,), early, proofs))
            elif paper.kind == SubmissionKind.SCORE:
                made.append(self._package(one, PackageContent.SCORE, "tu-cham", at, (name,), values, proofs))
            else:
                told, content = Period.parse(paper.key), PackageContent.REPORT
                papers = [name]
                if paper.key == year and (SubmissionKind.PLAN, "") not in one.missing:
                    papers, content = [(SubmissionKind.PLAN, ""), name], PackageContent.YEAR
                made.append(self._package(one, content, told.file_words, at, tuple(papers), values, proofs, paper.key))
        yield from sorted(made, key=lambda package: package.made_at)

    def _package(
        self, one: Commune, content: PackageContent, what: str, at: datetime, papers: tuple[Paper, ...],
        values: Mapping[str, str], proofs: list[bytes], period: str = "",
    ) -> MadePackage:  # fmt: skip
        forms, kept = self._forms(papers)
        files = [packed_file(name, form.filled(values)) for name, form in forms]
        for number in kept:
            digest = values[f"x{number}h"].strip('"')
            files.append(packed_file(f"evidence/{digest}-TLKC-{number + 1:02}.pdf", proofs[number]))
        manifest = Manifest(
            FORMAT, VERSION, _PROGRAM, at, one.dossier_guid, guid_of(values["o"], 1), one.name, SUPERIOR, self._year,
            period, "", tuple(file.entry for file in files), content=content,
        )  # fmt: skip
        stream = io.BytesIO()
        for _step in write_package(stream, manifest, files, lambda _digest: (), level=_QUICK):
            pass
        return MadePackage(f"{one.number:04}-{values['mail']}-{what}{SUFFIX}", at, papers, stream.getvalue())

    def _shaped(self, papers: tuple[Paper, ...]) -> tuple[tuple[tuple[str, Form], ...], tuple[int, ...]]:
        """The files of a package with these papers, and the numbers of the proofs in it."""
        whole, kinds = self._office.data, {kind for kind, _key in papers}
        plans = whole.plans if SubmissionKind.PLAN in kinds else ()
        indices = whole.indices if SubmissionKind.SCORE in kinds else ()
        owners = {task.guid for plan in plans for task in plan.tasks}
        owners |= {row.guid for index in indices for row in index.criteria}
        kept = tuple(number for number, row in enumerate(whole.evidence) if row.owner_guid in owners)
        data = PackageData(
            whole.office, whole.units, plans,
            tuple(view for view in whole.reports if (SubmissionKind.REPORT, view.report.period) in papers), indices,
            tuple(whole.evidence[number] for number in kept),
        )  # fmt: skip
        return tuple((name, Form(text.decode())) for name, text in data_files(data).items()), kept


def _proof(name: str, number: int) -> bytes:
    """A page that says whose proof it is."""
    text = f"BT /F1 14 Tf 72 760 Td ({name}: tai lieu kiem chung so {number + 1}) Tj ET".encode()
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    )
    page, places = b"%PDF-1.4\n", []
    for place, part in enumerate(parts, start=1):
        places.append(len(page))
        page += b"%d 0 obj\n%s\nendobj\n" % (place, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return page + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(page),
    )  # fmt: skip
