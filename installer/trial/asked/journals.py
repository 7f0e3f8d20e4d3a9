"""Whether a dossier would be written with a log beside it: True or False for each path."""

import sys
from pathlib import Path

from cchc_desktop.storage.engine import suits_write_ahead_log

for name in sys.argv[1:]:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).touch()
    print(suits_write_ahead_log(Path(name)))
