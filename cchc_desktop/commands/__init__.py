"""The same jobs without a window: ``cchc COMMAND …``, or ``python -m cchc_desktop COMMAND …``.

Exit codes: 0 done; 1 the world is to blame, with one line on standard error; 2 wrong usage; 130 stopped by the
keyboard. With ``--json`` standard output holds one JSON object, of `check` one list, and nothing else. See
docs/commands.md.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from cchc_desktop.commands.answers import Answer

# Each command, with the module of this room and the function in it that carries it out: what a command does not need
# is not loaded. The window's entry point hands over to `main` when its first argument is one of these.
COMMANDS = {
    "sample": ("dossier_commands", "sample"),
    "new": ("dossier_commands", "new"),
    "office": ("office_commands", "office"),
    "import": ("dossier_commands", "take_in"),
    "show": ("dossier_commands", "show"),
    "index": ("index_commands", "show_index"),
    "figures": ("figure_commands", "show_figures"),
    "survey": ("survey_commands", "survey"),
    "draft": ("draft_commands", "draft"),
    "parts": ("part_commands", "parts"),
    "calendar": ("calendar_commands", "show_calendar"),
    "templates": ("template_commands", "templates"),
    "forms": ("form_commands", "forms"),
    "check": ("check_commands", "check"),
    "compare": ("compare_commands", "compare"),
    "find": ("find_commands", "find"),
    "export": ("dossier_commands", "export"),
    "issue": ("issue_commands", "issue"),
    "certify": ("issue_commands", "certify"),
    "register": ("issue_commands", "show_register"),
    "incoming": ("incoming_commands", "incoming"),
    "pack": ("package_commands", "pack"),
    "open": ("package_commands", "open_package"),
    "send": ("mail_commands", "send"),
    "receipt": ("mail_commands", "receipt"),
    "receive": ("receive_commands", "receive"),
    "collect": ("collection_commands", "collect"),
    "undo-receive": ("receive_commands", "undo_receive"),
    "rollup": ("rollup_commands", "roll_up"),
    "return": ("receive_commands", "send_back"),
    "copy": ("dossier_commands", "copy"),
    "backups": ("backup_commands", "backups"),
    "archive": ("archive_commands", "archive"),
    "year": ("archive_commands", "year"),
    "verify": ("issue_commands", "verify"),
    "rescue": ("dossier_commands", "rescue"),
    "recent": ("recent_job", "recent"),
    "demo": ("dossier_commands", "demo"),
}

_HELPER = "--multiprocessing-fork"


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; `argv` without the program's name. Returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[-1:] == [_HELPER]:
        return _help_out(words)
    _speak_utf8()
    i18n.set_language(_language(words))
    # Imported here: the window's entry point asks this room for its names alone.
    from cchc_desktop.commands import arguments

    try:
        chosen = arguments.parse(words)
    except SystemExit as stop:  # argparse has printed the help, or what is wrong
        return stop.code if isinstance(stop.code, int) else 2
    try:
        module, function = COMMANDS[chosen.command]
        answer = getattr(import_module(f"{__name__}.{module}"), function)(chosen)
    except UserError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Stopped. Nothing half-finished was left behind."), file=sys.stderr)
        return 130
    return _print(answer, chosen.json) or answer.code


def _help_out(words: Sequence[str]) -> int:
    """Be one of the processes that work for another one. Where Python itself is started for that it needs none of this;
    the setup has no Python but a launcher, which hands the words over to the program."""
    import re
    from multiprocessing.spawn import spawn_main

    told = re.findall(r"\b(parent_pid|pipe_handle|tracker_fd)=(\d+)", " ".join(words))
    sys.argv[1:] = [_HELPER]
    spawn_main(**{name: int(number) for name, number in told})
    return 0


def _language(words: list[str]) -> str:
    """The language asked for, read before the parser is built, because the parser speaks it too."""
    for place, word in enumerate(words):
        if word == "--language" and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return "vi"


def _speak_utf8() -> None:
    """Vietnamese on any console or pipe, also where Windows would choose its old code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _print(answer: "Answer", as_json: bool) -> int:
    """Write the answer; a reader that has gone away (``| head``) is no error, the job itself is done."""
    for line in answer.notes:
        print(line, file=sys.stderr)
    try:
        if as_json:
            import json

            said = answer.data if answer.listed is None else answer.listed
            print(json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1))
        else:
            print("\n".join(answer.lines))
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError:
        _silence(sys.stdout)
        print(
            _("The job is done, but its answer could not be written: the drive it was sent to is full or was removed."),
            file=sys.stderr,
        )
        return 1
    return 0


def _silence(stream: TextIO) -> None:
    """Nothing more is written, so that Python's own flush at the end does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
