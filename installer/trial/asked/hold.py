"""Hold a file or a folder so that nobody else may open, rename or remove it; say "held", end with a line."""

import ctypes
import sys

assert sys.platform == "win32"
_GENERIC_READ, _OPEN_EXISTING = 0x80000000, 3
_BACKUP_SEMANTICS = 0x02000000  # without it a folder is not opened
_handle = ctypes.windll.kernel32.CreateFileW(
    sys.argv[1], _GENERIC_READ, 0, None, _OPEN_EXISTING, _BACKUP_SEMANTICS, None
)
assert _handle != -1
ctypes.windll.user32.GetDesktopWindow()  # begins Wine's desktop: else a setup does, and is waited for as long as it
print("held", flush=True)
sys.stdin.readline()
