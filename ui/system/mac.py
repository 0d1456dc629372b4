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

    _LEVEL_ON: Final = 255
    _held: list[int] = []

    def stay_awake(on: bool) -> bool:
        """Keep display and computer on while this process runs; whether macOS will."""
        with suppress(OSError, AttributeError):
            power = ctypes.CDLL(ctypes.util.find_library("IOKit"))
            power.IOPMAssertionRelease.argtypes = [ctypes.c_uint32]
            while _held:
                power.IOPMAssertionRelease(_held.pop())
            if not on:
                return False
            core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
            core.CFStringCreateWithCString.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.argtypes = [
                ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32,
            ]  # fmt: skip
            core.CFRelease.argtypes = [ctypes.c_void_p]
            power.IOPMAssertionCreateWithName.argtypes = [
                ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint32),
            ]  # fmt: skip
            kind = core.CFStringCreateWithCString(None, b"PreventUserIdleDisplaySleep", _UTF8)
            why = core.CFStringCreateWithCString(None, b"A lesson is on the board", _UTF8)
            number = ctypes.c_uint32()
            refused = power.IOPMAssertionCreateWithName(kind, _LEVEL_ON, why, ctypes.byref(number))
            core.CFRelease(kind)
            core.CFRelease(why)
            if not refused:
                _held.append(number.value)
            return not refused
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

    def stay_awake(on: bool) -> bool:
        """Nobody to ask."""
        del on
        return False
