"""Calls into Windows itself, and the numbers that it sends. Empty everywhere else."""

from __future__ import annotations

import sys
from typing import Final

WM_POWERBROADCAST: Final = 0x0218
WM_HOTKEY: Final = 0x0312
WM_WTSSESSION_CHANGE: Final = 0x02B1
WM_CLOSE: Final = 0x0010
#: Of WM_POWERBROADCAST: it goes to sleep, it has woken up by itself, somebody has woken it.
POWER_AWAY: Final = frozenset({0x04, 0x12, 0x07})
#: Of WM_WTSSESSION_CHANGE: another user at the screen, a remote one gone, signed out, locked.
SESSION_AWAY: Final = frozenset({2, 4, 6, 7})
VK_F9: Final = 0x78
#: Our own number for the one key that is asked for.
SHADE_HOTKEY: Final = 0x5244
#: A window that stands on the screen and in no picture of it (Windows 10 2004 and later).
WDA_EXCLUDEFROMCAPTURE: Final = 0x11
#: Earlier versions: black in every picture.
WDA_MONITOR: Final = 0x01
#: The class of windows that are dialogs of the system.
DIALOG_CLASS: Final = "#32770"
#: Made for as long as a window is open; the installer (setup.iss) waits until nobody has it.
OPEN_MUTEX: Final = "uk.trent-desktop.open"
#: Until it is said otherwise: neither the computer sleeps nor the display goes dark.
ES_CONTINUOUS: Final = 0x80000000
ES_AWAKE: Final = 0x00000003

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _user = ctypes.WinDLL("user32", use_last_error=True)
    _user.SetWindowDisplayAffinity.argtypes = [wintypes.HWND, wintypes.DWORD]
    _user.RegisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT]
    _user.UnregisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int]
    _user.IsWindowVisible.argtypes = [wintypes.HWND]
    _user.GetClassNameW.argtypes = [wintypes.HWND, wintypes.LPWSTR, ctypes.c_int]
    _user.PostMessageW.argtypes = [
        wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM,
    ]  # fmt: skip
    _EACH = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    _user.EnumWindows.argtypes = [_EACH, wintypes.LPARAM]
    _user.GetWindowThreadProcessId.argtypes = [wintypes.HWND, ctypes.POINTER(wintypes.DWORD)]
    _user.RegisterSuspendResumeNotification.argtypes = [wintypes.HANDLE, wintypes.DWORD]
    _user.RegisterSuspendResumeNotification.restype = wintypes.HANDLE
    #: DEVICE_NOTIFY_WINDOW_HANDLE
    _TO_A_WINDOW: Final = 0
    _sessions = ctypes.WinDLL("wtsapi32", use_last_error=True)
    _sessions.WTSRegisterSessionNotification.argtypes = [wintypes.HWND, wintypes.DWORD]

    def tell_the_installer() -> bool:
        """Say until this process ends that the program is open; whether Windows heard it."""
        make = ctypes.WinDLL("kernel32").CreateMutexW
        make.argtypes = [wintypes.LPVOID, wintypes.BOOL, wintypes.LPCWSTR]
        make.restype = wintypes.HANDLE
        return bool(make(None, False, OPEN_MUTEX))

    def message(address: int) -> tuple[int, int]:
        """Number and first value of the message at an address."""
        found = wintypes.MSG.from_address(address)
        return found.message, found.wParam

    def hear_of_session(window: int) -> bool:
        """Have a window told when this session is locked or left; whether Windows will."""
        return bool(_sessions.WTSRegisterSessionNotification(window, 0))

    def hear_of_sleep(window: int) -> bool:
        """Have a window told when the laptop goes to sleep and wakes; whether Windows will.

        Laptops whose sleep is the “modern” sort say so to nobody who did not ask.
        """
        return bool(_user.RegisterSuspendResumeNotification(window, _TO_A_WINDOW))

    def keep_out_of_pictures(window: int) -> bool:
        """No picture of the screen, recording or shared screen shows it; whether Windows agrees."""
        return bool(_user.SetWindowDisplayAffinity(window, WDA_EXCLUDEFROMCAPTURE)) or bool(
            _user.SetWindowDisplayAffinity(window, WDA_MONITOR)
        )

    def hold_key(window: int) -> bool:
        """Have F9 sent to a window, whichever one is being typed in."""
        return bool(_user.RegisterHotKey(window, SHADE_HOTKEY, 0, VK_F9))

    def let_key_go(window: int) -> None:
        """F9 belongs to whoever is typed in again."""
        _user.UnregisterHotKey(window, SHADE_HOTKEY)

    def close_dialogs() -> int:
        """Ask every dialog of the system that this program has open to close; how many.

        Whichever thread it stands in: Qt opens those for files on one of their own, and those for
        printing on ours, and both ask questions of theirs (*Replace it?*) that stand before them.
        """
        closed: list[int] = []
        ours = ctypes.WinDLL("kernel32").GetCurrentProcessId()

        def each(window: int, _more: int) -> bool:
            owner, name = wintypes.DWORD(), ctypes.create_unicode_buffer(64)
            _user.GetWindowThreadProcessId(window, ctypes.byref(owner))
            if owner.value != ours:
                return True
            _user.GetClassNameW(window, name, 64)
            if name.value == DIALOG_CLASS and _user.IsWindowVisible(window):
                _user.PostMessageW(window, WM_CLOSE, 0, 0)
                closed.append(window)
            return True

        _user.EnumWindows(_EACH(each), 0)
        return len(closed)

    def stay_awake(on: bool) -> bool:
        """Keep display and computer on for as long as this thread runs; whether Windows will."""
        ask = ctypes.WinDLL("kernel32").SetThreadExecutionState
        ask.argtypes, ask.restype = [wintypes.DWORD], wintypes.DWORD
        return bool(ask(ES_CONTINUOUS | ES_AWAKE if on else ES_CONTINUOUS))

else:

    def tell_the_installer() -> bool:
        """No installer asks."""
        return False

    def message(address: int) -> tuple[int, int]:
        """Nothing is sent."""
        del address
        return 0, 0

    def hear_of_session(window: int) -> bool:
        """There is nobody to tell it."""
        del window
        return False

    def hear_of_sleep(window: int) -> bool:
        """There is nobody to tell it."""
        del window
        return False

    def keep_out_of_pictures(window: int) -> bool:
        """Nobody to ask."""
        del window
        return False

    def hold_key(window: int) -> bool:
        """Nobody to ask."""
        del window
        return False

    def let_key_go(window: int) -> None:
        """Nothing is held."""
        del window

    def close_dialogs() -> int:
        """There are none."""
        return 0

    def stay_awake(on: bool) -> bool:
        """Nobody to ask."""
        del on
        return False
