"""The Internet Printing Protocol, as much of it as printing a PDF takes (RFC 8010 and 8011).

    server = Ipp.of_this_computer()
    answer = server.ask(Operation.GET_PRINTERS, [keyword("requested-attributes", "printer-name")])

Requests go to the computer's own print system, through its socket where there is one.
"""

from __future__ import annotations

import getpass
import http.client
import os
import re
import socket
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

_SOCKETS: Final = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_CONFIGURED: Final = (Path("/etc/cups/client.conf"),)
_PORT: Final = 631
_SECONDS: Final = 15.0
_PIECE: Final = 64 * 1024
_MOST: Final = 16 * 1024 * 1024

_END, _JOB = 0x03, 0x02
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49


class Operation(IntEnum):
    """What can be asked for."""

    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB = 0x0009
    GET_PRINTERS = 0x4002


class IppRefused(Exception):
    """The print system answered that it will not. `status` is IPP's, the text is the system's."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class IppAway(Exception):
    """The print system does not answer."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name with values of one kind (a tag of RFC 8010)."""

    tag: int
    name: str
    values: tuple[bytes, ...]


def keyword(name: str, *values: str) -> Attribute:
    """Words that IPP knows."""
    return Attribute(_KEYWORD, name, tuple(one.encode("ascii") for one in values))


def words(name: str, value: str) -> Attribute:
    """Words for people."""
    return Attribute(_NAME, name, (value.encode("utf-8"),))


def uri(name: str, value: str) -> Attribute:
    """An address."""
    return Attribute(_URI, name, (value.encode("utf-8"),))


def mime(name: str, value: str) -> Attribute:
    """A kind of file."""
    return Attribute(_MIME, name, (value.encode("ascii"),))


def number(name: str, value: int) -> Attribute:
    """A whole number."""
    return Attribute(_INTEGER, name, (struct.pack(">i", value),))


def yes(name: str, value: bool) -> Attribute:
    """Yes or no."""
    return Attribute(_BOOLEAN, name, (bytes([value]),))


class Ipp:
    """The print system at an address: a path of a socket, or a host with a port."""

    def __init__(self, where: str) -> None:
        self._where = where

    @staticmethod
    def of_this_computer() -> Ipp:
        """As CUPS's own programs find it: told by the environment, by its settings, its socket."""
        named = os.environ.get("CUPS_SERVER", "") or _configured()
        if named:
            return Ipp(named)
        here = next((one for one in _SOCKETS if Path(one).exists()), "")
        return Ipp(here or f"localhost:{_PORT}")

    def ask(
        self,
        operation: Operation,
        about: Sequence[Attribute],
        job: Sequence[Attribute] = (),
        *,
        path: str = "/",
        content: bytes = b"",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[dict[str, list[Any]]]:
        """One request; the groups of its answer, each a dictionary of lists.

        `content` follows the request in pieces; between two of them `cancelled` is asked, and
        what was sent until then is thrown away by the server. Raises `IppRefused`, `IppAway`,
        or `InterruptedError` when it was cancelled.
        """
        user = words("requesting-user-name", _user())
        head = _request(operation, (*about[:1], user, *about[1:]), job)
        http_status, answer = self._post(path, {}, head, content, cancelled)
        if http_status == 401:
            # Whose job it is, is proved by who holds the other end of the socket.
            proof = {"Authorization": f"PeerCred {_user()}"}
            http_status, answer = self._post(path, proof, head, content, cancelled)
        if http_status != 200:
            raise IppRefused(http_status, f"HTTP {http_status}")
        status, groups = _answer(answer)
        if status >= 0x0100:
            said = groups[0].get("status-message", [""]) if groups else [""]
            raise IppRefused(status, str(said[0]))
        return groups

    def _post(
        self,
        path: str,
        extra: dict[str, str],
        head: bytes,
        content: bytes,
        cancelled: Callable[[], bool],
    ) -> tuple[int, bytes]:
        connection = self._connection()
        try:
            _send(connection, path, extra, head, content, cancelled)
            response = connection.getresponse()
            return response.status, response.read(_MOST)
        except InterruptedError:
            raise
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise IppAway(str(error)) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self._where.startswith("/"):
            return _SocketConnection(self._where)
        host, _, port = self._where.partition(":")
        port = port.partition("/")[0]
        return http.client.HTTPConnection(
            host, int(port) if port.isdecimal() else _PORT, timeout=_SECONDS
        )


class _SocketConnection(http.client.HTTPConnection):
    """HTTP through a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        family = getattr(socket, "AF_UNIX", None)
        if family is None:
            raise OSError("no such sockets here")
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def _send(
    connection: http.client.HTTPConnection,
    path: str,
    extra: dict[str, str],
    head: bytes,
    content: bytes,
    cancelled: Callable[[], bool],
) -> None:
    connection.putrequest("POST", path, skip_accept_encoding=True)
    for name, value in {
        "Content-Type": "application/ipp",
        "Content-Length": str(len(head) + len(content)),
        **extra,
    }.items():
        connection.putheader(name, value)
    connection.endheaders(head)
    rest = memoryview(content)
    for start in range(0, len(rest), _PIECE):
        if cancelled():
            raise InterruptedError
        connection.send(rest[start : start + _PIECE])


def _configured() -> str:
    for file in _CONFIGURED:
        try:
            text = file.read_text("utf-8", "replace")
        except OSError:
            continue
        if found := re.search(r"^\s*ServerName\s+(\S+)", text, re.MULTILINE):
            return found[1]
    return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "anonymous"


# -------------------------------------------------------------------------------- on the wire


def _request(operation: int, about: Iterable[Attribute], job: Sequence[Attribute]) -> bytes:
    out = bytearray(struct.pack(">BBHI", 2, 0, operation, 1))
    out.append(0x01)
    _put(out, Attribute(_CHARSET, "attributes-charset", (b"utf-8",)))
    _put(out, Attribute(_LANGUAGE, "attributes-natural-language", (b"en-gb",)))
    for one in about:
        _put(out, one)
    if job:
        out.append(_JOB)
        for one in job:
            _put(out, one)
    out.append(_END)
    return bytes(out)


def _put(out: bytearray, attribute: Attribute) -> None:
    name = attribute.name.encode("ascii")
    for value in attribute.values:
        out += struct.pack(">BH", attribute.tag, len(name)) + name
        out += struct.pack(">H", len(value)) + value
        name = b""  # further values of one name come without it


def _answer(content: bytes) -> tuple[int, list[dict[str, list[Any]]]]:
    """The status and the groups of an answer. Raises `IppAway` for what is none."""
    groups: list[dict[str, list[Any]]] = []
    try:
        (status,) = struct.unpack_from(">H", content, 2)
        at, name = 8, ""
        while content[at] != _END:
            tag = content[at]
            at += 1
            if tag < 0x10:
                groups.append({})
                continue
            (length,) = struct.unpack_from(">H", content, at)
            if length:
                name = content[at + 2 : at + 2 + length].decode("ascii")
            at += 2 + length
            (length,) = struct.unpack_from(">H", content, at)
            value = content[at + 2 : at + 2 + length]
            at += 2 + length
            groups[-1].setdefault(name, []).append(_value(tag, value))
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise IppAway("not an answer") from error
    return status, groups


def _value(tag: int, value: bytes) -> Any:
    if tag in (_INTEGER, _ENUM) and len(value) == 4:
        return struct.unpack(">i", value)[0]
    if tag == _BOOLEAN:
        return value != b"\0"
    return value.decode("utf-8", "replace")
