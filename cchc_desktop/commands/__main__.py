"""`python -m cchc_desktop.commands COMMAND …`."""

import sys

from cchc_desktop.commands import main

if __name__ == "__main__":
    sys.exit(main())
