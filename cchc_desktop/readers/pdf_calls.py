"""pdfium's functions called by bare addresses, at half the price of pointers with types."""

import ctypes
from collections.abc import Callable
from typing import Any

ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int
FLOAT, DOUBLE = ctypes.POINTER(ctypes.c_float), ctypes.POINTER(ctypes.c_double)
CHANNEL, FLAG = ctypes.POINTER(ctypes.c_uint), ctypes.POINTER(ctypes.c_int)


def fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium that takes and gives addresses as numbers; nothing checks that they are alive."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def address_of(handle: Any) -> int:
    """The address behind a handle of pypdfium2, 0 of none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
