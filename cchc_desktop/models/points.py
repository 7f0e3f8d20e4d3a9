"""Points as the dossier keeps them: integers of ten-thousandths, so that sums are exact."""

from decimal import Decimal

_SCALE = Decimal(10_000)


def scaled(points: Decimal) -> int:
    """84.5 as 845000."""
    return int((Decimal(points) * _SCALE).to_integral_value())


def fits(points: Decimal) -> bool:
    """Whether the dossier can keep the number: SQLite's integers have 64 bits."""
    return abs(points) <= unscaled(2**63 - 1)


def unscaled(kept: int) -> Decimal:
    """845000 as 84.5."""
    return (Decimal(kept) / _SCALE).normalize() + Decimal(0)
