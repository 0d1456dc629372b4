"""Files are changed by one module, which waits for whoever holds them (rule 111)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The module itself.
_THE_MODULE = "trent_desktop/files.py"
#: Of the system: what changes names, rights and contents, or opens by a path.
_OS = frozenset(
    [
        "replace",
        "rename",
        "renames",
        "unlink",
        "remove",
        "rmdir",
        "removedirs",
        "mkdir",
        "makedirs",
        "chmod",
        "lchmod",
        "fchmod",
        "chown",
        "truncate",
        "symlink",
        "link",
        "utime",
        "open",
        "fsync",
        "fdatasync",
        "mknod",
        "mkfifo",
    ]
)
_SHUTIL = frozenset(["rmtree", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "move"])
#: Of a path, whatever it is called; `replace` and `rename` are these with one word in brackets.
_OF_A_PATH = frozenset(
    [
        "unlink",
        "rmdir",
        "mkdir",
        "chmod",
        "lchmod",
        "touch",
        "write_text",
        "write_bytes",
        "symlink_to",
        "hardlink_to",
        "rename",
        "read_bytes",
    ]
)
#: Places that need what they do, each with how often.
_KNOWN = {
    # Pipes and the nowhere of this process itself: no file is opened.
    ("trent_desktop/commands/streams.py", "os.open"): 2,
    ("trent_desktop/other_process/wire.py", "os.open"): 1,
    ("trent_desktop/other_process/wire.py", "open to write"): 1,
    # What the program brings along: nobody else has it, and nothing is written.
    ("trent_desktop/agreements/wording/pictures.py", "read_bytes"): 1,
    ("trent_desktop/lessons/packs.py", "read_bytes"): 3,
    # *Try this laptop* asks the folder and the disk themselves: patience would hide what they do.
    ("trent_desktop/school/trying/folder.py", "write_bytes"): 5,
    ("trent_desktop/school/trying/folder.py", "read_bytes"): 2,
    ("trent_desktop/school/trying/folder.py", "unlink"): 1,
    ("trent_desktop/school/trying/folder.py", "mkdir"): 1,
    ("trent_desktop/school/trying/folder.py", "replace"): 3,
    ("trent_desktop/school/trying/folder.py", "open to write"): 1,
    ("trent_desktop/school/trying/folder.py", "os.fsync"): 1,
    ("trent_desktop/school/trying/folder.py", "shutil.rmtree"): 2,
    ("trent_desktop/school/trying/laptop.py", "mkdir"): 1,
    ("trent_desktop/school/trying/laptop.py", "unlink"): 2,
    ("trent_desktop/school/trying/laptop.py", "open to write"): 1,
    ("trent_desktop/school/trying/laptop.py", "os.fsync"): 1,
    # The same word of other things than paths.
    ("ui/shell/idle.py", "touch"): 1,
    ("trent_desktop/storage/box/box.py", "replace"): 1,
}


#: Where none of these words is, there is no such call: most files need not be taken apart.
_WORDS = re.compile(
    r"\b(?:os\.(?:" + "|".join(_OS) + r")|shutil\.|tempfile\.)|\bopen\(.*[\"'][rwaxb+]{1,3}[\"']"
    r"|\.(?:" + "|".join(_OF_A_PATH) + r")\(|\.replace\([^,=]*\)"
)


def raw_calls(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each call that changes or opens a file without the module."""
    for node in ast.walk(ast.parse(source if _WORDS.search(source) else "")):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "open" and _writes(node, 1):
            yield node.lineno, "open to write"
        if not isinstance(called, ast.Attribute):
            continue
        of = called.value.id if isinstance(called.value, ast.Name) else ""
        if of == "files":
            continue
        if (of == "os" and called.attr in _OS) or (of == "shutil" and called.attr in _SHUTIL):
            yield node.lineno, f"{of}.{called.attr}"
        elif of == "tempfile":
            yield node.lineno, f"tempfile.{called.attr}"
        elif called.attr in _OF_A_PATH and of not in ("os", "shutil"):
            yield node.lineno, called.attr
        elif called.attr == "replace" and len(node.args) == 1 and not node.keywords:
            yield node.lineno, "replace"
        elif called.attr == "open" and _writes(node, 0):
            yield node.lineno, "open to write"


def _writes(call: ast.Call, at: int) -> bool:
    given = [*call.args[at : at + 1], *(one.value for one in call.keywords if one.arg == "mode")]
    modes = [one.value for one in given if isinstance(one, ast.Constant)]
    return any(isinstance(one, str) and set(one) & set("wax+") and len(one) < 4 for one in modes)


def test_no_other_module_changes_files() -> None:
    found: dict[tuple[str, str], list[int]] = {}
    for room in ("trent_desktop", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name != _THE_MODULE:
                for line, call in raw_calls(path.read_text("utf-8")):
                    found.setdefault((name, call), []).append(line)
    wrong = {key: at for key, at in found.items() if len(at) > _KNOWN.get(key, 0)}
    assert not wrong, f"use trent_desktop.files: {wrong}"
    assert not set(_KNOWN) - set(found), "these are known and not there"


def test_the_rule_sees_every_way() -> None:
    seen = (
        "os.replace(a, b)", "os.open(a, 0)", "path.unlink()", "(a / 'b').write_bytes(b'')",
        "new.replace(path)", "path.open('w')", "open(a, 'ab')", "open(a, mode='r+')",
        "shutil.rmtree(a)", "tempfile.mkdtemp()", "path.touch()", "path.rename(b)",
        "Path(a).chmod(0)",
    )  # fmt: skip
    unseen = ("'a'.replace('b', 'c')", "files.replace(a, b)", "now.replace(tzinfo=None)",
              "open(a)", "path.open('rb')", "os.path.join(a, b)", "os.fdopen(0, 'wb')")  # fmt: skip
    assert [one for one in seen if not list(raw_calls(one))] == []
    assert [one for one in unseen if list(raw_calls(one))] == []
