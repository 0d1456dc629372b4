"""AES in CBC mode, encryption only, for PDFs that are locked with a passphrase (FIPS 197).

Of the parts this program stands on none offers it on every platform, and a school that gets a
file opens it with whatever shows PDFs there, so the cipher cannot be another one. It is checked
against the published vectors and by readers of PDFs that others wrote. It runs on files of some
hundred kilobytes, on the laptop of whoever holds them in clear anyway: that the time it takes may
tell of the key matters nowhere.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

BLOCK: Final = 16
_Tables = tuple[bytes, tuple[tuple[int, ...], ...]]


@cache
def _tables() -> _Tables:
    """The substitution box, and the four tables of a round made from it."""
    box = bytearray(256)
    p = q = 1
    while True:
        p ^= (p << 1) ^ (0x11B if p & 0x80 else 0)
        p &= 0xFF
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        rotated = q ^ _rotated(q, 1) ^ _rotated(q, 2) ^ _rotated(q, 3) ^ _rotated(q, 4)
        box[p] = rotated ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    first: list[int] = []
    for value in box:
        double = (value << 1) ^ (0x11B if value & 0x80 else 0)
        first.append((double << 24) | (value << 16) | (value << 8) | (double ^ value))
    turned = tuple(
        tuple((one >> by | one << (32 - by)) & 0xFFFFFFFF for one in first) for by in (0, 8, 16, 24)
    )
    return bytes(box), turned


def _rotated(value: int, by: int) -> int:
    return ((value << by) | (value >> (8 - by))) & 0xFF


def _round_keys(key: bytes) -> tuple[int, ...]:
    """The keys of all rounds, four words for each."""
    box, _ = _tables()
    size = len(key) // 4
    words = list(struct.unpack(f">{size}I", key))
    constant = 1
    for at in range(size, 4 * (size + 7)):
        word = words[-1]
        if at % size == 0:
            word = (word << 8 | word >> 24) & 0xFFFFFFFF
            word = _boxed(box, word) ^ constant << 24
            constant = (constant << 1) ^ (0x11B if constant & 0x80 else 0)
        elif size > 6 and at % size == 4:
            word = _boxed(box, word)
        words.append(words[at - size] ^ word)
    return tuple(words)


def _boxed(box: bytes, word: int) -> int:
    parts = word.to_bytes(4, "big")
    return int.from_bytes(bytes(box[one] for one in parts), "big")


def encrypt_cbc(key: bytes, start: bytes, content: bytes) -> bytes:
    """`content`, a whole number of blocks, encrypted under a key of 16 or 32 bytes.

    Raises ValueError for any other length.
    """
    if len(key) not in (16, 32) or len(start) != BLOCK or len(content) % BLOCK:
        raise ValueError("AES takes keys of 16 or 32 bytes, and whole blocks.")
    box, (t0, t1, t2, t3) = _tables()
    keys = _round_keys(key)
    k0, k1, k2, k3 = keys[:4]
    inner = [keys[at : at + 4] for at in range(4, len(keys) - 4, 4)]
    l0, l1, l2, l3 = keys[-4:]
    a, b, c, d = struct.unpack(">4I", start)
    out: list[int] = []
    for p, q, r, s in struct.iter_unpack(">4I", content):
        a ^= p ^ k0
        b ^= q ^ k1
        c ^= r ^ k2
        d ^= s ^ k3
        for e, f, g, h in inner:
            a, b, c, d = (
                t0[a >> 24] ^ t1[b >> 16 & 255] ^ t2[c >> 8 & 255] ^ t3[d & 255] ^ e,
                t0[b >> 24] ^ t1[c >> 16 & 255] ^ t2[d >> 8 & 255] ^ t3[a & 255] ^ f,
                t0[c >> 24] ^ t1[d >> 16 & 255] ^ t2[a >> 8 & 255] ^ t3[b & 255] ^ g,
                t0[d >> 24] ^ t1[a >> 16 & 255] ^ t2[b >> 8 & 255] ^ t3[c & 255] ^ h,
            )
        a, b, c, d = (
            (box[a >> 24] << 24 | box[b >> 16 & 255] << 16 | box[c >> 8 & 255] << 8 | box[d & 255])
            ^ l0,
            (box[b >> 24] << 24 | box[c >> 16 & 255] << 16 | box[d >> 8 & 255] << 8 | box[a & 255])
            ^ l1,
            (box[c >> 24] << 24 | box[d >> 16 & 255] << 16 | box[a >> 8 & 255] << 8 | box[b & 255])
            ^ l2,
            (box[d >> 24] << 24 | box[a >> 16 & 255] << 16 | box[b >> 8 & 255] << 8 | box[c & 255])
            ^ l3,
        )
        out += (a, b, c, d)
    return struct.pack(f">{len(out)}I", *out)


def padded(content: bytes) -> bytes:
    """`content` filled up to whole blocks, as PDF asks for it (RFC 8018, PKCS #7)."""
    missing = BLOCK - len(content) % BLOCK
    return content + bytes([missing]) * missing
