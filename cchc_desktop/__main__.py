"""`python -m cchc_desktop` opens the window; with one of the commands' names it does that job without one."""

import sys

from cchc_desktop import commands

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in commands.NAMES:
        sys.exit(commands.main(sys.argv[1:]))
    from cchc_desktop.app import main

    sys.exit(main(sys.argv))
