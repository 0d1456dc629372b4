"""What Windows and macOS are told of the frozen program: its name, version, picture, and what it asks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from trent_desktop import __version__
from trent_desktop.opened_with import LESSON

ROOT = Path(__file__).resolve().parent.parent
TITLE, IDENTIFIER, VERSION = "Trent Desktop", "uk.trent-desktop", __version__
_SAYS = "Social media policy, e-safety lessons and agreements of a primary school"
#: Pixels of the largest picture that either system shows.
_SIDE = 1024
_SCHOOL = "The school's reports are kept in a folder that the school chose."
_CHOSEN = "Papers are saved where you choose, and class lists are read from there."


def icon(target: Path) -> Path:
    """Draw the program's mark into ``target`` (PNG); PyInstaller makes what each system wants of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(_SIDE, _SIDE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "pictures" / "mark.svg")).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(target))
    del application
    return target


def version_numbers(version: str = VERSION) -> tuple[int, int, int, int]:
    """The version as Windows wants it: four numbers."""
    numbers = [int(part) for part in version.split("+", maxsplit=1)[0].split(".") if part.isdigit()]
    first, second, third, fourth, *_ = [*numbers, 0, 0, 0, 0]
    return first, second, third, fourth


def version_resource(target: Path) -> str:
    """Write what Explorer shows under Properties, Details; the name of the file, for PyInstaller."""
    numbers = version_numbers()
    said = {
        "FileDescription": TITLE,
        "FileVersion": VERSION,
        "InternalName": "trent-desktop",
        "OriginalFilename": "trent-desktop.exe",
        "ProductName": TITLE,
        "ProductVersion": VERSION,
        "Comments": _SAYS,
    }
    strings = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in said.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('080904B0', [{strings}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0809, 1200])])])\n",
        "utf-8",
    )
    return str(target)


def info_plist() -> dict[str, Any]:
    """What macOS reads before it starts the program; the words it shows when it asks for a folder."""
    return {
        "CFBundleDisplayName": TITLE,
        "CFBundleDevelopmentRegion": "en-GB",
        "CFBundleShortVersionString": VERSION,
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": "13.0",  # what the wheels of Qt need
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSNetworkVolumesUsageDescription": _SCHOOL,
        "NSLocalNetworkUsageDescription": "The school's folder, or its database, is on its network.",
        "NSRemovableVolumesUsageDescription": _CHOSEN,
        "NSDocumentsFolderUsageDescription": _CHOSEN,
        "NSDownloadsFolderUsageDescription": _CHOSEN,
        "NSDesktopFolderUsageDescription": _CHOSEN,
        # Lessons from and for colleagues: a double click offers to import one.
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "E-safety lesson",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.lesson"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.lesson",
                "UTTypeDescription": "E-safety lesson",
                "UTTypeConformsTo": ["public.data", "public.zip-archive"],
                "UTTypeTagSpecification": {"public.filename-extension": [LESSON.lstrip(".")]},
            }
        ],
    }
