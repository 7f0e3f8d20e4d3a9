"""`python -m cchc_desktop` opens the window; with one of the commands' names it does that job without one."""

import gc
import sys

from cchc_desktop import commands


def main() -> int:
    """The exit code of the command, or of the window."""
    if sys.argv[1:2] and sys.argv[1] in commands.NAMES:
        return commands.main(sys.argv[1:])
    # Nothing that a start makes is garbage, and looking for some takes a tenth of it; on again once the window stands.
    gc.disable()
    from cchc_desktop import app

    return app.main(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
