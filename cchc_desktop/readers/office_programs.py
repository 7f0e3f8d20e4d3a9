"""Word and LibreOffice on this computer, for what only they can read: each makes a DOCX of a copy, in its own folder.

Neither runs macros, asks anything, follows links into a network or touches what the officer has open.
"""

import base64
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cchc_desktop.readers import processes

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>"""
_SECURITY = {"DisableMacrosExecution": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true",
             "DisableActiveContent": "true"}  # fmt: skip
# A wrong password makes Word refuse where it would ask. Its process is noted, to be ended should it hang: it is a
# child of Windows itself, and the officer's own Word is another one.
_WORD = """
$ErrorActionPreference = 'Stop'
$before = @(Get-Process WINWORD -ErrorAction SilentlyContinue | ForEach-Object Id)
$word = New-Object -ComObject Word.Application
try {
  @(Get-Process WINWORD | Where-Object { $before -notcontains $_.Id } | ForEach-Object Id) |
    Set-Content -Encoding ASCII -LiteralPath $env:CCHC_PROCESS
  $word.Visible = $false
  $word.DisplayAlerts = 0
  $word.AutomationSecurity = 3
  $paper = $word.Documents.Open($env:CCHC_SOURCE, $false, $true, $false, '~', '~', $true, '~', '~')
  $paper.SaveAs([ref]$env:CCHC_TARGET, [ref]16)
  $paper.Close([ref]0)
} finally { $word.Quit([ref]0) }
"""


@dataclass(frozen=True)
class OfficeProgram:
    """A program by its name; `convert(source, folder, seconds)` writes the source's DOCX into the folder, if it can.

    It raises `processes.TooLong`, `Cancelled`, or `OSError` where the program cannot be started.
    """

    name: str
    convert: Callable[[Path, Path, float], None]


def office_programs() -> list[OfficeProgram]:
    """Those that are here, the one that reads Word's own forms best first."""
    found = []
    if (powershell := next(iter(_powershell()), None)) is not None:
        found.append(OfficeProgram("Word", lambda *given: _by_word(powershell, *given)))
    if (soffice := next(_libreoffice(), None)) is not None:
        found.append(OfficeProgram("LibreOffice", lambda *given: _by_libreoffice(soffice, *given)))
    return found


def _by_libreoffice(soffice: Path, source: Path, made: Path, seconds: float) -> None:
    """With a profile of its own, or it would hand the file to a LibreOffice that the officer has open."""
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for name, value in _SECURITY.items()
    )
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault")
    to = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", made, source)
    processes.run((soffice, f"-env:UserInstallation={profile.as_uri()}", *quiet, *to), source.parent, seconds)


def _libreoffice() -> Iterator[Path]:
    if sys.platform == "win32":
        for folder in (*_said_by_registry(), *_usual_folders()):
            program = folder / "soffice.com"
            if program.is_file():
                yield program
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)


def _usual_folders() -> Iterator[Path]:
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        if folder := os.environ.get(variable):
            yield Path(folder, "LibreOffice", "program")


def _said_by_registry() -> list[Path]:
    found: list[Path] = []
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            with suppress(OSError):
                found.append(Path(winreg.QueryValue(root, r"SOFTWARE\LibreOffice\UNO\InstallPath")))
    return found


def _powershell() -> list[Path]:
    """PowerShell, which comes with Windows, where Word is installed to be led by it."""
    found: list[Path] = []
    if sys.platform == "win32":
        import winreg

        with suppress(OSError):
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
            found.append(Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "WindowsPowerShell", "v1.0"))
    return [folder / "powershell.exe" for folder in found if (folder / "powershell.exe").is_file()]


def _by_word(powershell: Path, source: Path, made: Path, seconds: float) -> None:
    noted = source.parent / "word.txt"
    script = base64.b64encode(_WORD.encode("utf-16-le")).decode("ascii")
    command = (powershell, "-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", script)
    paths = {"CCHC_SOURCE": str(source), "CCHC_TARGET": str(made / f"{source.stem}.docx"), "CCHC_PROCESS": str(noted)}
    try:
        processes.run(command, source.parent, seconds, paths)
    finally:
        with suppress(OSError):
            for line in noted.read_text(encoding="ascii", errors="replace").split():
                if line.isascii() and line.isdecimal():
                    processes.end_all(int(line))
