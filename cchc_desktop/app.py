"""Puts the program together: log, one instance, options, greeting; then the window, and the dossier after it."""

import faulthandler
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from cchc_desktop import __version__, options, paths
from cchc_desktop.errors import trace_of
from cchc_desktop.ui.application import greet, import_plainly, log_qt, make_application, say_ready
from cchc_desktop.ui.single_instance import SingleInstance

_log = logging.getLogger(__name__)

_LOG_BYTES = 1_000_000


def start_log() -> None:
    """Write what happens to a file in the officer's folder."""
    handlers: list[logging.Handler] = [logging.StreamHandler()] if sys.stderr else []
    try:
        paths.make_private(paths.home())
        handlers.append(_PrivateLog(paths.home() / "cchc.log"))
    except OSError:
        _log.warning("the log file cannot be written", exc_info=True)
    for handler in handlers:
        handler.setLevel(logging.INFO if isinstance(handler, _PrivateLog) else logging.WARNING)
        handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)


def start_crash_log() -> None:
    """Where Python or Qt itself dies, the places in the code at which it did are the last that is written.

    They go into a file beside the log, which is kept open for that.
    """
    file = paths.home() / "crash.log"
    with suppress(OSError):
        anew = os.O_TRUNC if file.exists() and file.stat().st_size > _LOG_BYTES else 0
        faulthandler.enable(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | anew, 0o600))


class _PrivateLog(logging.FileHandler):
    """At most 1 MB and one file before it, for the officer's eyes alone.

    `logging.handlers` would load sockets and pickles with every start.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        with suppress(OSError):
            os.chmod(self.baseFilename, 0o600)
        return stream

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is None:
                self.stream = self._open()
            elif self.stream.tell() > _LOG_BYTES:
                self.stream.close()
                with suppress(OSError):
                    os.replace(self.baseFilename, f"{self.baseFilename}.1")
                self.stream = self._open()
        except OSError:
            self.handleError(record)
        else:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A full drive: the line is lost. Python would print it, with all that it holds, to standard error."""


class _Discreet(logging.Formatter):
    """Failures without what the officer typed."""

    def formatException(self, ei: Any) -> str:
        error = ei[1]
        return trace_of(error).rstrip() if error is not None else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; a second start gives its file to the first and ends. Returns the exit code.

    What the window needs is loaded once the greeting stands, which is at once.
    """
    argv = list(sys.argv if argv is None else argv)
    start_log()
    start_crash_log()
    log_qt()
    import_plainly()
    _log.info("start %s", __version__)
    app = make_application(argv)
    file = next((Path(word).absolute() for word in argv[1:] if not word.startswith("-")), None)
    instance = SingleInstance()
    if not instance.is_first(str(file or "")):
        return 0
    chosen = options.load()
    greeting = greet(app, chosen)
    if os.environ.get("CCHC_QUIT_WHEN") == "window":  # benchmarks/bench_startup.py
        say_ready(app)
        return 0
    from cchc_desktop.ui import program

    code = program.run(app, chosen, instance, greeting, file)
    if (paths.home() / "opened").exists():
        from cchc_desktop.services.opened_copies import remove_copies

        remove_copies()
    _log.info("end")
    return code


if __name__ == "__main__":
    sys.exit(main())
