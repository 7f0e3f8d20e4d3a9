"""`python -m cchc_desktop` opens the window."""

import sys

from cchc_desktop.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
