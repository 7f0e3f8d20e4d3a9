"""What a newcomer and a server rely on: the lock, dev.py, and a wheel that is whole."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev
from tools import lock

PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """The pinned packages of a lock file and their versions; each must carry at least one hash."""
    pins: dict[str, str] = {}
    entries = (dev.ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for line in entries:
        if line.startswith("#"):
            continue
        requirement, *hashes = line.split(" --hash=")
        assert hashes, line
        parsed = Requirement(requirement)
        (pin,) = parsed.specifier
        assert pin.operator == "==", line
        pins[parsed.name.lower()] = pin.version
    return pins


@pytest.mark.parametrize("name", [lock.RUNTIME, lock.EVERYTHING, lock.SETUP])
def test_the_lock_is_as_dev_py_makes_it(name: str) -> None:
    text = (dev.ROOT / name).read_text(encoding="utf-8")
    assert lock.faults(text) == []
    assert "#    python3 dev.py lock" in text.splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links /opt/wheels",
        "lxml @ file:///home/an/lxml.whl \\",
        "lxml==6.1.3",
        "lxml>=6 \\",
        "#    uv pip compile /home/an/pyproject.toml",
    ],
)
def test_a_lock_that_names_a_place_or_has_no_hash_is_refused(line: str) -> None:
    sound = "six==1.17.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert lock.faults(sound) == []
    assert lock.faults(f"{sound}{line}\n") == [line]


def test_a_lock_that_cannot_be_made_leaves_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "installer").mkdir()
    for name in ("pyproject.toml", lock.RUNTIME, lock.EVERYTHING, lock.SETUP):
        (tmp_path / name).write_text("old", encoding="utf-8")
    refused = lock.renew("/usr/bin/false" if sys.platform == "linux" else "where", tmp_path)
    assert refused == [f"{lock.RUNTIME} could not be made; the reason stands above."]
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in (lock.RUNTIME, lock.EVERYTHING, lock.SETUP)} == {
        "old"
    }


def test_the_setups_lock_has_the_one_wheel_of_each_package_in_the_order_of_their_names() -> None:
    made = [("Pillow", "13.0.0", "b" * 64), ("et_xmlfile", "2.0.0", "a" * 64)]
    report = {
        "install": [
            {
                "metadata": {"name": name, "version": version},
                "download_info": {"archive_info": {"hashes": {"sha256": hash_}}},
            }
            for name, version, hash_ in made
        ]
    }
    lines = [line for line in lock.setup_lines(report).splitlines() if not line.startswith("#")]
    assert lines == [
        "et-xmlfile==2.0.0 \\",
        f"    --hash=sha256:{'a' * 64}",
        "pillow==13.0.0 \\",
        f"    --hash=sha256:{'b' * 64}",
    ]


def test_the_lock_holds_what_the_project_asks_for() -> None:
    runtime, everything = locked("requirements.txt"), locked("requirements-dev.txt")
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    for wanted, pins in ((PROJECT["dependencies"], runtime), (PROJECT["dependencies"] + extras, everything)):
        for requirement in map(Requirement, wanted):
            assert str(requirement.specifier) == f"=={pins[requirement.name.lower()]}"
    assert runtime.items() <= everything.items()


def test_steps_are_taken_once_for_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path)
    taken: list[str] = []
    for key in ("old", "old", "new"):
        dev.once("packages", key, (taken.append, key))
    assert taken == ["old", "new"]


def test_a_failed_step_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path)
    fails = (dev.must, "Asking Python", sys.executable, "-c", "raise SystemExit(3)")
    for _attempt in range(2):
        with pytest.raises(dev.Stop, match="Asking Python failed"):
            dev.once("packages", "key", fails)


def test_an_unknown_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert "python3 dev.py test" in capsys.readouterr().out


def test_no_display_means_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.has_display()


def test_the_wheel_carries_resources_and_compiled_messages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([*command, str(dev.ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "cchc_desktop/_data/translations/vi/LC_MESSAGES/cchc.mo" in names
    for file in (dev.ROOT / "resources").rglob("*"):
        if file.is_file():
            assert f"cchc_desktop/_data/{file.relative_to(dev.ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "resources/"))]
