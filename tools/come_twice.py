"""Libraries of Linux that lie in the frozen program twice: a wheel's own and the system's.

Wheels bring copies of what every Linux has, under names of their own (``libssl-6a9b88ec.so.3``):
OpenSSL, Kerberos and compression lay there twice, 11 MB. Where the system's copy has every symbol,
in the same version, that is asked of the wheel's, a link to it takes its place.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

Entry = tuple[str, str, str]

_OF_A_WHEEL = re.compile(r"(?P<name>lib.+)-[0-9a-f]{8}(?P<ending>\.so\..+)")
#: A line of ``objdump -T``: flags, section, size, version in brackets or not, name.
_SYMBOL = re.compile(
    r"^[0-9a-f]+ .{7} (?P<section>\S+)\t[0-9a-f]+ +"
    r"(?:\(?(?P<version>[A-Za-z][\w.]*)\)?)? +(?:0x\w+ |\.\w+ )?(?P<name>\S+)$"
)
#: Padded to the size of a huge page by their wheel's builder: 2 MB for what is 14 KB.
_PADDED = ("libXau",)

_Symbols = frozenset[tuple[str, str]]


def linked(binaries: list[Entry]) -> list[Entry]:
    """The binaries with links in place of a wheel's copies, where nothing would be missed."""
    if not sys.platform.startswith("linux"):
        return binaries
    files = {place: Path(file) for place, file, kind in binaries if kind != "SYMLINK"}
    instead = _candidates(files)
    # What one copy asks of another counts only while that copy stays: taken out and put back
    # until nothing changes.
    while missed := [
        place for place, other in instead.items() if _misses(place, other, files, instead)
    ]:
        for place in missed:
            del instead[place]
    return [
        (place, os.path.relpath(instead[place], Path(place).parent), "SYMLINK")
        if place in instead and instead[place] in files
        else (place, instead.get(place, file), kind)
        for place, file, kind in binaries
    ]


def _candidates(files: dict[str, Path]) -> dict[str, str]:
    """For each of a wheel's copies the place of the system's, or a file that is not taken in yet."""
    plain = {Path(place).name.split(".so")[0]: place for place in files if "/" not in place}
    found: dict[str, str] = {}
    for place in files:
        known = _OF_A_WHEEL.fullmatch(Path(place).name)
        if known is None:
            continue
        name = known["name"]
        if name in plain:
            found[place] = plain[name]
        elif name in _PADDED:
            beside = {file.parent for one, file in files.items() if "/" not in one}
            here = [path for folder in sorted(beside) for path in folder.glob(f"{name}.so.?")]
            if here:
                found[place] = str(here[0])
    return found


def _misses(place: str, other: str, files: dict[str, Path], instead: dict[str, str]) -> bool:
    """Whether something asked of the copy at `place` is not in the `other`."""
    name, has = Path(place).name, _symbols(files[place])[0]
    stay = (file for one, file in files.items() if one not in instead)
    asked = {
        symbol for file in stay if name in links_to(file) for symbol in _symbols(file)[1] & has
    }
    return not asked <= _symbols(files.get(other, Path(other)))[0]


@cache
def links_to(file: Path) -> tuple[str, ...]:
    """The names of the libraries that ``file`` is linked to."""
    listing = subprocess.run(
        ["objdump", "--private-headers", str(file)], capture_output=True, text=True, check=False
    )
    return tuple(re.findall(r"^\s+NEEDED\s+(\S+)$", listing.stdout, re.MULTILINE))


@cache
def _symbols(file: Path) -> tuple[_Symbols, _Symbols]:
    """What a library has for others, and what it asks of others, each with its version."""
    listing = subprocess.run(
        ["objdump", "--dynamic-syms", str(file)], capture_output=True, text=True, check=False
    )
    has, asks = set[tuple[str, str]](), set[tuple[str, str]]()
    for line in listing.stdout.splitlines():
        if known := _SYMBOL.match(line):
            told = asks if known["section"] == "*UND*" else has
            version = known["version"] or ""
            told.add((known["name"], "" if version == "Base" else version))
    return frozenset(has), frozenset(asks)
