"""Many packages that came at once: each checked, its page shown where it changes something, a line each at the end."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cchc_desktop.errors import Cancelled, UserError
from cchc_desktop.exchange.package_format import PackageData, PackageInfo
from cchc_desktop.exchange.receipt_file import SUFFIX as RECEIPT_SUFFIX
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.exchange.merging import CHOOSABLE, MergeState
from cchc_desktop.services.exchange.previewing import Preview
from cchc_desktop.services.exchange.several import Came, in_turn
from cchc_desktop.services.exchange.why_words import why_words
from cchc_desktop.ui import formats
from cchc_desktop.ui.dialogs.receive.summary import LEFT, REFUSED, SAME, TAKEN, Outcome, PackagesSummary
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.tabs.exchange.reading import open_checked
from cchc_desktop.ui.tabs.exchange.receiving import Receiving
from cchc_desktop.ui.widgets.row_table import Look


class ManyPackages(QObject):
    """One run over many files, one after the other.

    Signals: `came(PackageInfo)` a package is whole and is to be noted in the log; `ended(PackagesSummary)` the list of
    what became of each is shown.
    """

    came = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QWidget, receiving: Receiving, take_receipt: Callable[[Path], str]) -> None:
        super().__init__(parent)
        self._widget, self._receiving, self._take_receipt = parent, receiving, take_receipt
        self._waiting: list[Came] = []
        self._outcomes: list[Outcome] = []
        self._office = ""  # of the package at hand

    def start(self, paths: Sequence[Path]) -> None:
        """Look for packages among the files and folders, and take them in their turn."""
        run_job(self._widget, _("Checking what came"), lambda: in_turn(paths), self._begin, reads_only=True)

    def _begin(self, found: Sequence[Came]) -> None:
        self._waiting = list(found)
        self._next()

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._next)  # the dialog at hand closes first

    def _next(self) -> None:
        if not self._widget.window().isVisible():  # closed meanwhile: what waits lies where it lay
            self.deleteLater()
        elif not self._waiting:
            summary = PackagesSummary(self._outcomes, self._widget.window())
            self.ended.emit(summary)
            summary.open()
            self.deleteLater()
        else:
            self._take_up()

    def _take_up(self) -> None:
        """Begin with the first that waits."""
        one, self._office = self._waiting[0], ""
        if one.refused:
            self._done(_("Refused"), REFUSED, one.refused)
        elif one.path.suffix.lower() == RECEIPT_SUFFIX:
            self._receipt(one.path)
        else:
            open_checked(self._widget, one.path, self._opened, on_left=self._left)

    def _done(self, state: str, look: Look, told: str) -> None:
        """Note what became of the first that waits, and go on."""
        self._outcomes.append(Outcome(self._waiting.pop(0).path, self._office, state, look, told))
        self._later()

    def _receipt(self, path: Path) -> None:
        if self._take_receipt(path):
            self._done(_("Receipt"), TAKEN, _("The line of the package that it is for is closed."))
        else:
            self._done(_("Refused"), REFUSED, _("This receipt closes no line of this dossier."))

    def _left(self, error: UserError | Cancelled) -> None:
        if isinstance(error, UserError):
            self._done(_("Refused"), REFUSED, str(error))
        else:
            self._leave_rest()
            self._later()

    def _leave_rest(self) -> None:
        """Those that wait are not looked at, and are named."""
        words = _("You stopped before it was its turn. It is unchanged; open it when you like.")
        for one in self._waiting:
            state, look = (_("Refused"), REFUSED) if one.refused else (_("Not opened"), LEFT)
            self._outcomes.append(Outcome(one.path, "", state, look, one.refused or words))
        self._waiting = []

    def _opened(self, info: PackageInfo, data: PackageData) -> None:
        self._office = info.office
        self._receiving.hold(info, data)
        self.came.emit(info)
        try:
            seen = self._receiving.look()
        except UserError as error:
            self._done(_("Refused"), REFUSED, str(error))
            return
        if seen is None or not seen.of(*CHOOSABLE) or seen.again:
            self._done(*_nothing_to_take(seen))
        elif self._receiving.only_reads:
            words = _("It would change something, but the dossier is open for reading only. Nothing was taken.")
            self._done(_("Not taken"), LEFT, words)
        else:
            self._ask(seen)

    def _ask(self, seen: Preview) -> None:
        page = self._receiving.page(seen, len(self._waiting) - 1)
        left: list[bool] = []
        page.rest_left.connect(lambda: left.append(True))

        def answered(agreed: int) -> None:
            if agreed:
                count = len(page.model.chosen)
                words = ngettext("{count} change was taken in.", "{count} changes were taken in.", count)
                self._done(_("New"), TAKEN, words.format(count=formats.count(count)))
            elif seen.older:
                self._done(_("Older"), SAME, _("A later package of this sender was taken in already."))
            else:
                self._done(_("Not taken"), LEFT, _("You left it for now. Open it again to choose."))
            if left:
                self._leave_rest()

        page.finished.connect(answered)
        page.open()


def _nothing_to_take(seen: Preview | None) -> tuple[str, Look, str]:
    """What is said of a package that can change nothing here."""
    refused = seen.of(MergeState.REFUSED) if seen is not None else ()
    if seen is not None and seen.again:
        return _("The same"), SAME, _("It was taken in before.")
    if refused:
        return _("Refused"), REFUSED, why_words(refused[0])
    if seen is not None and seen.older:
        return _("Older"), SAME, _("A later package of this sender was taken in already.")
    return _("The same"), SAME, _("What it holds stands here already.")
