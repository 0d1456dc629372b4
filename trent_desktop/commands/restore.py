"""``trent-desktop restore``: the copies of a school, what one would change, and putting it back.

Nobody is signed in for it: it must work when the school's file does not read.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trent_desktop.commands.frame import Options, say, typed_password
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.commands.streams import complain, somebody_watches
from trent_desktop.reports.put_back_words import (
    case_line,
    copy_chip,
    copy_details,
    copy_title,
    done_words,
    what_stays,
    what_would_change,
    who_waits,
)
from trent_desktop.school.putting_back.values import CopyLine, Proof, WouldChange
from trent_desktop.school.putting_back.work import STANDS
from trent_desktop.sentences import ended, sentences
from trent_desktop.share.putting_back import copies_there, look_there, put_back_there


def restore(options: Options) -> int:
    """List, look, or put back. 0 when it is done, 1 with words."""
    given = options.given
    if not options.school or not (options.sign_in_as or given.with_code):
        raise UsageMistake(
            "This command needs a school and your sign-in name.",
            what_to_do="Give --school FOLDER and --as NAME, or --with-code for the code in the "
            "safe.",
        )
    if given.list and given.dry_run:
        raise UsageMistake(
            "A list changes nothing.", what_to_do="Give --dry-run together with --from NAME."
        )
    proof = _proof(options)
    if given.list:
        copies = copies_there(options.school, proof)
        body = [_copy(one) for one in copies]
        say(options, body, "\n".join(map(_copy_words, copies)) or "None.")
        return 0
    if given.dry_run:
        would = look_there(options.school, proof, given.copy)
        say(options, _would(would), "\n".join(_would_words(would)))
        return 0
    done = put_back_there(options.school, proof, given.copy, _tell)
    say(options, {**_copy(done.copy), "kept": done.kept}, " ".join(done_words(done)))
    return 0


def _proof(options: Options) -> Proof:
    if options.given.with_code:
        return Proof(code=typed_password("Code in the safe: ", options))
    return Proof(options.sign_in_as or "", typed_password("Password: ", options))


def _tell(_far: float, words: str) -> None:
    if somebody_watches() or words == STANDS:
        complain(f"{words} …")


def _copy(one: CopyLine) -> dict[str, Any]:
    body: dict[str, Any] = asdict(one)
    for name in ("day", "made", "until"):
        body[name] = body[name].isoformat() if body[name] else None
    return body


def _copy_words(one: CopyLine) -> str:
    return f"{one.name}  {ended(sentences(copy_details(one), copy_chip(one)))}"


def _would(would: WouldChange) -> dict[str, Any]:
    body: dict[str, Any] = asdict(would)
    body["copy"] = _copy(would.copy)
    for which in ("missing", "shorter"):
        for one in body[which]:
            one["recorded"] = one["recorded"].isoformat() if one["recorded"] else None
    return body


def _would_words(would: WouldChange) -> list[str]:
    said = [f"If the copy of {copy_title(would.copy)} is put back:"]
    first, *rest = what_would_change(would)
    said += [first, *(f"  {case_line(one)}" for one in would.missing)]
    if would.missing_unread:
        said.append(f"  {would.missing_unread:,} that you do not read")
    said += [*rest, what_stays(would), who_waits(would), "Nothing was changed by looking."]
    return [words for words in said if words]
