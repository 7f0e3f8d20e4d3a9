"""The collector rests while papers are made, and is afterwards as it was."""

import gc
from contextlib import ExitStack

import pytest

from cchc_desktop.writers.pauses import no_collecting


def test_the_collector_rests_until_the_last_paper_is_done() -> None:
    first, second = ExitStack(), ExitStack()
    assert gc.isenabled()
    first.enter_context(no_collecting())
    second.enter_context(no_collecting())
    first.close()  # papers on two threads end in any order
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_a_paper_that_cannot_be_made_leaves_it_on() -> None:
    with pytest.raises(ZeroDivisionError), no_collecting():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with no_collecting(), no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
