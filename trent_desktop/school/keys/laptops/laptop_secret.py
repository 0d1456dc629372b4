"""This laptop's own secret for a member: in the operating system's credential store.

Where there is none, it is a file that only this user of the laptop can read, and the program says
so: whoever copies the whole user folder then has both halves of the key but for the password.
"""

from __future__ import annotations

import base64
import importlib
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage.atomic_file import write_whole

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

IN_A_FILE = (
    "This laptop has no credential store, so its secret is in a file that only you can read. "
    "Keep the laptop's disk encrypted."
)
_SERVICE = "Trent Desktop"
_BYTES = 32


class LaptopSecrets:
    """The secrets of one school on this laptop. `place` is an opaque name for that school."""

    def __init__(self, folder: Path, place: str) -> None:
        self._folder = folder
        self._place = place

    def read(self, member_id: uuid.UUID) -> bytes | None:
        """The member's secret, 32 bytes, or None when there is none here."""
        store = credential_store()
        if store is not None:
            kept = None
            with suppress(*store_errors()):
                kept = store.get_password(_SERVICE, self._name(member_id))
            if kept:
                return _checked(kept)
        with suppress(OSError):
            return _checked(files.read(self._file(member_id)).decode("ascii"))
        return None

    def keep(self, member_id: uuid.UUID, secret: bytes) -> None:
        """Keep it. Raises `Problem` when neither the store nor a file will have it."""
        text = base64.b64encode(secret).decode("ascii")
        store = credential_store()
        if store is not None:
            with suppress(*store_errors()):
                store.set_password(  # pyright: ignore[reportUnknownMemberType]
                    _SERVICE, self._name(member_id), text
                )
                # A store that takes and does not give back would lock her out.
                if store.get_password(_SERVICE, self._name(member_id)) == text:
                    files.remove(self._file(member_id))
                    return
        try:
            files.make_folder(self._folder, parents=True)
            write_whole(self._file(member_id), text.encode("ascii"))  # for this user alone
        except (OSError, Problem) as error:
            raise Problem(
                "This laptop's own secret cannot be kept here.",
                what_to_do="Check that the disk is not full and that you may write there.",
                where=str(self._folder),
            ) from error

    def forget(self, member_id: uuid.UUID) -> None:
        """Remove it from this laptop."""
        store = credential_store()
        if store is not None:
            with suppress(*store_errors()):
                store.delete_password(_SERVICE, self._name(member_id))
        with suppress(OSError):
            files.remove(self._file(member_id))

    def words(self, member_id: uuid.UUID) -> str:
        """`IN_A_FILE` when the secret is in a file, else empty."""
        return IN_A_FILE if self._file(member_id).exists() else ""

    def _file(self, member_id: uuid.UUID) -> Path:
        return self._folder / f"{member_id}.secret"

    def _name(self, member_id: uuid.UUID) -> str:
        return f"{self._place}/{member_id}"


def credential_store() -> KeyringBackend | None:
    """The operating system's store, or None where there is none that can be used."""
    import keyring
    from keyring.backends import fail, null

    with suppress(*store_errors()):
        store = keyring.get_keyring()
        if not isinstance(store, fail.Keyring | null.Keyring):
            _keep_here(store)
            return store
    return None


def store_errors() -> tuple[type[Exception], ...]:
    """What the operating system's store may raise."""
    from keyring.errors import KeyringError

    # Backends raise what the system behind them raises: no store must ever stop a sign-in.
    return (KeyringError, OSError, RuntimeError, ValueError, *_errors_of_windows())


def _errors_of_windows() -> tuple[type[Exception], ...]:
    """Its own sort, which is no `OSError`; by whichever package the store stands on there."""
    if sys.platform != "win32":
        return ()
    found: list[type[Exception]] = []
    for name in ("win32ctypes.pywin32.pywintypes", "pywintypes"):
        with suppress(ImportError):
            error: object = getattr(importlib.import_module(name), "error", None)
            if isinstance(error, type) and issubclass(error, Exception):
                found.append(error)
    return tuple(found)


def _keep_here(store: KeyringBackend) -> None:
    """On Windows a credential roams with its user's profile to every computer unless it is told
    to stay: then it would be no secret of this laptop, and lie on a server. Raises what the store
    raises.
    """
    if sys.platform == "win32":
        chained: list[KeyringBackend] = getattr(store, "backends", [store])
        for one in chained:
            if hasattr(type(one), "persist"):
                setattr(one, "persist", "local machine")  # noqa: B010 - of that store alone


def _checked(text: str) -> bytes | None:
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return None
    return secret if len(secret) == _BYTES else None
