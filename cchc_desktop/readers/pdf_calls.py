"""pdfium's functions called by bare addresses, at a third of the price of pointers with types.

These answer at once, so the interpreter is not given away around them, as it is around loading a page.
"""

import ctypes
from collections.abc import Callable
from typing import Any

ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int


def fast(function: Any, result: Any) -> Callable[..., Any]:
    """A function of pdfium; its handles are given as `ADDRESS(...)`, what it writes into by `ctypes.byref`.

    Nothing checks what is given: a bare number is taken for one of 32 bits.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address)  # type: ignore[arg-type]


def address_of(handle: Any) -> ctypes.c_void_p:
    """The address behind a handle of pypdfium2."""
    return ctypes.cast(handle, ctypes.c_void_p)
