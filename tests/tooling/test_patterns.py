"""No regular expression of the program works for long on any text: what a file holds cannot hang it."""

import re
import signal
from collections.abc import Iterator

import pytest

from tests.tooling.patterns import SLOWEST, patterns, slowest

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer of work")


@pytest.fixture(autouse=True)
def _timer() -> Iterator[None]:
    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_no_pattern_goes_back_and_forth() -> None:
    """All patterns at once: a list of hundreds of tests would say no more."""
    slow = {}
    for (text, flags), (name, anywhere) in patterns().items():
        took, begins = slowest(re.compile(text, flags), anywhere)
        if took >= SLOWEST:
            slow[name] = (round(took, 2), text, begins[:20])
    assert not slow


@pytest.mark.parametrize(
    "bad", [r"(a+)+$", r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-*:?\s*)*\|?$", r"(\w+\s?)*!", r"<a\s+[^>]*x[^>]*y[^>]*>"]
)
def test_bad_patterns_are_found(bad: str) -> None:
    assert slowest(re.compile(bad), anywhere=True)[0] >= SLOWEST
