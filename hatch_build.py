"""Puts resources/ and the compiled translations/ inside the wheel, where cchc_desktop/paths.py looks for them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "cchc_desktop/_data"


class DataFolders(BuildHookInterface[Any]):
    """An editable install reads both folders where they lie, the catalogues compiled; a wheel carries them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, then add them and the resources to what goes into the wheel."""
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "tools" / "messages.py"), "compile"], check=True)
        if version == "editable":
            return
        included = build_data["force_include"]
        for folder, pattern in (("resources", "*"), ("translations", "*.mo")):
            for file in sorted((root / folder).rglob(pattern)):
                if file.is_file():
                    included[str(file)] = f"{INSIDE}/{file.relative_to(root).as_posix()}"
