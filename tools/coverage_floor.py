"""Keep the share of lines and branches that tests run from falling.

    python3 start.py test --cov --cov-report=json:build/coverage.json
    .venv/bin/python -m tools.coverage_floor build/coverage.json
    .venv/bin/python -m tools.coverage_floor build/coverage.json --raise
    .venv/bin/python -m tools.coverage_floor build/coverage.json --missed ui/school

The floor of every wing stands in tests/coverage-floor.json, in per cent. ``--raise`` writes it
anew where the tests reach more; nothing lowers it but a hand, which a reader of the change sees.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "tests" / "coverage-floor.json"
#: Per cent. Property tests and clocks take another branch now and then.
CHANCE = 0.2


@dataclass(frozen=True, slots=True)
class Reached:
    """What tests run of a wing, in per cent."""

    lines: float
    branches: float


def reached(files: Mapping[str, Any], wing: str) -> Reached:
    """What was run of the files below the folder ``wing``. Raises ValueError when there are none."""
    found = [file["summary"] for path, file in files.items() if path.startswith(f"{wing}/")]
    if not found:
        raise ValueError(f"Nothing below {wing} was measured.")

    def share(of: str, among: str) -> float:
        whole = sum(one[among] for one in found)
        return round(100 * sum(one[of] for one in found) / whole, 2) if whole else 100.0

    return Reached(
        share("covered_lines", "num_statements"), share("covered_branches", "num_branches")
    )


def faults(files: Mapping[str, Any], floor: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A sentence for each figure that fell."""
    said: list[str] = []
    for wing, least in floor.items():
        now = reached(files, wing)
        for what, is_now in (("lines", now.lines), ("branches", now.branches)):
            if is_now + CHANCE < least[what]:
                said.append(f"{wing}: tests run {is_now} % of the {what}; it was {least[what]} %.")
    return said


def raised(
    files: Mapping[str, Any], floor: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The floor, higher wherever more is run now."""
    higher: dict[str, dict[str, float]] = {}
    for wing, least in floor.items():
        now = reached(files, wing)
        higher[wing] = {
            "lines": max(least["lines"], now.lines),
            "branches": max(least["branches"], now.branches),
        }
    return higher


def missed(files: Mapping[str, Any], wing: str) -> Iterator[str]:
    """A line for each file below ``wing`` with lines that no test runs."""
    for path, file in sorted(files.items()):
        if path.startswith(wing) and file["missing_lines"]:
            yield f"{path}: {' '.join(map(str, file['missing_lines']))}"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and what fell; 1 when anything did."""
    parser = argparse.ArgumentParser(prog="coverage_floor", description=__doc__)
    parser.add_argument("measured", type=Path)
    parser.add_argument("--raise", action="store_true", dest="higher")
    parser.add_argument("--missed", metavar="WING")
    wanted = parser.parse_args(arguments)
    files = json.loads(wanted.measured.read_text("utf-8"))["files"]
    floor = json.loads(FLOOR.read_text("utf-8"))
    if wanted.missed is not None:
        print("\n".join(missed(files, wanted.missed)))
        return 0
    for wing in floor:
        now = reached(files, wing)
        print(f"{wing}: {now.lines} % of the lines, {now.branches} % of the branches")
    said = faults(files, floor)
    print("\n".join(said) or "Nothing fell.")
    if wanted.higher:
        FLOOR.write_text(json.dumps(raised(files, floor), indent=2) + "\n", "utf-8")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
