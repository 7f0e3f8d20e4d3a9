"""Run by test_killed.py as a program of its own: edits a dossier for ever, and says so after each edit."""

import sys
from itertools import count
from pathlib import Path

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.storage.dossier import Dossier


def main(path: Path, group_guid: str) -> None:
    """Each line is "kind guid text": an edit that the service has returned from, so it must outlive the program."""
    dossier = Dossier.open(path, backup=False)
    for number in count():
        guid = tasks.add_task(dossier, group_guid=group_guid).created("task")[0]
        print(f"added {guid} -", flush=True)
        tasks.set_cells(dossier, cells=[(guid, Column.TASK, f"Nhiệm vụ {number}")])
        print(f"typed {guid} {number}", flush=True)
        tasks.set_status(dossier, task_guids=[guid], status="in_progress", percent=number % 100)
        print(f"status {guid} {number % 100}", flush=True)
        if number % 5 == 4:
            tasks.remove_tasks(dossier, task_guids=[guid])
            print(f"removed {guid} -", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
