"""Steps of a long action, yielded by its generator; closing the generator stops it."""

from typing import NamedTuple


class Progress(NamedTuple):
    """`done` of `total` steps, and what is being done, in the officer's language."""

    done: int
    total: int
    text: str
