"""The few cryptographic acts the program needs, each done by libsodium through PyNaCl.

Nothing is invented here. Words used: a *key pair* is X25519; *sealing* is an anonymous sealed box
to a public key; *wrapping* is XChaCha20-Poly1305 under a 32-byte key with a context that is
authenticated too, so that a wrapped value cannot be moved to another place and still open;
*deriving* is Argon2id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import nacl.exceptions
import nacl.pwhash.argon2id
from nacl.bindings import crypto_box_seal_open
from nacl.encoding import RawEncoder
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead
from nacl.utils import random as random_bytes

KEY_BYTES = 32


class CannotOpen(Exception):
    """The key does not fit, or the bytes were changed."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair. The private half stays out of every repr."""

    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear deriving a key is: Argon2id passes and bytes of memory, with the salt."""

    salt: bytes
    passes: int
    memory: int

    def __post_init__(self) -> None:
        """Refuse figures that a changed key file could use to hang or weaken a laptop."""
        if not 1 <= self.passes <= 16 or not 8 * 1024 <= self.memory <= 1024**3:
            raise ValueError("cost of deriving out of bounds")
        if len(self.salt) != nacl.pwhash.argon2id.SALTBYTES:
            raise ValueError("salt of the wrong length")


def dear_cost() -> Cost:
    """The cost for real schools: 256 MiB, 3 passes, about half a second on a teacher's laptop."""
    return Cost(random_bytes(nacl.pwhash.argon2id.SALTBYTES), 3, 256 * 1024 * 1024)


def cheap_cost() -> Cost:
    """The cost for the sample school, whose password everybody knows."""
    return Cost(random_bytes(nacl.pwhash.argon2id.SALTBYTES), 1, 8 * 1024 * 1024)


def new_key() -> bytes:
    """A random 32-byte key."""
    return random_bytes(KEY_BYTES)


def new_key_pair() -> KeyPair:
    """A fresh X25519 key pair."""
    private = PrivateKey.generate()
    return KeyPair(bytes(private.public_key), bytes(private))


def public_half(private: bytes) -> bytes:
    """The public key that belongs to `private`."""
    return bytes(PrivateKey(private).public_key)


def derive(secret: str, cost: Cost) -> bytes:
    """A 32-byte key from a password or printed code, by Argon2id."""
    return nacl.pwhash.argon2id.kdf(
        KEY_BYTES,
        secret.encode("utf-8"),
        cost.salt,
        opslimit=cost.passes,
        memlimit=cost.memory,
        encoder=RawEncoder,
    )


def wrap(key: bytes, value: bytes, context: bytes) -> bytes:
    """Encrypt `value` under `key`, bound to `context`."""
    return bytes(Aead(key).encrypt(value, aad=context))


def unwrap(key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """The inverse of `wrap`. Raises `CannotOpen`."""
    try:
        return Aead(key).decrypt(wrapped, aad=context)
    except (nacl.exceptions.CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error


def seal(public: bytes, value: bytes) -> bytes:
    """Encrypt `value` so that only the holder of the private key can read it."""
    return SealedBox(PublicKey(public)).encrypt(value)


def unseal(private: bytes, sealed: bytes, public: bytes | None = None) -> bytes:
    """The inverse of `seal`. Raises `CannotOpen`.

    Whoever opens many gives the `public` half too: to reckon it takes as long as to open one.
    """
    try:
        return crypto_box_seal_open(sealed, public or public_half(private), private)
    except (nacl.exceptions.CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error


def digest(value: bytes, *, key: bytes = b"") -> str:
    """BLAKE2b-256 of `value` as 64 hexadecimal digits."""
    return hashlib.blake2b(value, digest_size=32, key=key).hexdigest()
