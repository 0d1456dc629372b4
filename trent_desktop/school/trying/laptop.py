"""Tries what this laptop keeps by itself: its credential store, and its own folder."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trent_desktop.school.keys.laptops.laptop_secret import credential_store, store_errors
from trent_desktop.school.trying.values import Came, Tried

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "Trent Desktop: a try"
_LOW_BYTES: Final = 500 * 1024**2
_FAR_S: Final = 1.0
_STORES: Final = {"win32": "Credential Manager", "darwin": "the keychain"}


def try_laptop(own_folder: Path) -> tuple[Tried, ...]:
    """Try both; a second, and off the GUI thread. Never raises."""
    return (_store(credential_store()), _own_folder(own_folder))


def _store(store: KeyringBackend | None) -> Tried:
    title = "The laptop’s credential store"
    where = _STORES.get(sys.platform, "the desktop’s keyring")
    if store is None:
        return Tried(
            "credentials",
            title,
            Came.NOTE,
            "There is none that can be used, so this laptop’s secret is in a file that only its user can read.",
            "Keep the laptop’s disk encrypted.",
        )
    name, secret = uuid.uuid4().hex, secrets.token_hex(16)
    began = time.monotonic()
    came, words, do = Came.WELL, f"A secret comes back out of {where}, and can be taken away.", ""
    try:
        store.set_password(_SERVICE, name, secret)  # pyright: ignore[reportUnknownMemberType]
        if store.get_password(_SERVICE, name) != secret:
            came, words = Came.NOTE, f"A secret did not come back out of {where}."
            do = "The program uses a file that only this user can read. Keep the disk encrypted."
    except store_errors() as error:
        came = Came.NOTE
        words = f"{where.capitalize()} refused ({type(error).__name__})."
        do = "The program uses a file that only this user can read. Keep the disk encrypted."
    finally:
        with suppress(*store_errors()):
            store.delete_password(_SERVICE, name)
    took = time.monotonic() - began
    if came is Came.WELL and took > _FAR_S:
        came, words = Came.NOTE, f"{words} It took {took:.1f} seconds; so does signing in."
    return Tried("credentials", title, came, words, do)


def _own_folder(folder: Path) -> Tried:
    title = "What is kept on this laptop"
    trial = folder / f".try-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with trial.open("wb") as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
        trial.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        with suppress(OSError):
            trial.unlink()
        words = f"This user may not write into the program’s own folder (code {error.errno})."
        do = "What is typed cannot be kept here. Ask whoever looks after the laptops."
        return Tried("own-folder", title, Came.ILL, words, do)
    words = f"What is typed is kept here. {free / 1024**3:,.1f} GB are free."
    low = free < _LOW_BYTES
    return Tried(
        "own-folder",
        title,
        Came.NOTE if low else Came.WELL,
        words,
        "Free some room." if low else "",
    )
