"""Cuts down ICU's data, which Qt on Linux carries whole: 32 MB, the largest file of all.

Qt takes from it how to sort and to upper-case names. It has its own names of languages,
regions and currencies, its own line breaking, and the program reads no text but UTF-8. So the
data is unpacked, what nobody asks for is left out, and a library with the rest is linked.

ICU's own format, "source/common/ucmndata.h": a header whose first two bytes are its size, the
number of items, for each item the offsets of its name and of its content, sorted by name.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

# Names look like icudt73l/coll/en.res.
UNUSED = re.compile(
    r"[^/]+/(?:"
    r"(?:brkitr|curr|lang|rbnf|region|translit|unit)/.*"  # breaking, names of things
    # Names of time zones are wanted in English alone.
    r"|zone/(?!(?:en|en_001|en_GB|pool|res_index|root|tzdbNames)\.res).*"
    r"|[^/]*\.(?:cnv|spp|cfu)"  # old encodings, names of servers
    r"|unames\.icu"  # names of characters
    r"|coll/(?:ja|ko|zh)\.res"  # orders by stroke and by reading; their default order stays
    r")"
)
_MARK = b"\xda\x27\x14\x00\x00\x00\x00\x00\x02\x00CmnD"
_ALIGNMENT = 16


def is_icu_data(place: str) -> bool:
    """Whether the file at ``place`` is ICU's data, of whatever version."""
    return re.fullmatch(r"libicudata\.so\.\d+", Path(place).name) is not None


def cut_down(library: Path, target: Path) -> None:
    """Write to ``target`` the library ``library`` without the items nobody asks for.

    Raises ValueError when it is built in another way, and subprocess.CalledProcessError when
    the linker fails.
    """
    version = library.name.rsplit(".", 1)[1]
    data = repack(library.read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    raw, loose = target.with_suffix(".dat"), target.with_suffix(".o")
    raw.write_bytes(data)
    subprocess.run(["ld", "-r", "-b", "binary", "-o", loose, raw], check=True)
    subprocess.run(
        [
            *("objcopy", "--set-section-alignment", f".data={_ALIGNMENT}"),
            *("--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"),
            *("--add-symbol", f"icudt{version}_dat=.rodata:0,global,object"),
            *("--wildcard", "--strip-symbol", "_binary_*", loose),
        ],
        check=True,
    )
    link = ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", target, loose]
    subprocess.run(link, check=True)
    raw.unlink()
    loose.unlink()


def repack(library: bytes) -> bytes:
    """The data in the bytes of ``library``, packed again without UNUSED; ValueError if odd."""
    start = library.find(_MARK) - 2
    if start < 0:
        raise ValueError("this is not ICU's data in the known format")
    (header_size,) = struct.unpack_from("<H", library, start)
    table = start + header_size
    (count,) = struct.unpack_from("<I", library, table)
    entries = [struct.unpack_from("<II", library, table + 4 + 8 * n) for n in range(count)]
    names = [_text(library, table + name) for name, _ in entries]
    # Nothing says where the last item ends, and nothing but its own code could. It is kept
    # with all that follows it in the library: some hundred bytes too many.
    ends = [content for _, content in entries[1:]] + [len(library) - table]
    kept = [
        (name, library[table + content : table + end])
        for name, (_, content), end in zip(names, entries, ends, strict=True)
        if UNUSED.fullmatch(name) is None
    ]
    if not kept or len(kept) == len(names):
        raise ValueError("ICU's data names its items in a new way")
    return library[start:table] + _packed(kept)


def _text(library: bytes, offset: int) -> str:
    return library[offset : library.index(b"\0", offset)].decode("ascii")


def _packed(items: list[tuple[str, bytes]]) -> bytes:
    """The table of ``items``, their names and their contents, as ICU looks them up."""
    names, offsets = b"", []
    for name, _ in items:
        offsets.append(4 + 8 * len(items) + len(names))
        names += name.encode("ascii") + b"\0"
    contents = b""
    begin = _aligned(4 + 8 * len(items) + len(names))
    table = struct.pack("<I", len(items))
    for (_, content), name_at in zip(items, offsets, strict=True):
        table += struct.pack("<II", name_at, begin + len(contents))
        contents += content.ljust(_aligned(len(content)), b"\0")
    return (table + names).ljust(begin, b"\0") + contents


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
