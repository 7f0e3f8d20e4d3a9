"""From a thread to the window: what is told there is heard on the window's thread, or by nobody any more."""

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid


class _Post(QObject):
    """Brings what a thread tells to the window's thread.

    One for the whole program, because an object of Qt must not end on another thread: whoever a piece of work is for
    may be gone before it, and is held only weakly.
    """

    came = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, method: "weakref.WeakMethod[Callable[..., object]]", words: tuple[Any, ...]) -> None:
        call = method()
        if call is not None and isValid(call.__self__):  # type: ignore[attr-defined]
            call(*words)


_post: _Post | None = None


def posted(method: Callable[..., object]) -> Callable[..., None]:
    """What a thread may call: the method is then called on the window's thread, unless its object has gone."""
    global _post
    if _post is None or not isValid(_post):
        _post = _Post()
    post, kept = _post, weakref.WeakMethod(method)

    def tell(*words: Any) -> None:
        if isValid(post):  # the program may be at its end
            post.came.emit(kept, words)

    return tell
