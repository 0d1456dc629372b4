"""What only Windows has, as far as this program asks for it; put in its place for one test."""

from __future__ import annotations

import ctypes
import errno
import importlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

_ROOT = Path(__file__).parents[1]


class WindowsError5(Exception):
    """Its own sort of error, of `pywintypes`: no `OSError`."""

    def __init__(self, winerror: int, funcname: str) -> None:
        super().__init__(winerror, funcname, "The parameter is incorrect")
        self.winerror, self.funcname = winerror, funcname


class Credentials(ModuleType):
    """`win32cred`: the credentials of one user. `fails` lets each call fail."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_SESSION, CRED_PERSIST_LOCAL_MACHINE, CRED_PERSIST_ENTERPRISE = 1, 2, 3

    def __init__(self) -> None:
        super().__init__("win32cred")
        self.kept: dict[str, dict[str, Any]] = {}
        self.fails = False

    def _may_fail(self, name: str) -> None:
        if self.fails:
            raise WindowsError5(87, name)

    def CredRead(self, Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N803 - theirs
        self._may_fail("CredRead")
        if TargetName not in self.kept:
            raise WindowsError5(1168, "CredRead")
        return self.kept[TargetName]

    def CredWrite(self, credential: dict[str, Any], _flags: int) -> None:
        self._may_fail("CredWrite")
        blob = credential["CredentialBlob"].encode("utf-16")
        self.kept[credential["TargetName"]] = credential | {"CredentialBlob": blob}

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: N803 - theirs
        self._may_fail("CredDelete")
        del self.kept[TargetName]


class Locks(ModuleType):
    """`msvcrt`: locks on bytes, each held by one handle."""

    LK_LOCK, LK_NBLCK, LK_UNLCK = 1, 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self._held: dict[tuple[int, int], int] = {}
        #: How often a key was waited for.
        self.keys = 0

    def getwch(self) -> str:
        self.keys += 1
        return " "

    def locking(self, handle: int, how: int, _count: int) -> None:
        at = (os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR))
        if how == self.LK_UNLCK:
            if self._held.pop(at, None) != handle:
                raise PermissionError(errno.EACCES, "Permission denied")
            return
        if self._held.get(at, handle) != handle:
            raise PermissionError(errno.EACCES, "Permission denied")
        self._held[at] = handle


def _error(code: int) -> OSError:
    error = OSError(errno.EACCES, "of Windows")
    error.winerror = code  # type: ignore[attr-defined]
    return error


class Call:
    """One function of a library, with what it takes and gives declared on it."""

    def __init__(self, does: Callable[..., object]) -> None:
        self._does = does

    def __call__(self, *given: object) -> object:
        return self._does(*given)


class Desktop:
    """`user32`, `kernel32` and `wtsapi32`, as far as they are asked for windows and messages."""

    OURS = 4711

    def __init__(self) -> None:
        #: Each window: whose it is, its class, whether it is seen.
        self.windows: dict[int, tuple[int, str, bool]] = {}
        self.told: list[str] = []
        self.closed: list[int] = []
        for name in (
            *("SetWindowDisplayAffinity", "RegisterHotKey", "UnregisterHotKey"),
            *("WTSRegisterSessionNotification", "RegisterSuspendResumeNotification"),
        ):
            setattr(self, name, Call(partial(self._asked, name)))
        #: So many times a file that is copied is held by somebody.
        self.held = 0
        self.last_error = 0
        self.CopyFileExW = Call(self._copy)
        #: The short name that Windows has beside one that is too long, or in other letters.
        self.short: dict[str, str] = {}
        self.GetShortPathNameW = Call(self._short)
        self.GetCurrentProcessId = Call(lambda: self.OURS)
        self.EnumWindows = Call(lambda each, more: [each(one, more) for one in self.windows])
        self.GetWindowThreadProcessId = Call(self._whose)
        self.GetClassNameW = Call(self._class)
        self.IsWindowVisible = Call(lambda window: self.windows[window][2])
        #: The file of each process in this console; this one is in it too.
        self.console: dict[int, str] = {}
        #: Names that were made for others to see that a program runs.
        self.mutexes: list[str] = []
        self.GetConsoleProcessList = Call(self._in_console)
        self.OpenProcess = Call(lambda _how, _inherit, number: number)
        self.QueryFullProcessImageNameW = Call(self._file_of)
        self.CloseHandle = Call(lambda _handle: 1)
        self.CreateMutexW = Call(lambda _safe, _owned, name: self.mutexes.append(name) or 7)
        self.PostMessageW = Call(lambda window, *_what: self.closed.append(window))

    def _asked(self, name: str, window: int, *_more: object) -> int:
        self.told.append(f"{name} {window}")
        return 1

    def _copy(self, source: str, target: str, *_more: object) -> int:
        if self.held:
            self.held -= 1
            self.last_error = 32
            return 0
        shutil.copyfile(source, target)
        return 1

    def _short(self, path: str, into: Any, _most: int) -> int:
        into.value = self.short.get(path, "")
        return len(into.value)

    def _in_console(self, into: Any, _most: int) -> int:
        numbers = [os.getpid(), *self.console]
        into[: len(numbers)] = numbers
        return len(numbers)

    def _file_of(self, number: int, _how: int, into: Any, _size: object) -> int:
        into.value = self.console[number]
        return bool(self.console[number])

    def _whose(self, window: int, into: Any) -> int:
        into._obj.value = self.windows[window][0]
        return 1

    def _class(self, window: int, into: Any, _most: int) -> int:
        into.value = self.windows[window][1]
        return 1


class Windows:
    """The switch: from here on, until the end of the test, this is Windows."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.credentials, self.locks = Credentials(), Locks()
        #: What a drive's letter is connected to, and what the registry says of it.
        self.drives: dict[str, str] = {}
        self.registry: dict[str, str] = {}
        self.played: list[str] = []
        self.has_sound = True
        self.let_forward: list[int] = []
        self.desktop = Desktop()
        patch.setattr(sys, "platform", "win32")
        errors = ModuleType("pywintypes")
        errors.error = WindowsError5  # type: ignore[attr-defined]
        package = ModuleType("win32ctypes")
        inside = ModuleType("win32ctypes.pywin32")
        inside.pywintypes, inside.win32cred = errors, self.credentials  # type: ignore[attr-defined]
        for name, module in {
            "pywintypes": errors,
            "win32cred": self.credentials,
            "win32ctypes": package,
            "win32ctypes.pywin32": inside,
            "win32ctypes.pywin32.pywintypes": errors,
            "win32ctypes.pywin32.win32cred": self.credentials,
            "msvcrt": self.locks,
            "winsound": self._sound(),
            "winreg": self._registry(),
        }.items():
            patch.setitem(sys.modules, name, module)
        calls = SimpleNamespace(
            user32=SimpleNamespace(AllowSetForegroundWindow=self.let_forward.append)
        )
        patch.setattr(ctypes, "windll", calls, raising=False)
        patch.setattr(ctypes, "get_last_error", lambda: self.desktop.last_error, raising=False)
        patch.setattr(ctypes, "WinError", _error, raising=False)
        patch.setattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE, raising=False)
        patch.setattr(ctypes, "WinDLL", self._library, raising=False)

    def anew(self, name: str) -> ModuleType:
        """A module of the program as it is imported on Windows; the one that is there stays."""
        path = _ROOT.joinpath(*name.split(".")).with_suffix(".py")
        spec = importlib.util.spec_from_file_location(f"{name}_on_windows", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        self._patch.setitem(sys.modules, spec.name, module)  # its dataclasses look there
        spec.loader.exec_module(module)
        return module

    def _sound(self) -> ModuleType:
        module = ModuleType("winsound")
        module.SND_FILENAME, module.SND_ASYNC = 0x20000, 1  # type: ignore[attr-defined]

        def play(path: str, _how: int) -> None:
            if not self.has_sound:
                raise RuntimeError("Failed to play sound")
            self.played.append(path)

        module.PlaySound = play  # type: ignore[attr-defined]
        return module

    def _registry(self) -> ModuleType:
        module = ModuleType("winreg")

        class Key:
            def __init__(self, values: Mapping[str, str]) -> None:
                self.values = values

            def __enter__(self) -> Key:
                return self

            def __exit__(self, *_: object) -> None: ...

        def open_key(_root: int, name: str) -> Key:
            if name not in self.registry:
                raise FileNotFoundError(name)
            return Key({"RemotePath": self.registry[name]})

        module.HKEY_CURRENT_USER = 1  # type: ignore[attr-defined]
        module.OpenKey = open_key  # type: ignore[attr-defined]
        module.QueryValueEx = lambda key, name: (key.values[name], 1)  # type: ignore[attr-defined]
        return module

    def _library(self, name: str, **_how: object) -> Any:
        if name in ("user32", "kernel32", "wtsapi32"):
            return self.desktop
        assert name == "mpr"

        def connection(drive: str, into: Any, _size: object) -> int:
            if drive not in self.drives:
                return 2250
            into.value = self.drives[drive]
            return 0

        return SimpleNamespace(WNetGetConnectionW=connection)
