"""What it takes to reach a school's database server beside its address: a password, a certificate.

Neither ever stands in an address, so that an address may be shown, remembered and passed on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from trent_desktop import files
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.trusted import SYSTEM, authorities, driver_s_path


@dataclass(frozen=True, slots=True)
class Access:
    """The password of the database's user, and the certificate by which its server is known.

    `certificate` is PEM: the server's own where it signed it itself, else that of its authority.
    Either may be empty. No repr shows them.
    """

    password: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)

    def body(self) -> dict[str, str]:
        """As it is kept: only ever inside something that is encrypted."""
        return {"password": self.password, "certificate": self.certificate}

    @staticmethod
    def of(body: Mapping[str, Any]) -> Access:
        """The inverse of `body`."""
        return Access(str(body.get("password", "")), str(body.get("certificate", "")))

    def connect_args(self) -> dict[str, str]:
        """What the driver is given beside the address. Raises `DiskFull` or `Problem`."""
        args: dict[str, str] = {}
        if self.password:
            args["password"] = self.password
        if self.certificate:
            args["sslrootcert"] = certificate_file(self.certificate)
        return args


def trusted_anyway() -> str:
    """What the driver is given in the place of a certificate: what this computer trusts."""
    found = authorities()
    return certificate_file(found) if found else SYSTEM


def certificate_file(certificate: str) -> str:
    """The certificate as a file, which is how the driver takes it. It is no secret."""
    content = certificate.encode("ascii")
    folder = Path(
        platformdirs.user_data_dir("trent-desktop", appauthor=False, roaming=False),
        "certificates",
    )
    path = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.crt"
    with suppress(OSError):
        if files.read(path) == content:
            return driver_s_path(path)
    files.make_folder(folder, parents=True)
    write_whole(path, content)
    return driver_s_path(path)
