"""What build.spec takes into the frozen program, and what it leaves out and why."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from tools import come_twice, icu_data, third_party

# (place in the frozen folder, file it comes from, PyInstaller's kind of entry)
Entry = tuple[str, str, str]

EXCLUDED_MODULES = [
    # Parts of Python that no window needs.
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data"),
    # Encodings of Chinese, Japanese and Korean from before Unicode.
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
    # Tools that libraries import only to test or to develop themselves.
    *(
        "pygments",
        "doctest",
        "pdb",
        "unittest",
        "readline",
        "pytest",
        "_pytest",
        "setuptools",
        "pip",
        "pkg_resources",
        "sqlalchemy.testing",
    ),
    *("alembic.testing", "IPython", "matplotlib", "numpy", "nacl.bindings.tests"),
    # Databases that no school keeps its cases in.
    *("sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle"),
    *("MySQLdb", "cx_Oracle", "oracledb", "pysqlite2", "psycopg2"),
    # Parts of Pillow that bring libraries of their own, and that no picture of ours needs. Forms
    # come back as WebP and AVIF too, so those stay.
    *("PIL._imagingcms", "PIL.ImageCms", "PIL._imagingtk", "PIL.ImageTk", "PIL.ImageQt"),
    *("PIL._imagingft", "PIL.ImageFont"),
    # Python's plain SQLite: schools lie in sqlcipher3. hashlib does without OpenSSL's copies of its
    # hashes. Python's TLS stays: the ICT Lead's program speaks with the school's mail server.
    *("_hashlib", "sqlite3", "_sqlite3"),
    # The part of Qt that draws no widgets.
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner"),
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
]

WANTED_PLUGINS = "|".join(
    [
        *("iconengines", "imageformats", "platforminputcontexts", "platforms", "platformthemes"),
        *("printsupport", "styles", "wayland-decoration-client", "wayland-shell-integration"),
    ]
)

# Files left out, by their place in the frozen folder.
LEFT_OUT = [
    # Qt's own translations: the program speaks for itself, in its own words.
    r"PySide6/Qt/translations/.*",
    r"PySide6/translations/.*",
    # Plug-ins for devices without a desktop, for other databases, for a debugger, and those by
    # which X11 and Wayland draw with OpenGL, which no widget of ours does.
    rf".*/plugins/(?!(?:{WANTED_PLUGINS})/)[^/]+/.*",
    r".*/plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.so",
    r".*/plugins/platforminputcontexts/libqtvirtualkeyboard.*",
    r".*/plugins/wayland-shell-integration/lib(ivi|fullscreen|qt)-shell.*",
    # Pictures come as SVG, PNG and JPEG.
    r".*/plugins/imageformats/.*(gif|icns|pdf|tga|tiff|wbmp|webp).*",
    # The GTK theme would bring all of GTK along, and look different on every desktop.
    r".*/plugins/platformthemes/libqgtk3\.so",
    r"PySide6/Qt/qml/.*",
    # Printing goes through the system's own CUPS where there is one. A second copy would bring
    # GnuTLS and ten more, and may not understand the system's server.
    r"libcups\.so.*",
    # Every desktop of Linux speaks D-Bus and brings the library that suits its own bus; a copy
    # brings systemd's and GnuPG's libraries along.
    r"libdbus-1\.so.*",
    # ReportLab's sample fonts: the program has its own, and one of these is under the GPL.
    r"reportlab/fonts/.*",
    r"qtawesome/fonts/(?!phosphor).*",
    # Faces that come twice, and a slanted one that no paper and no screen uses.
    r"manimgx_fonts/NotoSans(-Italic|Arabic|Bengali|Tamil)?\[.*",
    r"fontpkg_hind_siliguri/files/HindSiliguri-(?!Regular).*",
    r"fontpkg_noto_sans/files/NotoSans-Italic.*",
    r"fontpkg_abeezee/files/.*Italic.*",
    # Alembic's templates are for starting a project.
    r"alembic/templates/.*",
    r"sqlalchemy/.*\.pyx?",
    r"publicsuffixlist/test.*",
]
_LEFT_OUT = re.compile("|".join(f"(?:{pattern})" for pattern in LEFT_OUT))


def keep(place: str) -> bool:
    """Whether the file that would lie at ``place`` in the frozen folder belongs there."""
    return _LEFT_OUT.fullmatch(place.replace("\\", "/")) is None


def tree(folder: Path, place: str) -> list[tuple[str, str]]:
    """Every file under ``folder`` with the folder that it goes to under ``place``."""
    return [
        (str(path), str(Path(place) / path.relative_to(folder).parent))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


def modules(root: Path, package: str) -> list[str]:
    """Every module of our own ``package``, found without importing any.

    Some are imported only when they are first needed, by a name in a table.
    """
    paths = (path.relative_to(root).with_suffix("") for path in (root / package).rglob("*.py"))
    named = (path.parent if path.name == "__init__" else path for path in paths)
    return sorted(".".join(path.parts) for path in named if "migrations" not in path.parts)


def imports_of_migrations(folder: Path) -> list[str]:
    """The modules that migrations import; nothing else shows them to PyInstaller."""
    modules: set[str] = {"alembic.context", "alembic.op"}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
                modules.add(node.module)
    return sorted(modules)


def package_folder(name: str) -> Path:
    """Where the installed package ``name`` lies; ModuleNotFoundError when it is not there."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name)
    return Path(found.origin).parent


