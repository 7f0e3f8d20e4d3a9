"""The page as it will be printed, beside the text it is made from."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.ui import formats, icons, theme
from cchc_desktop.ui.widgets.basics import box, icon_label, label, link, set_role
from cchc_desktop.ui.widgets.preview.pages import Build, LayoutJob, Pages
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages
from cchc_desktop.ui.widgets.preview.view import PageView

PAUSE = 150  # milliseconds after the last key before pages are laid out again, to stand there within 300


class _Answers(QObject):
    """What the work tells the preview; emitted off-thread."""

    done = Signal(object, object)  # Job, error or None


class PagePreview(QWidget):
    """Lays a paper out off the window's thread and shows its pages.

    One piece of work runs at a time; the latest request wins and an answer for another paper is dropped.
    Signals: `anchor_clicked(guid)`; `rendered` new pages are shown; `failed(sentence)`.
    """

    anchor_clicked = Signal(str)
    rendered = Signal()
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._build: Build | None = None
        self._stale = False
        self._fresh_key = True
        self._working: LayoutJob | None = None
        self._answers = _Answers()  # without a parent: work that is under way may outlive the preview
        self._answers.done.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._shown_when_ready = ""
        self.printed = PrintedPages()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh_now)
        self.view = PageView()
        self.view.setAccessibleName(_("Printed pages"))
        self.view.moved.connect(self._moved)
        self.view.zoom_changed.connect(self._show_zoom)
        self.view.clicked_at.connect(self._clicked)
        self.notices = QVBoxLayout()
        self._trouble = self._make_trouble()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addLayout(self.notices)
        column.addWidget(self._trouble)
        column.addWidget(self.view, 1)
        self._show_count()

    def set_source(self, build: Build | None, key: str = "") -> None:
        """Show the pages that `build` makes. It runs off the window's thread and must touch no widget.

        With the key of the paper already shown, page and scroll are kept; another key begins at the top.
        """
        self._fresh_key = self._fresh_key or key != self._key
        self._key, self._build = key, build
        if build is None:
            self._stale = False
            self.view.show_pages(Pages(), {}, keep_place=False)
            self._show_count()
            self._trouble.hide()
            return
        self.refresh_now()

    def refresh(self) -> None:
        """Lay the same paper out again after a pause."""
        self._pause.start()

    def refresh_now(self) -> None:
        """Lay the same paper out again; waits until the preview is visible."""
        self._pause.stop()
        self._stale = self._build is not None
        self._work()

    @property
    def pages(self) -> Pages:
        """What is shown."""
        return self.view.pages

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what was last asked for."""
        return not self._stale and self._working is None and not self._pause.isActive()

    def mark(self, guid: str, show: bool = True) -> None:
        """Tint the piece with this guid and bring it into view, at the latest when its page is laid out."""
        self.view.mark(guid)
        self._shown_when_ready = guid if show else ""
        self._show_marked()

    def _show_marked(self) -> None:
        guid = self._shown_when_ready
        spots = self.pages.anchors.get(guid, ())
        if spots and not self._fresh_key:
            self._shown_when_ready = ""
            self.view.show_place(spots[0][0], spots[0][1])

    def _work(self) -> None:
        """Begin the next piece of work unless one is running or nobody can see it."""
        if self._working is not None or not self.isVisible():
            return
        build = self._build if self._stale else None
        missing = self.view.missing()
        if build is None and not missing:
            return
        wanted = missing if build is None else self.view.wanted() if not self._fresh_key else range(2)
        self._stale = False
        job = LayoutJob(self._key, build, self.pages, self.view.look(), wanted, self.view.pictures)
        self._working = job
        answers = self._answers
        QThreadPool.globalInstance().start(lambda: answers.done.emit(job, job.run()))

    def _take(self, job: LayoutJob, error: Exception | None) -> None:
        self._working = None
        if job.key == self._key and self._build is not None:
            if error is not None:
                self._tell(error)
            elif job.build is None:
                if job.pages is self.pages:
                    self.view.take_pictures(job.pictures)
            else:
                self._trouble.hide()
                self.view.show_pages(job.pages, job.pictures, keep_place=not self._fresh_key)
                self._fresh_key = False
                self._show_count()
                self._show_marked()
                self.rendered.emit()
        if error is None or self._stale:
            self._work()

    def _tell(self, error: Exception) -> None:
        sentence = (
            str(error)
            if isinstance(error, UserError)
            else _("The page could not be laid out ({reason}). The text is safe; it can still be edited.").format(
                reason=str(error) or type(error).__name__
            )
        )
        self._trouble_words.setText(sentence)
        self._trouble.show()
        self.failed.emit(sentence)

    def _moved(self) -> None:
        self._show_count()
        self._work()

    def _clicked(self, page: int, y: float) -> None:
        guid = self.pages.anchor_at(page, y)
        if guid:
            self.anchor_clicked.emit(guid)

    def _show_count(self) -> None:
        total = len(self.pages.sizes)
        self._count.setText(f"{self.view.page + 1}/{total}" if total else "")

    def _show_zoom(self) -> None:
        fits = self.view.zoom is None
        self._fit.setText(_("Fit width") if fits else formats.percent(round((self.view.zoom or 1) * 100)))
        self._work()

    def _make_head(self) -> QFrame:
        head = box("band")
        head.setFixedHeight(theme.px(36))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        row.setSpacing(theme.px(4))
        self._count = label("", "secondary")
        row.addWidget(label(_("Printed page"), "field"))
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(_tool("zoom-out", _("Smaller (-)"), lambda: self.view.step_zoom(-1)))
        self._fit = link(_("Fit width"), lambda: self.view.set_zoom(None))
        row.addWidget(self._fit)
        row.addWidget(_tool("zoom-in", _("Larger (+)"), lambda: self.view.step_zoom(1)))
        row.addWidget(_tool("chevron-up", _("Previous page"), lambda: self.view.go_to_page(self.view.page - 1)))
        row.addWidget(_tool("chevron-down", _("Next page"), lambda: self.view.go_to_page(self.view.page + 1)))
        return head

    def _make_trouble(self) -> QFrame:
        strip = box("late")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._trouble_words = label("", wrap=True)
        set_role(self._trouble_words, "late")
        row.addWidget(icon_label("alert-triangle", "late", 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._trouble_words, 1)
        strip.hide()
        return strip

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work()


def _tool(icon_name: str, name: str, slot: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon_name, "accent"))
    made.setIconSize(QSize(theme.px(17), theme.px(17)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.clicked.connect(lambda _checked=False: slot())
    return made
