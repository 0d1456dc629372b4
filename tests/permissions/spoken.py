"""All that is in a value, in words: what a way gives is looked through for what must not be in it."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from tests.documents.reading import text_of
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import Problem


def spoken(value: object) -> str:
    """All that is in a value, in words; also what its repr keeps to itself."""
    return "\n".join(_parts(value))


def _parts(value: object) -> Iterator[str]:
    if isinstance(value, Pdf):
        yield text_of(value.content)
    elif isinstance(value, bytes):
        try:
            yield text_of(value) if value.startswith(b"%PDF") else value.decode("utf-8", "ignore")
        except subprocess.CalledProcessError:
            return  # locked with a passphrase
    elif isinstance(value, Path):
        yield value.name
        yield spoken(value.read_bytes()) if value.is_file() else ""
    elif isinstance(value, Problem):
        yield f"{value.words} {value.what_to_do} {value}"
    elif isinstance(value, Enum):
        yield str(value.value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _parts(key)
            yield from _parts(one)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _parts(one)
    elif not callable(value):
        yield str(value)
