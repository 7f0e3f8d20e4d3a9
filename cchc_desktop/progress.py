"""Steps of a long action, yielded by its generator; closing the generator stops it.

What is deep inside one step, such as another program at work, asks here whether it is to stop, and says what it does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from cchc_desktop.errors import Cancelled


class Progress(NamedTuple):
    """`done` of `total` steps, and what is being done, in the officer's language."""

    done: int
    total: int
    text: str


class _Listener(NamedTuple):
    is_stopped: Callable[[], bool]
    tell: Callable[[Progress], object]


_listener: ContextVar[_Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(is_stopped: Callable[[], bool], tell: Callable[[Progress], object]) -> Iterator[None]:
    """Whoever waits for the work that is done within, on this thread."""
    token = _listener.set(_Listener(is_stopped, tell))
    try:
        yield
    finally:
        _listener.reset(token)


def stop_if_asked() -> None:
    """Raise `Cancelled` where whoever waits for this work wants it no more."""
    listener = _listener.get()
    if listener is not None and listener.is_stopped():
        raise Cancelled


def tell(text: str) -> None:
    """Say what is being done in a step whose length nobody knows."""
    listener = _listener.get()
    if listener is not None:
        listener.tell(Progress(0, 0, text))
