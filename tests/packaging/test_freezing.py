"""What is taken into the frozen program and what is left out, without freezing it."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import come_twice, freezing, icu_data

ON_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Only Linux builds are cut down so."
)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/wayland-decoration-client/libadwaita.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "manimgx_fonts/NotoSansGurmukhi[wght].ttf",
        "manimgx_fonts/NotoEmoji[wght].ttf",
        "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf",
        "trent_desktop/storage/migrations/env.py",
        "publicsuffixlist/public_suffix_list.dat",
        "resources/pictures/welcome.svg",
    ],
)
def test_what_is_needed_is_kept(place: str) -> None:
    assert freezing.keep(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/plugins/sqldrivers/libqsqlpsql.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
        "PySide6/Qt/plugins/wayland-graphics-integration-client/libdmabuf-server.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "reportlab/fonts/DarkGardenMK.pfb",
        "qtawesome/fonts/fontawesome6-solid-webfont-6.7.2.ttf",
        "manimgx_fonts/NotoSans[wght].ttf",
        "fontpkg_noto_sans/files/NotoSans-Italic[wdth,wght].ttf",
        "libcups.so.2",
        "libdbus-1.so.3",
    ],
)
def test_what_nobody_uses_is_left_out(place: str) -> None:
    assert not freezing.keep(place)


def test_no_part_of_qt_that_the_program_uses_is_left_out() -> None:
    used = {
        node.module
        for room in ("ui", "trent_desktop")
        for path in (Path(freezing.__file__).parents[1] / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
    }
    assert "PySide6.QtDBus" in used
    assert not used & set(freezing.EXCLUDED_MODULES)


def test_links_to_what_was_left_out_go_too() -> None:
    binaries = [("PySide6/Qt/lib/libQt6Gui.so.6", "/x/libQt6Gui.so.6", "BINARY")]
    kept = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    gone = ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK")
    plain = ("LICENSE", "/x/LICENSE", "DATA")
    assert freezing.without_dangling([kept, gone, plain], binaries) == [kept, plain]


@ON_LINUX
def test_a_library_stays_only_while_something_links_to_it() -> None:
    pyside = freezing.package_folder("PySide6")
    svg = ("PySide6/QtSvg.abi3.so", str(pyside / "QtSvg.abi3.so"), "EXTENSION")
    libraries = {
        name: (f"PySide6/Qt/lib/{name}", str(pyside / "Qt/lib" / name), "BINARY")
        for name in ("libQt6Svg.so.6", "libQt6Core.so.6", "libQt6Quick.so.6")
    }
    kept = freezing.still_needed([svg, *libraries.values()])
    assert svg in kept
    assert libraries["libQt6Svg.so.6"] in kept
    assert libraries["libQt6Core.so.6"] in kept
    assert libraries["libQt6Quick.so.6"] not in kept


@ON_LINUX
def test_only_what_carries_symbols_for_debuggers_is_replaced(tmp_path: Path) -> None:
    cipher = next(freezing.package_folder("sqlcipher3").glob("*.so"))
    plain = freezing.package_folder("PySide6") / "QtSvg.abi3.so"
    entries = [(file.name, str(file), "EXTENSION") for file in (cipher, plain)]
    light, same = freezing.lightened(entries, tmp_path / "light")
    assert same[1] == str(plain)
    assert Path(light[1]).stat().st_size < 0.6 * cipher.stat().st_size


LOADED = """
import ssl
from psycopg import pq
assert pq.__impl__ == "binary"
print(*sorted({word for word in open("/proc/self/maps").read().split() if "/lib" in word}))
"""


def libraries_of_psycopg() -> list[freezing.Entry]:
    package = freezing.package_folder("psycopg_binary")
    libraries = package.parent / "psycopg_binary.libs"
    return [
        *((f"psycopg_binary/{one.name}", str(one), "EXTENSION") for one in package.glob("*.so")),
        *((f"psycopg_binary.libs/{one.name}", str(one), "BINARY") for one in libraries.iterdir()),
    ]


def libraries_of_python() -> list[freezing.Entry]:
    """OpenSSL as this Python has it; none where it lies within Python."""
    maps = run_python("import ssl; print(open('/proc/self/maps').read())").split()
    found = {Path(word) for word in maps if re.search(r"/lib(ssl|crypto)\.so", word)}
    return [(one.name, str(one), "BINARY") for one in sorted(found)]


@ON_LINUX
def test_what_came_twice_is_linked_and_loaded_once(tmp_path: Path) -> None:
    of_python = libraries_of_python()
    if not of_python:
        pytest.skip("This Python has OpenSSL inside itself: nothing lies there twice.")
    files = {Path(file).resolve() for _, file, _ in of_python}
    entries = come_twice.linked([*libraries_of_psycopg(), *of_python])
    assert sum(kind == "SYMLINK" for _, _, kind in entries) == len(of_python)
    package = freezing.package_folder("psycopg_binary")
    shutil.copytree(package, tmp_path / package.name)
    for place, file, kind in entries:
        target = tmp_path / place
        target.parent.mkdir(exist_ok=True)
        if kind == "SYMLINK":
            target.symlink_to(file)
        elif not target.exists() and Path(file).resolve() in files:
            target.symlink_to(Path(file).resolve())
        elif not target.exists():
            shutil.copy(file, target)
    loaded = run_python(LOADED, PYTHONPATH=str(tmp_path)).split()
    of_openssl = {Path(word) for word in loaded if re.search(r"/lib(ssl|crypto)", word)}
    assert of_openssl == files
    assert any(word.startswith(f"{tmp_path}/psycopg_binary.libs/libpq") for word in loaded)


@ON_LINUX
def test_a_copy_stays_where_something_of_it_would_be_missed() -> None:
    # Named as a copy of OpenSSL, and has nothing of it.
    zip_library = next(iter(freezing.package_folder("sqlcipher3").glob("*.so")))
    entries = [*libraries_of_psycopg(), ("libcrypto.so.3", str(zip_library), "BINARY")]
    assert come_twice.linked(entries) == entries


def test_migrations_say_what_they_import(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "env.py").write_text("from alembic import context\nimport sqlalchemy as sa\n")
    (tmp_path / "versions" / "one.py").write_text(
        "from __future__ import annotations\nfrom sqlalchemy.dialects import postgresql\n"
    )
    found = freezing.imports_of_migrations(tmp_path)
    assert {"alembic", "alembic.op", "sqlalchemy", "sqlalchemy.dialects"} <= set(found)
    assert "__future__" not in found


def test_every_package_in_the_program_brings_its_licence() -> None:
    places = {place for _, place in freezing.licence_texts()}
    assert {"licences", "licences/sqlcipher3", "licences/pynacl", "licences/psycopg"} <= places
    # PySide6 ships no text; this folder's own copies of the LGPL and GPL stand for it.
    names = {Path(file).name for file, _ in freezing.licence_texts()}
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= names


# --------------------------------------------------------------- in a Python of their own

ICON = """
import qtawesome
from PySide6.QtWidgets import QApplication
app = QApplication([])
icon = qtawesome.icon("ph.warning-circle")
assert not icon.pixmap(32, 32).isNull()
print(qtawesome.__file__)
"""

SORTING = """
import functools, json
from PySide6.QtCore import QCollator, QDate, QDateTime, QLocale, QTime, QTimeZone
names = ("Zoë zoe Łukasz Lukasz Nguyễn Ólafur Olaf Şükrü Sukru محمد Åsa Aaron Äiti Ösp Llyr Lyn "
         "Chloe Cz İsmail Ian ırmak 山田 김 O'Neil ONeil Đorđe ß ss").split()
