"""The console that Windows opens for whoever double-clicks `start.py`, and closes at its end.

Why a start failed could not be read there. Read by any Python 3, as `start.py` is: which Python it
is may be what was said.
"""

import atexit
import os
import sys

#: What may be in that console besides this process: the launchers that a double click goes through.
_LAUNCHERS = ("py.exe", "pyw.exe", "python.exe", "pythonw.exe", "python3.exe", "pymanager.exe")
_MOST = 16
_QUERY_LIMITED_INFORMATION = 0x1000
_LONGEST = 1024


def stay_open_at_the_end() -> None:
    """Let a console of our own stay until a key is pressed; `may_close` takes that back.

    A double click gives no arguments. Who gives some is a person at a prompt, or a scheduled job,
    which nobody would press a key for.
    """
    if sys.platform == "win32" and len(sys.argv) == 1:
        atexit.register(_wait)


def may_close() -> None:
    """Nothing was said that has to be read."""
    atexit.unregister(_wait)


def _wait() -> None:
    if sys.platform != "win32":
        return
    import msvcrt

    try:
        if not _is_ours():
            return
        sys.stderr.write("\nPress any key to close this window.\n")
        sys.stderr.flush()
        msvcrt.getwch()
    except (AttributeError, OSError):  # no console, or none that can be asked
        return


def _is_ours() -> bool:
    """Whether nobody else is in this console who would show it on: no shell, no editor."""
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")
    there = (wintypes.DWORD * _MOST)()
    count = kernel.GetConsoleProcessList(there, _MOST)
    if not 0 < count <= _MOST:
        return False
    others = [number for number in there[:count] if number != os.getpid()]
    return all(_program(number) in _LAUNCHERS for number in others)


def _program(number: int) -> str:
    """The name of the file that a process runs; empty where Windows does not say."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.QueryFullProcessImageNameW.argtypes = [
        wintypes.HANDLE,
        wintypes.DWORD,
        wintypes.LPWSTR,
        ctypes.POINTER(wintypes.DWORD),
    ]
    kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, number)
    if not handle:
        return ""
    try:
        name = ctypes.create_unicode_buffer(_LONGEST)
        size = wintypes.DWORD(_LONGEST)
        if not kernel.QueryFullProcessImageNameW(handle, 0, name, ctypes.byref(size)):
            return ""
        return name.value.replace("\\", "/").rsplit("/", 1)[-1].lower()
    finally:
        kernel.CloseHandle(handle)
