"""What the officer typed stands in no log and in no report of a fault, and nobody else may read the officer's files."""

import logging
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cchc_desktop import options, paths
from cchc_desktop.errors import trace_of
from cchc_desktop.services.start import create_dossier
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.ui.dialogs.bug_report import report_text

SECRET = "Nguyễn Văn Bí Mật"


def failures(folder: Path) -> list[BaseException]:
    """Failures whose messages hold what was typed, as SQL, Python and the system word them."""
    found: list[BaseException] = []
    dossier = create_dossier(folder / "xa.cchc", office="UBND xã", superior="UBND tỉnh", place="Xã", year=2026)
    with dossier.read() as session:
        try:
            session.execute(text("SELECT x FROM nowhere WHERE y = :secret"), {"secret": SECRET})
        except SQLAlchemyError as error:
            found.append(error)
    dossier.close()
    for act in (
        lambda: {}[SECRET],  # type: ignore[index]
        lambda: int(SECRET),
        lambda: (folder / SECRET).read_bytes(),
        lambda: SECRET.encode("ascii"),
        lambda: [].index(SECRET),  # type: ignore[arg-type]
        lambda: (_ for _ in ()).throw(ValueError(f"no such unit: {SECRET}")),
    ):
        try:
            act()  # type: ignore[no-untyped-call]
        except Exception as error:
            found.append(error)
    try:
        raise RuntimeError("while reading") from found[1]
    except RuntimeError as error:
        found.append(error)
    return found


def test_reports_and_the_log_tell_where_and_not_what(tmp_path: Path, home: Path) -> None:
    from cchc_desktop.app import start_log

    start_log()
    log = logging.getLogger("cchc_desktop.test")
    found = failures(tmp_path)
    assert len(found) == 8
    for error in found:
        log.error("a fault", exc_info=error)
        report = report_text(error)
        assert type(error).__qualname__ in report and "test_privacy.py" in report
        assert not any(word in report for word in SECRET.split())
    for handler in logging.getLogger().handlers:
        handler.flush()
    written = (home / "cchc.log").read_text(encoding="utf-8")
    assert "KeyError" in written and "test_privacy.py" in written
    assert not any(word in written for word in SECRET.split())


def test_a_line_that_the_log_cannot_take_is_not_printed_instead(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_desktop.app import start_log

    start_log()
    (home / "cchc.log").mkdir(parents=True)  # as good as a drive that refuses
    logging.getLogger("cchc_desktop").info("opened %s", "Rà soát hồ sơ của ông A")
    assert capsys.readouterr().err == ""


def test_the_log_stays_small_and_private(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc_desktop import app

    monkeypatch.setattr(app, "_LOG_BYTES", 2_000)
    app.start_log()
    log = logging.getLogger("cchc_desktop.test")
    for number in range(60):
        log.info("line %d of a hundred letters %s", number, "." * 60)
    now, before = home / "cchc.log", home / "cchc.log.1"
    assert "line 59 " in now.read_text(encoding="utf-8") and before.is_file()
    assert max(now.stat().st_size, before.stat().st_size) < 2_500
    if os.name != "nt":
        assert (now.stat().st_mode & 0o777, before.stat().st_mode & 0o777) == (0o600, 0o600)


def test_a_report_tells_no_folder_of_whoever_is_logged_in(tmp_path: Path) -> None:
    """The program of a user lies in the user's own folder, and so may a dossier with the office's name."""
    folder = tmp_path / "Users" / "LÊ THỊ BÍ MẬT" / "cchc_desktop" / "services"
    folder.mkdir(parents=True)
    source = folder / "made_up.py"
    source.write_text("def go(path):\n    return open(path).read()\n", encoding="utf-8")
    space: dict[str, Any] = {}
    exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), space)
    dossier = tmp_path / "UBND xã Bình Minh" / "Hồ sơ.cchc"
    with pytest.raises(OSError) as raised:
        space["go"](dossier)
    report = report_text(raised.value)
    assert 'File "cchc_desktop/services/made_up.py", line 2, in go' in report
    for word in (
        "Users",
        "BÍ",
        "Bình Minh",
        "Hồ sơ",
        str(tmp_path),
        os.sep.join(tmp_path.parts[-2:]),
        str(Path.home()),
    ):
        assert word not in report, word


def test_plain_messages_stay_readable() -> None:
    assert "division by zero" in trace_of(ZeroDivisionError("division by zero"))
    assert "NOT NULL constraint failed: task.text" in trace_of(ValueError("NOT NULL constraint failed: task.text"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps other people out of the profile by itself")
def test_the_officers_own_files_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc_desktop.app import start_log

    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "mới" / "nhà"))
    mask = os.umask(0o022)
    try:
        start_log()
        logging.getLogger("cchc_desktop.test").warning("something")
        options.save(options.Options())
        dossier = create_dossier(tmp_path / "xa.cchc", office="UBND xã", superior="UBND tỉnh", place="Xã", year=2026)
        dossier.close()
        make_backup(dossier.path)
    finally:
        os.umask(mask)
    assert paths.home().stat().st_mode & 0o777 == 0o700
    files = [path for path in paths.home().rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"cchc.log", "options.json"} and len(files) >= 3
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