told = {}
for name in "en_GB cy_GB pl_PL sv_SE tr_TR da_DK de_DE vi_VN ar_EG bn_BD so_SO".split():
    locale = QLocale(name)
    collator = QCollator(locale)
    collator.setNumericMode(True)
    told[name] = [sorted(names, key=functools.cmp_to_key(collator.compare)),
                  [locale.toUpper(n) for n in names], [locale.toLower(n) for n in names],
                  locale.toString(QDate(2026, 11, 5))]
zone, summer = QTimeZone(b"Europe/London"), QDateTime(QDate(2026, 7, 1), QTime(12, 0))
told["zone"] = [zone.displayName(summer), zone.offsetFromUtc(summer)]
maps = open("/proc/self/maps").read().split()
told["read"] = next(word for word in maps if "libicudata" in word)
print(json.dumps(told))
"""


def run_python(code: str, **env: str) -> str:
    """What ``code`` prints in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_qtawesome_works_with_phosphor_alone(tmp_path: Path) -> None:
    folder = freezing.qtawesome_with_phosphor_alone(tmp_path / "trimmed")
    fonts = {path.name.split("-")[0] for path in (folder / "qtawesome" / "fonts").iterdir()}
    assert fonts == {"phosphor"}
    assert str(folder) in run_python(ICON, PYTHONPATH=str(folder))


@ON_LINUX
def test_qt_sorts_and_capitalises_the_same_with_less_of_icu(tmp_path: Path) -> None:
    libraries = freezing.package_folder("PySide6") / "Qt" / "lib"
    full = next(path for path in libraries.iterdir() if icu_data.is_icu_data(path.name))
    light = tmp_path / full.name
    icu_data.cut_down(full, light)
    assert light.stat().st_size < full.stat().st_size / 4
    with_all = json.loads(run_python(SORTING))
    with_less = json.loads(run_python(SORTING, LD_LIBRARY_PATH=str(tmp_path)))
    assert with_less.pop("read") == str(light.resolve())
    # The system tells where a file lies, and .venv may be a link to one that lies elsewhere.
    assert with_all.pop("read") == str(full.resolve())
    assert with_less == with_all
    assert with_less["en_GB"][0] != with_less["sv_SE"][0]  # or nothing was sorted by locale


def test_data_in_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="known format"):
        icu_data.repack(b"something else")
