"""Out of the folder that is installed: the setup by NSIS, the portable zip, the check sums."""

import hashlib
import os
import sys
import unicodedata
import zipfile
from pathlib import Path

from tools.windows import header
from tools.windows.places import INSTALLER, WORK, BuildError, empty_folder, moment, run, tool, version

LIST = "files.txt"
_LONGEST_PATH = 259  # of Windows, without its closing zero
_SPARE_MB = 30  # free space asked for beyond what is installed: room to work in
_STANDARD_TEXTS = Path("Contrib") / "Language files"
# How NSIS addresses the officer, and how the program does.
_ADDRESS = (("Bạn", "Anh/chị"), ("bạn", "anh/chị"))


def seal(program: Path) -> None:
    """Date every file by the commit and write the list by which they are removed: files, then folders from within."""
    (program / LIST).unlink(missing_ok=True)
    files = sorted(path for path in program.rglob("*") if path.is_file())
    folders = sorted((path for path in program.rglob("*") if path.is_dir()), reverse=True)
    names = [str(path.relative_to(program)).replace("/", "\\") for path in (*files, *folders)]
    if not all(name.isascii() for name in names):
        raise BuildError("The setup lists its files in ASCII; one has another name.")
    (program / LIST).write_bytes("".join(f"{name}\r\n" for name in names).encode("ascii"))
    for path in (*files, *folders, program / LIST, program):
        os.utime(path, (moment(), moment()))


def installed_bytes(program: Path) -> int:
    """What the files take, each rounded up to the clusters of a drive."""
    cluster = 4096
    return sum(-(-path.stat().st_size // cluster) * cluster for path in program.rglob("*") if path.is_file())


def longest_folder(program: Path) -> int:
    """How long the path of the chosen folder may be, so that Windows reaches every file in it."""
    longest = max(len(str(path.relative_to(program))) for path in program.rglob("*"))
    return _LONGEST_PATH - longest - len("\\program.new\\")


def vietnamese(folder: Path) -> Path:
    """NSIS's own Vietnamese, whose letters it stores in pieces, put together and in the words of the program."""
    home = os.environ.get("NSISDIR", "/usr/share/nsis")
    for suffix in (".nlf", ".nsh"):
        text = (Path(home) / _STANDARD_TEXTS / f"Vietnamese{suffix}").read_text(encoding="utf-8-sig")
        text = unicodedata.normalize("NFC", text)
        for theirs, ours in _ADDRESS:
            text = text.replace(theirs, ours)
        (folder / f"Vietnamese{suffix}").write_text(text, encoding="utf-8-sig")
    return folder


def make_setup(program: Path, out: Path, *, is_fast: bool) -> None:
    """The setup; `is_fast` packs it in seconds and a third larger, for a trial. Raises BuildError."""
    texts = vietnamese(empty_folder(WORK / "texts"))
    kilobytes = installed_bytes(program) // 1024
    defined = {
        "VERSION": version(),
        "VERSION_FOUR": ".".join((version().split(".") + ["0"] * 4)[:4]),
        "PROGRAM": program,
        "TEXTS": texts,
        "ICONS": WORK / "launcher",
        "OUT": out,
        "NEEDED_MB": kilobytes // 1024 + _SPARE_MB,
        "INSTALLED_KB": kilobytes,
        "LONGEST_FOLDER": longest_folder(program),
        "COMPRESSION": "zlib" if is_fast else "/SOLID lzma",
        "PYTHON": sys.executable,
        "HEADER_TEXTS": Path(header.__file__),
        "HEADER": texts / "header.bin",
    }
    options = [f"-D{name}={value}" for name, value in defined.items()]
    run(tool("makensis", "nsis"), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, INSTALLER / "setup.nsi",
        cwd=INSTALLER, SOURCE_DATE_EPOCH=str(moment()))  # fmt: skip


def make_portable(program: Path, out: Path) -> None:
    """The same folder as a zip, with the mark that keeps options and backups beside the program."""
    import time

    date = time.gmtime(moment())[:6]
    top = "CCHC Desktop"
    files = [(path.relative_to(program).as_posix(), path.read_bytes()) for path in program.rglob("*") if path.is_file()]
    files += [("portable", b"")]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in sorted(files):
            if name == LIST:
                continue
            entry = zipfile.ZipInfo(f"{top}/{name}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)


def make_sums(folder: Path, files: list[Path]) -> Path:
    """`SHA256SUMS`, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    target = folder / "SHA256SUMS"
    target.write_text("".join(lines), encoding="ascii")
    return target
