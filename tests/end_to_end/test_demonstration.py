"""What someone sees who runs the program where there is no screen: everything made once, and listed."""

import json
import os
import subprocess
import sys
from email import message_from_binary_file
from email.policy import default
from pathlib import Path

from cchc_desktop.exchange.package_reader import verify_package

ROOT = Path(__file__).resolve().parents[2]


def test_the_sample_goes_through_the_whole_chain(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cchc_desktop", "demo", str(tmp_path / "ra"), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    files = [Path(name) for name in json.loads(done.stdout)["files"]]
    assert sorted(files) == sorted(path for path in (tmp_path / "ra").rglob("*") if path.is_file())
    papers = {path.name.split("-")[0] for path in files if path.parent.name == "papers"}
    assert papers == {"Quyet", "Ke", "Khung", "Tong", "Bang", "Bieu", "Bao"}
    assert len([path for path in files if path.suffix == ".png" and path.stat().st_size > 20_000]) == 6
    (package,) = (path for path in files if path.suffix == ".cchcgoi")
    info = verify_package(package)
    (draft,) = (path for path in files if path.suffix == ".eml")
    with draft.open("rb") as file:
        message = message_from_binary_file(file, policy=default)
    assert info.short_hash in message["Subject"]
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == package.read_bytes()
