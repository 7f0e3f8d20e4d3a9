"""`python -m cchc_desktop` opens the window, on a dossier when one is named; a command or an option does its job."""

import gc
import sys

from cchc_desktop import commands


def main() -> int:
    """The exit code of the command, or of the window."""
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    if first in commands.COMMANDS or first.startswith("-"):
        return commands.main(sys.argv[1:])
    # Nothing that a start makes is garbage, and looking for some takes a tenth of it; on again once the window stands.
    gc.disable()
    from cchc_desktop import app

    return app.main(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
