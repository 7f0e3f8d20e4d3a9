"""Making many small objects at once."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_counting = threading.Lock()
_pauses = 0  # papers that are being made, on all threads together
_was_on = False  # before the first of them


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep Python from looking for objects that hold each other in a ring while a large paper is made.

    There are none among them, and looking through all of them again and again takes a third of the time at 5,000 rows.
    The collector is one for all threads: it rests until the last of the papers that are made at a time is done, and is
    then as it was before the first.
    """
    global _pauses, _was_on
    with _counting:
        if _pauses == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _counting:
            _pauses -= 1
            if _pauses == 0 and _was_on:
                gc.enable()
