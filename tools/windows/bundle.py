"""Puts the folder together that is installed: Python, Qt and the libraries trimmed, the program, its two launchers."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.windows import contents, sources
from tools.windows.icons import make_icons
from tools.windows.places import INSTALLER, PYTHON_MINOR, ROOT, WORK, BuildError, empty_folder, run, tool, version

QT_WHEELS = ("pyside6_essentials", "shiboken6")
WINDOW, COMMAND = "CCHC Desktop.exe", "cchc.exe"


def own_wheel(folder: Path) -> Path:
    """The program's wheel, with resources and compiled translations."""
    folder.mkdir(parents=True, exist_ok=True)
    for older in folder.glob("cchc_desktop-*.whl"):
        older.unlink()
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q")
    run(*pip, "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (wheel,) = folder.glob("cchc_desktop-*.whl")
    return wheel


def assemble(wheel: Path, python: Path | None) -> Path:
    """The folder as it is installed. Raises BuildError."""
    program = empty_folder(WORK / "program")
    embeddable = sources.embeddable(python)
    for file in sorted(embeddable.iterdir()):
        if contents.matches(file.name, contents.PYTHON_FILES):
            name = "licences/Python.txt" if file.name == "LICENSE.txt" else file.name
            (program / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(file, program / name)
    # Python looks here and nowhere else, whatever else is installed.
    (program / f"python3{PYTHON_MINOR}._pth").write_text(f"python3{PYTHON_MINOR}.zip\n.\nlib\n", encoding="ascii")
    licences = program / "licences"
    shutil.copytree(INSTALLER / "licences", licences / "Qt")
    for each in (*sources.wheels(), wheel):
        _unpack(each, program)
        name = each.name.split("-")[0]
        if not any((licences / name).rglob("*")) and name not in QT_WHEELS:
            raise BuildError(f"{each.name} holds no text of its licence: it may not be passed on without.")
    _compile(program / "lib", embeddable)
    _launchers(program)
    return program


def _unpack(wheel: Path, program: Path) -> None:
    """What is wanted of a wheel into lib/, its licences into licences/."""
    name = wheel.name.split("-")[0]
    with zipfile.ZipFile(wheel) as archive:
        for entry in sorted(archive.namelist()):
            if entry.endswith("/"):
                continue
            if (licence := contents.licence(entry)) is not None:
                target = program / "licences" / name / licence
            elif contents.is_wanted(entry):
                target = program / "lib" / entry
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))


def compiler(embeddable: Path) -> list[str]:
    """How to call a CPython of the very bytecode: this one, another of the system, or the embeddable itself."""
    if os.name == "nt":
        return [str(embeddable / "python.exe")]
    names = [sys.executable, shutil.which(f"python3.{PYTHON_MINOR}")]
    names += map(str, sorted(Path.home().glob(f".pyenv/versions/3.{PYTHON_MINOR}.*/bin/python3.{PYTHON_MINOR}")))
    question = f"import sys; sys.exit(sys.version_info[:2] != (3, {PYTHON_MINOR}))"
    for name in filter(None, names):
        if subprocess.run([name, "-c", question], capture_output=True).returncode == 0:
            return [str(name)]
    raise BuildError(f"CPython 3.{PYTHON_MINOR} is needed to compile the bytecode: put python3.{PYTHON_MINOR} in PATH.")


def _compile(lib: Path, embeddable: Path) -> None:
    """Bytecode alone, beside where the sources were: half the size, and nothing is compiled on the officer's computer.

    It says no time and no place of the build, so that equal sources are equal bytes. The libraries lose docstrings and
    assertions, a megabyte of the setup; what watches over foreign files keeps them.
    """
    options = ("-q", "-f", "-b", "-j", "1", "--invalidation-mode", "unchecked-hash", "-s", str(lib))
    for level, folders in (("2", (lib,)), ("0", tuple(lib / name for name in contents.KEPT_WHOLE))):
        run(*compiler(embeddable), "-m", "compileall", *options, "-o", level, *folders, PYTHONHASHSEED="0")
    for source in sorted(lib.rglob("*.py")):
        if contents.matches(source.relative_to(lib).as_posix(), contents.KEPT_AS_SOURCE):
            source.with_suffix(".pyc").unlink()
        else:
            source.unlink()


def _launchers(program: Path) -> None:
    """The two programs that start Python, with icons, version and manifest."""
    folder = empty_folder(WORK / "launcher")
    make_icons(INSTALLER / "icons", folder)
    shutil.copyfile(INSTALLER / "launcher.manifest", folder / "launcher.manifest")
    numbers = ",".join((version().split(".") + ["0"] * 4)[:4])
    gcc = tool("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64")
    windres = tool("x86_64-w64-mingw32-windres", "gcc-mingw-w64-x86-64")
    for name, options in ((WINDOW, ("-mwindows",)), (COMMAND, ("-mconsole", "-DCONSOLE"))):
        texts = (f'-DVERSION_TEXT="{version()}"', f'-DPROGRAM_FILE="{name}"', f"-DVERSION_NUMBERS={numbers}")
        (folder / "stamps.h").write_text(
            "".join(f"#define {text[2:].replace('=', ' ', 1)}\n" for text in texts), encoding="ascii"
        )
        resource = folder / "launcher.res"
        run(windres, "-c", "65001", "-I", folder, "--include-dir", folder, INSTALLER / "launcher.rc", "-O", "coff",
            "-o", resource, cwd=folder)  # fmt: skip
        run(gcc, "-Os", "-s", "-municode", *options, "-Wall", "-Wextra", "-Werror", "-static-libgcc",
            f'-DPYTHON_DLL=L"python3{PYTHON_MINOR}.dll"', "-Wl,--no-insert-timestamp",
            INSTALLER / "launcher.c", resource, "-o", program / name, cwd=folder)  # fmt: skip
