"""Calls into macOS itself, through its C interfaces. Empty everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

#: What macOS tells every program: the screen is locked (another user comes too), or saved.
AWAY: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_KEY_DOWN: Final = 10
_F9: Final = 0x65

if sys.platform == "darwin":
    import ctypes
    import ctypes.util
    from contextlib import suppress

    _TOLD = ctypes.CFUNCTYPE(
        None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
    )
    _UTF8: Final = 0x08000100
    #: Also while the program is not in front.
    _AT_ONCE: Final = 4
    _kept: list[object] = []

    def hear_of_session(tell: Callable[[], object]) -> bool:
        """Call `tell` on the GUI thread when the screen is locked; whether macOS will."""
        with suppress(OSError, AttributeError):
            core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
            core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.argtypes = [
                ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32,
            ]  # fmt: skip
            core.CFNotificationCenterAddObserver.restype = None
            core.CFNotificationCenterAddObserver.argtypes = [
                ctypes.c_void_p, ctypes.c_void_p, _TOLD, ctypes.c_void_p, ctypes.c_void_p,
                ctypes.c_long,
            ]  # fmt: skip

            def told(
                _center: int | None,
                _us: int | None,
                _name: int | None,
                _of: int | None,
                _more: int | None,
            ) -> None:
                tell()

            heard = _TOLD(told)
            _kept.append(heard)  # as long as the program runs
            center = core.CFNotificationCenterGetDistributedCenter()
            for name in AWAY:
                words = core.CFStringCreateWithCString(None, name.encode(), _UTF8)
                core.CFNotificationCenterAddObserver(center, None, heard, words, None, _AT_ONCE)
            return True
        return False

    def is_shade_key(event: int) -> bool:
        """Whether the event of macOS at an address is F9 going down."""
        with suppress(OSError, AttributeError):
            objc = ctypes.CDLL(ctypes.util.find_library("objc"))
            objc.sel_registerName.restype = ctypes.c_void_p
            objc.sel_registerName.argtypes = [ctypes.c_char_p]
            ask = ctypes.CFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p)(
                ("objc_msgSend", objc)
            )
            code = ctypes.CFUNCTYPE(ctypes.c_ushort, ctypes.c_void_p, ctypes.c_void_p)(
                ("objc_msgSend", objc)
            )
            if ask(event, objc.sel_registerName(b"type")) == _KEY_DOWN:
                return code(event, objc.sel_registerName(b"keyCode")) == _F9
        return False

else:

    def hear_of_session(tell: Callable[[], object]) -> bool:
        """There is nobody to tell it."""
        del tell
        return False

    def is_shade_key(event: int) -> bool:
        """There are no such events."""
        del event
        return False
