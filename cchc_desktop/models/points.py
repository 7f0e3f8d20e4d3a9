"""Points as the dossier keeps them: integers of ten-thousandths, so that sums are exact."""

from decimal import Decimal

_SCALE = Decimal(10_000)


def scaled(points: Decimal) -> int:
    """84.5 as 845000."""
    return int((Decimal(points) * _SCALE).to_integral_value())


def unscaled(kept: int) -> Decimal:
    """845000 as 84.5."""
    return (Decimal(kept) / _SCALE).normalize() + Decimal(0)
