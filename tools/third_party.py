"""Write THIRD-PARTY.md: whose work Trent Desktop stands on, and under which licence.

    .venv/bin/python -m tools.third_party

Names and versions come from the lock files, licences from the installed packages, and what no
package says from tools/licence_facts.py. A licence that is not known there stops everything.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tools import licence_facts as facts

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "THIRD-PARTY.md"

INTRODUCTION = """\
# Third-party software

Trent Desktop itself is under the MIT licence (see LICENSE). It stands on the work of many
others, listed here. `python -m tools.third_party` writes this file from requirements.txt,
requirements-dev.txt and what is installed; a test fails when it is out of date.

Licences are named as in the SPDX list. The frozen program carries the full texts in its folder
`licences`.
"""

LGPL = """\
## Qt, psycopg and python-bidi: what the LGPL gives you

Qt, PySide6, psycopg and python-bidi are under the GNU Lesser General Public License, version 3
(tools/licences holds its text). They are used unchanged, as separate libraries: from source you
may install other versions into `.venv`, and in the frozen folder you may replace their files,
or build it anew with `python3 start.py freeze`. One file is
not as Qt's makers ship it: the frozen program for Linux carries less of ICU's data (under
Unicode-3.0, not the LGPL); tools/icu_data.py says what is left out, and the full file fits in
its place.
"""

UNUSED_ICONS = """\
QtAwesome installs more icon fonts (Font Awesome, Elusive Icons, Material Design Icons, Remix
Icon, Codicons). The program shows none of them, and the frozen program does not carry them.
"""

SYSTEM = """\
On Linux it also carries these libraries of the system it was built on, as far as Qt and Python
there link to them:
"""


class UnknownLicenceError(Exception):
    """A package whose licence neither its metadata nor tools/licence_facts.py name."""


def locked(lock: str) -> dict[str, str]:
    """The packages in the lock file ``lock`` and their versions."""
    text = (ROOT / lock).read_text("utf-8")
    return dict(
        re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,.-]+\])?==([^\s;\\]+)", text, re.MULTILINE)
    )


def licence_of(name: str) -> str:
    """The SPDX expression for the package ``name``; UnknownLicenceError when nobody says."""
    if name in facts.LICENCES:
        return facts.LICENCES[name]
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        raise UnknownLicenceError(f"{name} is not installed here") from None
    said: list[str] = []
    for heading in ("License-Expression", "License", "Classifier"):
        said += about.get_all(heading) or []
    words = [line.rpartition(" :: ")[2] for line in said]
    for word in words:
        found = facts.SPDX.get(word, word)
        if set(terms(found)) <= _KNOWN:
            return found
    raise UnknownLicenceError(f"{name} says {words}")


def terms(expression: str) -> list[str]:
    """The single licences in an SPDX expression."""
    return re.split(r" (?:AND|OR) ", expression.replace("(", "").replace(")", ""))


def is_acceptable(expression: str, accepted: set[str]) -> bool:
    """Whether one may choose only licences in ``accepted`` (AND binds closer than OR)."""
    return any(set(choice.split(" AND ")) <= accepted for choice in expression.split(" OR "))


# Some leave the choice between these and an accepted one.
_KNOWN = facts.ACCEPTED_FOR_TOOLS | {"GPL-2.0-only", "GPL-3.0-only"}


def table(titles: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def package_rows(packages: dict[str, str]) -> list[list[str]]:
    """A row for each package: name, version, licence, what it brings."""
    return [
        [name, version, licence_of(name), facts.BRINGS.get(name, "")]
        for name, version in sorted(packages.items())
    ]


def text() -> str:
    """The whole of THIRD-PARTY.md."""
    run, everything = locked("requirements.txt"), locked("requirements-dev.txt")
    tools = {name: version for name, version in everything.items() if name not in run}
    packages = ["Package", "Version", "Licence", "Brings along"]
    system = [[title, licence] for _, title, licence in facts.SYSTEM_LIBRARIES]
    return (
        "\n".join(
            [
                INTRODUCTION,
                "## In the program\n",
                table(packages, package_rows(run)),
                "Some are needed on one system only; each lock file says which.\n",
                "## Fonts and icons\n",
                table(
                    ["Name", "Licence", "Copyright", "Package"],
                    [
                        [*font[:2], f"© {font[2]}", font[3]]
                        for font in [*facts.FONTS, *facts.KEPT_FONTS]
                    ],
                ),
                UNUSED_ICONS,
                LGPL,
                "## In the frozen program besides\n",
                table(
                    ["Name", "Licence"],
                    [
                        ["CPython and its standard library", "PSF-2.0"],
                        ["PyInstaller's bootloader", facts.LICENCES["pyinstaller"]],
                    ],
                ),
                SYSTEM,
                table(["Library", "Licence"], system),
                "## To test and to build\n",
                "Never passed on with the program.\n",
                table(packages[:3], [row[:3] for row in package_rows(tools)]),
            ]
        ).rstrip("\n")
        + "\n"
    )


def main() -> int:
    """Write the file."""
    TARGET.write_text(text(), "utf-8")
    print(f"Wrote {TARGET.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
