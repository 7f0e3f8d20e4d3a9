"""Packs a dossier, or stores the same files by zipfile: `package_worker.py pack|store DOSSIER FOLDER OUT`."""

import os
import resource
import sys
import time
import zipfile
from pathlib import Path

_PIECE = 1024 * 1024


def pack(dossier_path: Path, out: Path) -> None:
    """The handover of all years by the program: written, flushed, read back and checked."""
    from cchc_desktop.exchange.package_format import PackageKind
    from cchc_desktop.services.exchange.gathering import PackageWish
    from cchc_desktop.services.exchange.packing import make_package
    from cchc_desktop.storage.dossier import Dossier

    dossier = Dossier.open(dossier_path, backup=False)
    for _step in make_package(dossier, wish=PackageWish(2026, kind=PackageKind.HANDOVER), out=out):
        pass
    dossier.close()


def store(folder: Path, out: Path) -> None:
    """The same files by zipfile alone, flushed, and read back against their checksums."""
    with out.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(folder.iterdir()):
                archive.write(path, path.name)
        stream.flush()
        os.fsync(stream.fileno())
    with zipfile.ZipFile(out) as archive:
        archive.testzip()


def main() -> None:
    """Seconds of the second run, and how much the peak of the memory grew in the first, in MiB."""
    mode, dossier, folder, out = sys.argv[1], *map(Path, sys.argv[2:5])
    import cchc_desktop.services.exchange.packing  # noqa: F401  (its loading is no part of the work)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work = (lambda: pack(dossier, out)) if mode == "pack" else (lambda: store(folder, out))
    work()  # modules loaded, files in the cache
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    out.unlink()
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start, grown)


if __name__ == "__main__":
    main()
