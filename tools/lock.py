"""Compile requirements*.in into the two pinned, hash-checked lock files.

Run it after changing a version: ``python3 start.py freeze`` and the tests then use the new
locks. Every wheel of every platform is hashed (``--universal``), so one pair of files serves
Linux, macOS and Windows on Python 3.11 to 3.13.

    .venv/bin/python -m tools.lock
    .venv/bin/python -m tools.lock --check    whether every system finds its wheels; seconds
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

HEADER = (
    "# Made by tools/lock.py from {source}; change that file, not this one.\n"
    "# Every platform and Python 3.11 to 3.13; each file is checked against its hash.\n"
)


def compile_lock(source: str, target: str) -> None:
    """Write the lock file ``target`` for the requirements in ``source``.

    Raises subprocess.CalledProcessError when no set of versions fits.
    """
    out = ROOT / target
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", source),
            *("--output-file", target),
            *("--universal", "--python-version", "3.11"),
            "--generate-hashes",
            # Source packages would run their own code while installing; nothing here needs one.
            *("--only-binary", ":all:"),
            # An index address would tie every school to the one this machine happened to use.
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-annotate",
            "--no-header",
            "--quiet",
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    out.write_text(HEADER.format(source=source) + out.read_text("utf-8"), "utf-8")


#: The systems of schools' laptops, as uv calls them, and every Python that start.py takes.
SYSTEMS = ("windows", "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-manylinux_2_34")
PYTHONS = ("3.11", "3.12", "3.13")


def without_wheels(system: str, python: str, lock: Path) -> str:
    """What cannot be installed of ``lock`` on a system, in the words of who looked; empty for nothing.

    Only looks: nothing is downloaded but what says what a package is.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--quiet", "--no-deps"),
            *(
                "--only-binary",
                ":all:",
                "--require-hashes",
                "--target",
                str(ROOT / "build" / "none"),
            ),
            *("--python-platform", system, "--python-version", python, "-r", str(lock)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stderr.strip() or f"status {done.returncode}"


def check() -> int:
    """Look for the wheels of every system and Python; 1 when any are missing."""
    wrong = 0
    for system in SYSTEMS:
        for python in PYTHONS:
            said = without_wheels(system, python, ROOT / "requirements.txt")
            wrong += bool(said)
            print(f"{system}, Python {python}: {said or 'every wheel is there'}", flush=True)
    return 1 if wrong else 0


def main() -> int:
    """Compile both lock files, the one to run first, because the other is bound by it."""
    if sys.argv[1:] == ["--check"]:
        return check()
    compile_lock("requirements.in", "requirements.txt")
    compile_lock("requirements-dev.in", "requirements-dev.txt")
    print("Wrote requirements.txt and requirements-dev.txt.")
    print(
        "Now: python3 start.py test, then .venv/bin/python -m tools.third_party for THIRD-PARTY.md."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
