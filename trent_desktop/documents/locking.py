"""PDFs locked with a passphrase: AES-256 as ISO 32000-2 has it, which every reader of today opens.

lock = Lock("a long passphrase")
pdf = sheet.make(lock=lock)
"""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDictionary, PDFName, PDFObject

from trent_desktop.documents.aes import encrypt_cbc, padded

_NO_START = bytes(16)
_EVERYTHING_ALLOWED = -4


class Lock(StandardEncryption):
    """One passphrase for any number of documents. Making it takes about a second.

    There is no second password that would say what may be done with a document: whoever opens it
    may print and copy, and its words may be read aloud.
    """

    def __init__(self, passphrase: str) -> None:
        super().__init__(b"", strength=128)
        word = passphrase.encode("utf-8")[:127]
        self._key = secrets.token_bytes(32)
        check_salt, key_salt = secrets.token_bytes(8), secrets.token_bytes(8)
        # Nobody has an owner's password, so what would check one matches nothing.
        self._strings = {
            "U": _hashed(word, check_salt) + check_salt + key_salt,
            "UE": encrypt_cbc(_hashed(word, key_salt), _NO_START, self._key),
            "O": secrets.token_bytes(48),
            "OE": secrets.token_bytes(32),
            "Perms": self._permissions(),
        }

    def __repr__(self) -> str:
        """Never with its key."""
        return "Lock()"

    def _permissions(self) -> bytes:
        allowed = _EVERYTHING_ALLOWED.to_bytes(4, "little", signed=True)
        block = allowed + b"\xff\xff\xff\xff" + b"Tadb" + secrets.token_bytes(4)
        return encrypt_cbc(self._key, _NO_START, block)

    def prepare(self, document: Any, overrideID: Any = None) -> None:  # noqa: N803
        """A new document begins: ReportLab's name."""
        document.ID()
        self.objnum = self.version = None
        self.prepared = 1

    def encode(self, t: str | bytes) -> bytes:
        """A string or stream as it stands in the file: ReportLab's name."""
        content = t.encode("latin-1") if isinstance(t, str) else t
        start = secrets.token_bytes(16)
        return start + encrypt_cbc(self._key, start, padded(content))

    def info(self) -> Any:
        """What a reader needs to ask for the passphrase: ReportLab's name."""
        return _Dictionary(self._strings)  # of each document its own


class _Dictionary(PDFObject):
    """The part of the file that is not encrypted itself."""

    __RefOnly__ = 1

    def __init__(self, strings: dict[str, bytes]) -> None:
        self._strings = strings

    def format(self, document: Any) -> bytes:
        """As bytes: ReportLab's name."""
        cipher = {"Length": 32, "AuthEvent": PDFName("DocOpen"), "CFM": PDFName("AESV3")}
        entries: dict[str, Any] = {
            "Filter": PDFName("Standard"),
            "V": 5,
            "R": 6,
            "Length": 256,
            "P": _EVERYTHING_ALLOWED,
            "StmF": PDFName("StdCF"),
            "StrF": PDFName("StdCF"),
            "CF": PDFDictionary({"StdCF": PDFDictionary(cipher)}),
        }
        entries |= {name: f"<{value.hex()}>" for name, value in self._strings.items()}
        formatted: bytes = PDFDictionary(entries).format(DummyDoc())
        return formatted


def _hashed(word: bytes, salt: bytes) -> bytes:
    """The passphrase hashed as revision 6 asks for (ISO 32000-2, algorithm 2.B)."""
    found = hashlib.sha256(word + salt).digest()
    count = 0
    while True:
        count += 1
        mixed = encrypt_cbc(found[:16], found[16:32], (word + found) * 64)
        kind = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3]
        found = kind(mixed).digest()
        if count >= 64 and mixed[-1] <= count - 32:
            return found[:32]
