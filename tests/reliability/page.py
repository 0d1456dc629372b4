"""`docs/reliability.md`: what became of every kind of write under every fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.reliability.cell import Outcome
from tests.reliability.faults import Fault
from tests.reliability.known import KNOWN
from tests.reliability.mornings import Mornings
from tests.reliability.writes import Write

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
_HARMS: Final = ("lost", "doubled", "corrupt", "raw", "stuck", "untrue")
_LETTERS: Final = {
    "lost": "L",
    "doubled": "D",
    "corrupt": "C",
    "raw": "R",
    "stuck": "S",
    "untrue": "W",
}

_HEAD = """# What is left when the share fails

Written by `python3 start.py reliability`; do not edit it by hand. Each kind of write is done on the
real services, in a program of its own, in a folder that fails on command (`tests/failing/`). Then
the folder recovers: what waits is delivered, whoever was told that it failed does it again, and
fresh programs of four members, and `check`, look at what is there.

- **Lost**: it was said to be saved or kept, and is not there. **Doubled**: it is there twice.
- **Corrupt**: a fresh program, or `check`, finds something wrong.
- **Raw**: an error that is not a sentence for a person. **Stuck**: it still cannot be done when the
  share has recovered. **Untrue**: something is said that is not true: that the file is damaged, when it
  is whole; that something will be sent automatically, when it will not; that there is no school.
- A server that says that it saved something and did not can lose it, and one that grants a lock to
  two can let them spoil each other's work. That must then be *found*: by the next look, or by
  `check`. Whether locks hold, two programs that are both in find out from each other within seconds.
"""

_LEGEND = """`ok`: nothing is lost, doubled, corrupt or raw. `found`: the server lied, and the next
look or `check` says so. `L`, `D`, `C`, `R`, `S`, `W`: lost, doubled, corrupt, raw, stuck, untrue.
`–`: the write makes no such call.
"""


def page(outcomes: Sequence[Outcome], mornings: Mornings | None) -> str:
    """The whole page."""
    parts = [_HEAD, _figures(outcomes), _table(outcomes), _wrong(outcomes), _words(outcomes)]
    parts.append("## A hundred mornings\n\n" + _mornings(mornings))
    return "\n".join(parts)


def _figures(outcomes: Sequence[Outcome]) -> str:
    lines = [
        "## In figures\n",
        "| Kind of write | Tries | Lost | Doubled | Corrupt | Raw | Stuck | Untrue | Lied to, and found |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for write in Write:
        mine = [one for one in outcomes if one.write == write.name and one.struck]
        lines.append(_figure_line(write.value.words, mine))
    lines.append(_figure_line("**all**", [one for one in outcomes if one.struck]))
    return "\n".join(lines) + "\n"


def _figure_line(words: str, mine: Sequence[Outcome]) -> str:
    counts = [str(sum(harm in harms(one) for one in mine)) for harm in _HARMS]
    found = sum(_was_found(one) for one in mine)
    return f"| {words} | {len(mine)} | {' | '.join(counts)} | {found} |"


def harms(one: Outcome) -> tuple[str, ...]:
    """What is wrong with a cell, in the order of the page."""
    if not one.wrong:
        return ()
    if _lied(one) and one.found:
        return tuple(harm for harm in ("raw", "stuck", "untrue") if getattr(one, harm))
    return tuple(harm for harm in _HARMS if getattr(one, harm))


def _lied(one: Outcome) -> bool:
    return Fault[one.fault].value.lies


def _was_found(one: Outcome) -> bool:
    return _lied(one) and one.found and bool(one.lost or one.doubled or one.corrupt)


def _table(outcomes: Sequence[Outcome]) -> str:
    names = [write.value.words for write in Write]
    lines = [
        "## Every write under every fault\n",
        _LEGEND,
        "| The share | " + " | ".join(names) + " |",
        "|---|" + "--|" * len(names),
    ]
    for fault in Fault:
        cells = [
            _cell([one for one in outcomes if (one.write, one.fault) == (write.name, fault.name)])
            for write in Write
        ]
        lines.append(f"| {fault.value.words} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(mine: Sequence[Outcome]) -> str:
    struck = [one for one in mine if one.struck]
    if not struck:
        return "–"
    letters = "".join(
        _LETTERS[harm] for harm in _HARMS if any(harm in harms(one) for one in struck)
    )
    if letters:
        return f"**{letters}**"
    return "found" if any(_was_found(one) for one in struck) else "ok"


def _wrong(outcomes: Sequence[Outcome]) -> str:
    wrong = [one for one in outcomes if one.struck and one.wrong]
    if not wrong:
        return "## What is wrong\n\nNothing.\n"
    lines = ["## What is wrong\n"]
    for one in wrong:
        grave = [harm for harm in harms(one) if harm != "untrue"]
        if not grave:
            continue
        words = "; ".join(f"{harm}: {getattr(one, harm)}" for harm in grave)
        known = KNOWN.get((one.write, one.fault))
        why = f" *Known: {known}*" if known else ""
        write, fault = Write[one.write].value.words, Fault[one.fault].value.words
        lines.append(f"- {write}, {fault} ({one.place}): {words.rstrip('.')}.{why}")
    untrue: dict[str, list[str]] = {}
    for one in wrong:
        if one.untrue:
            untrue.setdefault(one.untrue, []).append(Write[one.write].value.words)
    for words, writes in untrue.items():
        where = ", ".join(dict.fromkeys(writes))
        lines.append(f"- untrue, in {len(writes)} tries: {words} ({where}).")
    return "\n".join(lines) + "\n"


def _words(outcomes: Sequence[Outcome]) -> str:
    lines = ["## What the person reads\n"]
    for fault in Fault:
        said: dict[str, list[str]] = {}
        stood = any(one.stood for one in outcomes if one.fault == fault.name)
        for one in outcomes:
            if one.fault != fault.name or not one.struck:
                continue
            for words in one.said:
                writes = said.setdefault(words, [])
                if Write[one.write].value.words not in writes:
                    writes.append(Write[one.write].value.words)
        words = fault.value.words
        lines.append(f"**{words[0].upper()}{words[1:]}**\n")
        if stood:
            lines.append("- nothing while the share does not answer; when it does, it is done.")
        elif not said:
            lines.append("- nothing: it is done.")
        for sentence, writes in said.items():
            lines.append(f"- “{sentence}” ({', '.join(writes)})")
        lines.append("")
    return "\n".join(lines)


def _mornings(found: Mornings | None) -> str:
    if found is None:
        return "Not run.\n"
    return (
        f"Three people send, each in a program of their own, while the first makes the day's copy: "
        f"{found.mornings} mornings, {found.taken:,} reports taken, {found.copies} copies made; "
        f"{found.damaged} damaged, {found.lost} lost.\n"
    )
