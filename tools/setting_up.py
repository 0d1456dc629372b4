"""What can stand in the way of setting up, and what to do about it, in words.

Called by start.py, so standard library only.
"""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_CERTIFICATE = re.compile(
    r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerification"
)
#: What pip's log says, and what that means. The first that is found is said.
_MEANT: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        _CERTIFICATE,
        (
            "Something on this network opens encrypted traffic, as a school's web filter does, and shows a "
            "certificate that Python does not know: ask the technician for that certificate as a file and "
            "set PIP_CERT to its name, or have it added to what this computer trusts."
        ),
    ),
    (
        re.compile(r"DO NOT MATCH THE HASHES"),
        (
            "What came from the internet is not what was asked for, and was not used: a web filter may have "
            "put a page of its own in its place. Ask the technician to let Python's packages through."
        ),
    ),
    (
        re.compile(r"No space left|\[Errno 28\]|WinError 112"),
        "There is no room left on this computer's disk: make some.",
    ),
    (
        re.compile(r"ProxyError|407 Proxy|Tunnel connection failed"),
        (
            "The network's proxy does not let Python through: ask the technician for its address, and set "
            "HTTPS_PROXY to it."
        ),
    ),
    (
        re.compile(
            r"NameResolutionError|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|"
            r"name resolution|getaddrinfo failed|Network is unreachable|Connection refused"
        ),
        (
            "The internet cannot be reached from here: see that this computer is connected, and ask the "
            "technician whether there is a proxy, whose address goes into HTTPS_PROXY."
        ),
    ),
    (
        re.compile(r"WinError (5|32)\b|Access is denied"),
        "A file of the program is in use: close Trent Desktop, and let the virus scanner finish.",
    ),
    (
        re.compile(r"No matching distribution found"),
        (
            "There is no build of one of the parts for this system: Windows 10 of 64 bits, macOS 13, or a "
            "Linux of 2022 (Debian 12, Ubuntu 22.04) or later is needed."
        ),
    ),
)
_ASIDE = "-old"
#: How often, and how long after one another, a folder is renamed that somebody holds.
_TRIES, _PAUSE_S = 10, 0.2
#: Where Linux systems keep what they trust, in one file.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
)


def certificates_fail(log: Path) -> bool:
    """Whether pip's log says that it trusted nobody on the way."""
    return bool(_CERTIFICATE.search(_read(log)))


def why_pip_failed(log: Path) -> str:
    """One sentence that says what pip's log means, and what to do; empty for what is not known."""
    said = _read(log)
    return next((words for pattern, words in _MEANT if pattern.search(said)), "")


def _read(log: Path) -> str:
    try:
        return log.read_text("utf-8", "replace")
    except OSError:
        return ""


def trusted_here(folder: Path) -> Path | None:
    """A file with the certificates that this computer trusts, made in ``folder`` where there is none.

    None when this computer says none.
    """
    for bundle in map(Path, _BUNDLES):
        if sys.platform.startswith("linux") and bundle.is_file():
            return bundle
    if sys.platform == "darwin":
        pem = _of_keychains()
    else:
        trusted = ssl.create_default_context().get_ca_certs(binary_form=True)
        pem = "".join(ssl.DER_cert_to_PEM_cert(one) for one in trusted)
    if not pem:
        return None
    bundle = folder / "trusted.pem"
    try:
        bundle.write_text(pem, "ascii")
    except OSError:
        return None
    return bundle


def _of_keychains() -> str:
    keychains = [
        "/Library/Keychains/System.keychain",
        "/System/Library/Keychains/SystemRootCertificates.keychain",
    ]
    command = ["/usr/bin/security", "find-certificate", "-a", "-p", *keychains]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def is_free(venv: Path, in_use: Path) -> bool:
    """Whether no program runs from ``venv``: each holds ``in_use``; Windows moves no such folder."""
    if sys.platform == "win32":
        return _can_be_moved(venv)
    import fcntl

    try:
        with in_use.open("a+b") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # it cannot be said here
    return True


def _can_be_moved(venv: Path) -> bool:
    aside = venv.with_name(venv.name + _ASIDE)
    if not venv.exists() or venv.is_symlink():
        return True
    taken_away(aside)
    # Where it cannot be called back it is taken for gone, and made anew at the next start.
    return _renamed(venv, aside) and _renamed(aside, venv)


def _renamed(folder: Path, name: Path) -> bool:
    """Rename a folder; whoever only looks through it, as a virus scanner does, is waited for."""
    for _ in range(_TRIES):
        with suppress(OSError):
            folder.rename(name)
            return True
        time.sleep(_PAUSE_S)
    return False


def taken_away(folder: Path) -> bool:
    """Take a folder away: whole, or not at all. What is left of it under another name goes later."""
    import shutil

    if not folder.exists():
        return True
    aside = folder
    if not folder.name.endswith(_ASIDE):
        aside = folder.with_name(folder.name + _ASIDE)
        shutil.rmtree(aside, ignore_errors=True)
        with suppress(OSError):
            folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)
    return not folder.exists()
