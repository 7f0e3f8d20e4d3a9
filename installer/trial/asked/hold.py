"""Hold a file so that nobody else may open, rename or remove it; say "held", and end with the next line that comes."""

import ctypes
import sys

assert sys.platform == "win32"
_GENERIC_READ, _OPEN_EXISTING = 0x80000000, 3
_handle = ctypes.windll.kernel32.CreateFileW(sys.argv[1], _GENERIC_READ, 0, None, _OPEN_EXISTING, 0, None)
assert _handle != -1
print("held", flush=True)
sys.stdin.readline()
