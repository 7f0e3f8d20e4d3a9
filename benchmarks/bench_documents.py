"""Decision, plan and 60-row frame as DOCX, PDF and XLSX together, against LibreOffice turning the DOCX into PDF."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from measuring import Claim, Table, compile_program, medians, run, timed

RUNS = 5
GOAL = 1.0
GOAL_INSIDE = 0.2
PAPERS = ("decision", "plan", "frame")
FORMATS = ("docx", "pdf", "xlsx")


def measure() -> Table:
    """The export as a process of its own and inside a running program, and LibreOffice with its profile warmed up."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not installed: there is nothing to compare with")
    compile_program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CCHC_HOME"] = str(folder / "home")
        run([sys.executable, "-m", "cchc_desktop.commands", "sample", folder], folder / "home")
        (path,) = folder.glob("*.cchc")
        command: list[str | Path] = [sys.executable, "-m", "cchc_desktop.commands", "export", path, "--year", "2026"]
        options: list[str | Path] = [
            "--what",
            ",".join(PAPERS),
            "--format",
            ",".join(FORMATS),
            "--out",
            folder / "papers",
        ]
        run([*command, *options], folder / "home")
        docx = sorted((folder / "papers").glob("*.docx"))
        convert = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        found = medians(
            {
                "process": timed(lambda: run([*command, *options], folder / "home")),
                "inside": timed(lambda: _export(path, folder / "inside")),
                "office": timed(lambda: run([*convert, "--outdir", folder / "office", *docx], folder / "home")),
            },
            RUNS,
        )
        tasks = _task_count(path)
    return Table(
        title="Papers ready to sign",
        notes=(
            f"Decision, plan and the frame with its {tasks} rows, from the sample dossier: seven files in DOCX, PDF "
            "and XLSX, against LibreOffice headless (own profile, warmed up) turning the three DOCX alone into PDF in "
            f"one call. Median of {RUNS} runs in turn; the ratio is that of whole processes."
        ),
        columns=("what", "seconds", "share of LibreOffice"),
        rows=(
            ("LibreOffice, three DOCX to PDF", f"{found['office']:.3f}", "1.00"),
            ("`cchc export`, whole process", f"{found['process']:.3f}", f"{found['process'] / found['office']:.2f}"),
            ("the same in the running program", f"{found['inside']:.3f}", f"{found['inside'] / found['office']:.2f}"),
        ),
        ratio=found["process"] / found["office"],
        goal=GOAL,
        further=(Claim("In the running program", found["inside"] / found["office"], GOAL_INSIDE),),
    )


def _export(path: Path, out: Path) -> None:
    from cchc_desktop.services.exports import export
    from cchc_desktop.services.papers.composing import Wish
    from cchc_desktop.storage.dossier import Dossier

    dossier = Dossier.open(path, backup=False)
    for _step in export(dossier, Wish(2026), what=PAPERS, formats=FORMATS, out=out):
        pass
    dossier.close()


def _task_count(path: Path) -> int:
    from cchc_desktop.services.papers.plans import annual_plan
    from cchc_desktop.storage.dossier import Dossier

    dossier = Dossier.open(path, backup=False)
    plan = annual_plan(dossier, 2026)
    dossier.close()
    return plan.task_count if plan else 0
