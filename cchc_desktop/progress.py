"""Steps of a long action, yielded by its generator; closing the generator stops it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`done` of `total` steps, and what is being done, in the officer's language."""

    done: int
    total: int
    text: str
