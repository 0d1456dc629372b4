"""``trent-desktop restore``: the copies of a school, what one would change, and putting it back.

Nobody is signed in for it: it must work when the school's file does not read.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trent_desktop.commands.frame import Options, say, typed_password
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.commands.streams import complain, somebody_watches
from trent_desktop.journeys.answers import date_for_people, moment_for_people
from trent_desktop.reports.kinds import KINDS
from trent_desktop.school.putting_back.values import (
    CopyLine,
    DonePuttingBack,
    MissingCase,
    Proof,
    WouldChange,
)
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
    say(options, {**_copy(done.copy), "kept": done.kept}, _done_words(done))
    return 0


def _proof(options: Options) -> Proof:
    if options.given.with_code:
        return Proof(code=typed_password("Code in the safe: "))
    return Proof(options.sign_in_as or "", typed_password("Password: "))


def _tell(_far: float, words: str) -> None:
    if somebody_watches():
        complain(f"{words} …")


def _copy(one: CopyLine) -> dict[str, Any]:
    body: dict[str, Any] = asdict(one)
    for name in ("day", "made", "until"):
        body[name] = body[name].isoformat() if body[name] else None
    return body


def _copy_words(one: CopyLine) -> str:
    if not one.verified:
        return f"{one.name}  does not open with your keys, or is damaged."
    until = f", the newest of {moment_for_people(one.until.astimezone())}" if one.until else ""
    place = ", in the second place" if one.elsewhere else ""
    whole = "" if one.whole else ", not whole"
    return (
        f"{one.name}  {_many(one.reports, 'report')}{until}; "
        f"{_many(one.members, 'member')}{place}{whole}."
    )


def _would(would: WouldChange) -> dict[str, Any]:
    body: dict[str, Any] = asdict(would)
    body["copy"] = _copy(would.copy)
    for which in ("missing", "shorter"):
        for one in body[which]:
            one["recorded"] = one["recorded"].isoformat() if one["recorded"] else None
    return body


def _would_words(would: WouldChange) -> list[str]:
    copy = would.copy
    said = [f"If the copy of {date_for_people(copy.day)} is put back:"]
    if not would.readable:
        said.append(f"{would.now} What came after the copy cannot be told from it.")
    else:
        said.append(f"{_many(would.all_missing, 'report')} would be missing.")
        said += [f"  {_case(one)}" for one in would.missing]
        if would.missing_unread:
            said.append(f"  {would.missing_unread:,} that you do not read")
        if would.all_missing:
            said.append(f"  This laptop can bring {would.offered:,} of them again by itself.")
        changed = len(would.shorter) + would.shorter_unread
        if changed:
            said.append(f"{_many(changed, 'report')} would lose what was added since.")
        if would.back:
            said.append(f"{_many(would.back, 'report')} would come back.")
        if would.others:
            said.append(f"Also missing: {', '.join(would.others)}.")
    if would.destroyed:
        said.append(f"{_many(would.destroyed, 'report')} that were destroyed stay destroyed.")
    if would.keys_too:
        said.append("The school's keys are gone: they are taken from this copy too.")
    else:
        said.append("Members, roles and keys stay as they are.")
    said.append("Nothing was changed by looking.")
    return said


def _case(one: MissingCase) -> str:
    title = next((kind.title for kind in KINDS if kind.name == one.kind), "Report")
    on = f", {date_for_people(one.recorded.astimezone().date())}" if one.recorded else ""
    return f"{one.reference}  {title}{on}"


def _done_words(done: DonePuttingBack) -> str:
    kept = f" What was there is kept as {done.kept}." if done.kept else ""
    return (
        f"The copy of {date_for_people(done.copy.day)} was put back.{kept} Everybody signs in as "
        "before, and each laptop says at its next look who put it back."
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
