"""The authorities that this computer trusts, as the database's driver takes them: as a file.

On Linux the driver finds them itself. The one for Windows and Macs looks where nothing is, and would
trust no server whose certificate was not confirmed by hand: there they are asked of the system.
"""

from __future__ import annotations

import functools
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

#: What the driver itself calls “those that this computer trusts”.
SYSTEM: Final = "system"
_KEYCHAINS: Final = (
    "/Library/Keychains/System.keychain",
    "/System/Library/Keychains/SystemRootCertificates.keychain",
)
_STORES: Final = ("ROOT", "CA")
_ASKED_S: Final = 10.0
#: Of what a certificate may be used for: to prove who a server is.
_SERVERS: Final = "1.3.6.1.5.5.7.3.1"
_LONGEST: Final = 1024


@functools.cache
def authorities() -> str:
    """All of them as PEM, as they were when the program started; empty for what the driver knows."""
    if sys.platform == "win32":
        import ssl

        found: dict[bytes, None] = {}
        for store in _STORES:
            with suppress(OSError):
                for content, kind, use in ssl.enum_certificates(store):
                    # Either for everything, or for servers among other things.
                    if kind == "x509_asn" and (use is True or (use and _SERVERS in use)):
                        found[content] = None
        return "".join(map(ssl.DER_cert_to_PEM_cert, found))
    if sys.platform == "darwin":
        import subprocess

        command = ["/usr/bin/security", "find-certificate", "-a", "-p", *_KEYCHAINS]
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(command, capture_output=True, timeout=_ASKED_S, check=False)
            return done.stdout.decode("ascii", "ignore")
    return ""


def driver_s_path(path: Path) -> str:
    """A path as the driver reads it: on Windows in letters of the console's old code page alone.

    A user's folder may have others in its name; Windows has a short name beside it then.
    """
    if sys.platform != "win32" or str(path).isascii():
        return str(path)
    import ctypes

    short = ctypes.create_unicode_buffer(_LONGEST)
    with suppress(OSError):
        ask = ctypes.WinDLL("kernel32", use_last_error=True).GetShortPathNameW
        if 0 < int(ask(str(path), short, _LONGEST)) < _LONGEST and short.value.isascii():
            return short.value
    return str(path)
