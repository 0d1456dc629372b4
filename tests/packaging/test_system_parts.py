"""Qt's libraries and the few programs that a Linux system must have."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tools import frozen_entry, system_parts

LISTING = """\
/somewhere/QtWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibQt6Widgets.so.6 => /somewhere/Qt/lib/libQt6Widgets.so.6 (0x00007f21)
\tlibEGL.so.1 => not found
\tlibGL.so.1 => not found
/somewhere/libqxcb.so:
\tlibEGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
"""

# What every Linux system with a Python has: the C library and what comes with it.
ALWAYS_THERE = re.compile(
    r"ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|gcc_s|stdc\+\+|z)\.so\.\d+"
)


def test_missing_libraries_are_read_from_the_loader() -> None:
    missing = system_parts.unresolved(LISTING)
    assert missing == {"libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0"}
    assert system_parts.packages_for(missing) == ["libegl1", "libgl1", "libxcb-cursor0"]


def test_a_renamed_package_is_taken_by_the_name_that_apt_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = ["libglib-2.0.so.0"]
    monkeypatch.setattr(system_parts, "apt_knows", lambda name: name.endswith("t64"))
    assert system_parts.packages_for(wanted) == ["libglib2.0-0t64"]
    monkeypatch.setattr(system_parts, "apt_knows", lambda name: not name.endswith("t64"))
    assert system_parts.packages_for(wanted) == ["libglib2.0-0"]
    monkeypatch.setattr(system_parts, "apt_knows", lambda name: False)
    assert system_parts.packages_for(wanted) == ["libglib2.0-0"]


def test_without_root_the_exact_line_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_parts.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert system_parts.apt_install(["libegl1", "libgl1"]) is False
    line = "    sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert line in capsys.readouterr().err.splitlines()


def test_without_apt_the_packages_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: None)
    assert system_parts.apt_install(["libegl1"]) is False
    assert "libegl1" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Only Linux shares libraries so.")
def test_every_library_that_qt_asks_of_the_system_has_a_known_package() -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    pyside = Path(spec.origin).parent
    own = {path.name for path in pyside.rglob("*.so*")} | {
        path.name for path in (pyside.parent / "shiboken6").glob("*.so*")
    }
    files = [pyside / name for name in system_parts.QT_ITSELF + system_parts.QT_WINDOW]
    assert all(file.is_file() for file in files)
    libraries = [pyside / "Qt/lib" / f"libQt6{name}.so.6" for name in
                 ("Core", "Gui", "Widgets", "DBus", "XcbQpa", "WaylandClient", "Network")]  # fmt: skip
    listing = subprocess.run(
        ["objdump", "--private-headers", *files, *libraries],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    asked = set(re.findall(r"^\s+NEEDED\s+(\S+)$", listing.stdout, re.MULTILINE)) - own
    asked = {name for name in asked if not ALWAYS_THERE.fullmatch(name)}
    assert "libEGL.so.1" in asked
    assert asked <= system_parts.PACKAGES.keys()


def test_this_system_has_all_that_tests_and_windows_need() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("Other systems need nothing besides Python.")
    assert system_parts.complete(Path(sys.prefix), dev=True)


def test_the_frozen_program_names_what_a_bare_system_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As start.py does; and only where a window is asked for."""
    monkeypatch.setattr(
        system_parts, "missing_libraries", lambda *_: {"libEGL.so.1", "libxcb.so.1"}
    )
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    said = frozen_entry.what_is_missing(["--school", "x"], tmp_path)
    assert "    sudo apt-get install -y --no-install-recommends libegl1 libxcb1\n" in said
    assert frozen_entry.what_is_missing(["check"], tmp_path) == ""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert frozen_entry.what_is_missing([], tmp_path) == ""
    for name in ("DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no display" in frozen_entry.what_is_missing([], tmp_path)
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    assert "libegl1" in frozen_entry.what_is_missing(["self-test", "x"], tmp_path)