def qtawesome_with_phosphor_alone(target: Path) -> Path:
    """Copy qtawesome into ``target`` with Phosphor as its only font; the folder for the path.

    Raises ValueError when qtawesome lists its fonts in another way than the one pinned.
    """
    source = package_folder("qtawesome")
    copy = target / "qtawesome"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for font in (copy / "fonts").iterdir():
        if not font.name.startswith("phosphor"):
            font.unlink()
    init = copy / "__init__.py"
    text = init.read_text("utf-8")
    listed = re.search(r"^_BUNDLED_FONTS = \(\n.*?^\)\n", text, re.MULTILINE | re.DOTALL)
    phosphor = re.search(r'\("ph", "phosphor[^)]*\)', listed.group() if listed else "")
    if listed is None or phosphor is None:
        raise ValueError("qtawesome lists its fonts in a new way; look at tools/freezing.py")
    init.write_text(text.replace(listed.group(), f"_BUNDLED_FONTS = ({phosphor.group()},)\n"))
    return target


def still_needed(binaries: list[Entry]) -> list[Entry]:
    """The binaries without those libraries of Linux that only left-out files had called for.

    PyInstaller follows what every plug-in links to before anything is left out: GTK alone
    brings thirty libraries that nothing then loads.
    """
    if not sys.platform.startswith("linux"):
        return binaries
    by_name = {Path(place).name: Path(file) for place, file, _ in binaries}
    queue = [Path(place).name for place, _, _ in binaries if not _only_linked_to(place)]
    needed: set[str] = set()
    while queue:
        name = queue.pop()
        if name in by_name and name not in needed:
            needed.add(name)
            queue += come_twice.links_to(by_name[name])
    return [entry for entry in binaries if Path(entry[0]).name in needed]


def without_dangling(datas: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """``datas`` without those links that led to a binary which is no longer there."""
    there = {Path(place) for place, _, _ in binaries}
    return [
        (place, file, kind)
        for place, file, kind in datas
        if kind != "SYMLINK" or Path(place).parent / file in there
    ]


def licence_texts() -> list[tuple[str, str]]:
    """The licence of each package in the program, for the folder "licences"."""
    texts = tree(third_party.ROOT / "tools" / "licences", "licences")
    for name in [*third_party.locked("requirements.txt"), "pyinstaller"]:
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            continue  # needed on another system only
        texts += [
            (str(file.locate()), f"licences/{name}")
            for file in files
            if re.match(r"(?i)(licen[cs]e|copying|notice)", file.name) or "licenses" in file.parts
            if file.suffix not in (".py", ".pyc")
        ]
    return texts


def system_licence_texts(binaries: list[Entry]) -> list[Entry]:
    """The copyright notes of Debian's or Ubuntu's packages that bring those ``binaries``."""
    if shutil.which("dpkg-query") is None:
        return []
    texts: set[Entry] = set()
    for _, file, _ in binaries:
        if not file.startswith(("/lib", "/usr/lib")):
            continue
        owner = subprocess.run(
            ["dpkg-query", "--search", f"*/{Path(file).name}"],
            capture_output=True,
            text=True,
            check=False,
        )
        package = owner.stdout.partition(":")[0]
        note = Path("/usr/share/doc", package, "copyright")
        if package and note.is_file():
            texts.add((f"licences/system/{package}", str(note.resolve()), "DATA"))
    return sorted(texts)


def _only_linked_to(place: str) -> bool:
    """Whether the file is a library that is there only because another links to it."""
    name = Path(place).name
    folder = str(Path(place).parent)
    shared = folder in (".", "PySide6/Qt/lib") or folder.endswith(".libs")
    # The program itself loads libpython, by its name.
    return shared and name.startswith("lib") and not name.startswith("libpython")


def lightened(binaries: list[Entry], target: Path) -> list[Entry]:
    """The same binaries, with lighter copies in ``target`` in place of the heavy ones of Linux.

    Symbols that only a debugger reads are stripped (12 of sqlcipher3's 21 MB), but not from
    libraries that were patched when their wheel was built: those can break. ICU's data is cut
    down to what Qt asks for.
    """
    if not sys.platform.startswith("linux"):
        return binaries
    shutil.rmtree(target, ignore_errors=True)
    return [(place, _lighter(place, Path(file), target), kind) for place, file, kind in binaries]


def _lighter(place: str, file: Path, target: Path) -> str:
    if icu_data.is_icu_data(place) and file.is_file():
        icu_data.cut_down(file, target / place)
        return str(target / place)
    headers = subprocess.run(
        ["objdump", "--section-headers", "--syms", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    patched = Path(place).parent.name.endswith(".libs")
    if patched or headers.returncode != 0 or "no symbols" in headers.stdout:
        return str(file)
    copy = target / place
    copy.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "--strip-unneeded", "-o", str(copy), str(file)], check=True)
    return str(copy)
