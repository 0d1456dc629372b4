"""Folders that a Mac itself knows as copied by a service, wherever they lie.

With *Desktop & Documents* switched on, iCloud copies two folders that look like any others; and so do
other services whose folders were moved. A Mac writes whose they are beside the folder, in a mark that
no name tells and no file manager shows.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

#: The mark on the topmost folder of what is copied: the service, a stroke, and which account.
MARK: Final = "com.apple.file-provider-domain-id"
_MOST: Final = 4096


def provider_of(folder: Path) -> str:
    """What a Mac calls the service that copies this folder or one above it; empty for none."""
    if sys.platform != "darwin":
        return ""
    for one in (folder, *folder.parents):
        if marked := _mark(one):
            return marked.partition("/")[0]
    return ""


def _mark(folder: Path) -> str:
    """The mark of one folder. Python asks for such marks on Linux only."""
    import ctypes

    with suppress(OSError, AttributeError):
        ask = ctypes.CDLL(None, use_errno=True).getxattr
        ask.argtypes = [
            ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_size_t,
            ctypes.c_uint32, ctypes.c_int,
        ]  # fmt: skip
        ask.restype = ctypes.c_ssize_t
        value = ctypes.create_string_buffer(_MOST)
        length = int(ask(os.fsencode(folder), MARK.encode("ascii"), value, _MOST, 0, 0))
        return value.raw[: max(0, length)].decode("utf-8", "replace").rstrip("\0")
    return ""
