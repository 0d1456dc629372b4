"""The mail server's password on this laptop: in the credential store, or nowhere.

Unlike this laptop's own secret it is never in a file. Where there is no store it is asked for
each time.
"""

from __future__ import annotations

from contextlib import suppress

from trent_desktop.school.keys.laptops.laptop_secret import credential_store, store_errors

_SERVICE = "Trent Desktop mail"


class MailPassword:
    """The password of the school's mail server. `place` is an opaque name for the school."""

    def __init__(self, place: str) -> None:
        self._place = place

    def read(self, host: str, user: str) -> str | None:
        """The password, or None when none is kept here."""
        store = credential_store()
        found = None
        if store is not None:
            with suppress(*store_errors()):
                found = store.get_password(_SERVICE, self._name(host, user))
        return found or None

    def keep(self, host: str, user: str, password: str) -> bool:
        """Keep it. False when there is no store, or it did not take it."""
        store = credential_store()
        if store is None:
            return False
        with suppress(*store_errors()):
            store.set_password(  # pyright: ignore[reportUnknownMemberType]
                _SERVICE, self._name(host, user), password
            )
            return store.get_password(_SERVICE, self._name(host, user)) == password
        return False

    def forget(self, host: str, user: str) -> None:
        """Remove it from this laptop."""
        store = credential_store()
        if store is not None:
            with suppress(*store_errors()):
                store.delete_password(_SERVICE, self._name(host, user))

    def _name(self, host: str, user: str) -> str:
        return f"{self._place}/{user}@{host}"
