"""`python -m tools.windows`: the setup, the portable zip, the wheel and their check sums, into dist/."""

import argparse
import sys
from pathlib import Path

from tools.windows import bundle, setup
from tools.windows.places import DIST, WORK, BuildError, say, version

SETUP_LIMIT = 40_000_000
INSTALLED_LIMIT = 140_000_000


def report(program: Path, setup_file: Path) -> str:
    """What takes the room, the largest first, as a table for people."""
    sizes: dict[str, int] = {}
    for file in program.rglob("*"):
        if file.is_file():
            parts = file.relative_to(program).parts
            name = "/".join(parts[:2]) if parts[0] == "lib" else "Python" if len(parts) == 1 else parts[0]
            sizes[name] = sizes.get(name, 0) + file.stat().st_size
    lines = [f"{size / 1e6:8.1f} MB  {name}" for name, size in sorted(sizes.items(), key=lambda item: -item[1])]
    total = sum(sizes.values())
    lines += [
        f"{total / 1e6:8.1f} MB  installed (limit {INSTALLED_LIMIT / 1e6:.0f})",
        f"{setup_file.stat().st_size / 1e6:8.1f} MB  {setup_file.name} (limit {SETUP_LIMIT / 1e6:.0f})",
    ]
    return "\n".join(lines)


def main() -> int:
    """Exit code: 0, or 1 when the build failed or became too large; standard error says why."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="pack the setup quickly and a third larger, for a trial")
    parser.add_argument("--python", type=Path, metavar="ZIP", help="the embeddable CPython, instead of the package")
    parser.add_argument("--out", type=Path, default=DIST, metavar="DIR", help="where to put what was made")
    parser.add_argument("--report", action="store_true", help="list what takes the room")
    chosen = parser.parse_args()
    out = chosen.out.absolute()
    try:
        wheel = bundle.own_wheel(out)
        say(f"{wheel.name}; now the folder that is installed, which takes a minute.")
        program = bundle.assemble(wheel, chosen.python)
        setup.seal(program)
        setup_file = out / f"CCHC-Desktop-{version()}-setup.exe"
        say("Packing the setup.")
        setup.make_setup(program, setup_file, is_fast=chosen.fast)
        portable = out / f"CCHC-Desktop-{version()}-portable.zip"
        setup.make_portable(program, portable)
        setup.make_sums(out, [wheel, setup_file, portable])
    except BuildError as error:
        say(str(error))
        return 1
    if chosen.report:
        print(report(program, setup_file))
    too_large = not chosen.fast and setup_file.stat().st_size > SETUP_LIMIT
    if too_large or setup.installed_bytes(program) > INSTALLED_LIMIT:
        say(f"Too large:\n{report(program, setup_file)}")
        return 1
    say(
        f"In {out}: {setup_file.name}, {portable.name}, {wheel.name}, SHA256SUMS. The folder itself: {WORK / 'program'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
