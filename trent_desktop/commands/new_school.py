"""``trent-desktop school set-up``: a school from a file, for whoever makes thirty of them."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from trent_desktop import files
from trent_desktop.commands.frame import DONE, Options, say, typed_password
from trent_desktop.commands.people_file import role_of
from trent_desktop.commands.secret_files import NewFile
from trent_desktop.commands.slip_files import slip_file
from trent_desktop.commands.streams import NotPrinted, StoppedReading
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.values import suggested_sign_in_name
from trent_desktop.school.setting_up.founding import Founding, MadeSchool, NewMember
from trent_desktop.school.settings.letterhead import letterhead_for
from trent_desktop.school.settings.values import SchoolProfile
from trent_desktop.share.door import check_folder, check_server, found_school

_LARGEST: Final = 1_000_000
_TEXTS: Final = ("name", "folder", "address")
_DAYS: Final = ("policy_adopted", "policy_review")
_PEOPLE: Final = ("head", "founder", "members")
_OF_A_PERSON: Final = ("name", "sign_in_name", "roles")


@dataclass(frozen=True, slots=True)
class NewSchoolFile:
    """What the file says. `founder` signs in first, with the password that is asked for."""

    name: str
    folder: str
    founder: Invitation
    members: tuple[Invitation, ...]
    address: str = ""
    policy_adopted: dt.date | None = None
    policy_review: dt.date | None = None


def set_up(options: Options) -> int:
    """Make the school, its slips, and the code for its safe. Raises `Problem`.

    The code goes into the file of ``--code-file``, else it is printed, once.
    """
    given = options.given
    new = read_new_school(Path(given.file))
    made: list[MadeSchool] = []
    with ExitStack() as stack:
        slips = stack.enter_context(slip_file(given.slips, given.slips_as))
        code = NewFile(Path(given.code_file)) if given.code_file else None
        if code is not None:
            stack.callback(lambda: None if made else code.leave())
        founding = _founding(new, typed_password("New password: ", options, again="Once more: "))
        _require_place(new.folder)
        try:
            made.append(found_school(new.folder, founding))
        except AnswersRefused as refused:
            raise _said(refused, new.members) from refused
        if code is not None:
            _keep(code, made[0])
        profile = SchoolProfile(new.name, new.address)
        slips.write(letterhead_for(profile), made[0].slips, new.folder)
    body: dict[str, Any] = {
        "school": new.name,
        "folder": new.folder,
        "founder": new.founder.sign_in_name,
        "invited": len(made[0].slips),
        "slips": slips.written or None,
        "code_file": str(code.path) if code else None,
    }
    words = f"{new.name} is set up in {new.folder}; {new.founder.sign_in_name} can sign in."
    if slips.written:
        words += f"\n{len(made[0].slips)} slips: {slips.written}"
    if code is None:
        body["recovery_code"] = made[0].recovery_code
        words += f"\nThe code for the safe, shown once: {made[0].recovery_code}"
    else:
        words += f"\nThe code for the safe: {code.path}. Print it, and remove the file."
    try:
        say(options, body, words)
    except (NotPrinted, StoppedReading):
        if code is not None:
            raise
        raise Problem(
            f"{new.name} is set up, but the code for the safe could not be printed.",
            what_to_do="Sign in, and make a new one: School, Recovery code.",
        ) from None
    return DONE


def _founding(new: NewSchoolFile, password: str) -> Founding:
    one = new.founder
    founder = NewMember(one.name, one.sign_in_name, one.roles, password)
    return Founding(
        new.name,
        founder,
        new.address,
        policy_adopted=new.policy_adopted,
        policy_review=new.policy_review,
        invited=new.members,
    )


def _keep(code: NewFile, made: MadeSchool) -> None:
    try:
        code.write(f"{made.recovery_code}\n".encode("ascii"))
    except Problem as problem:
        raise Problem(
            f"The school is set up, but the code for its safe was not saved: {problem.words}",
            what_to_do="Sign in, and make a new one: School, Recovery code.",
            where=problem.where,
        ) from problem


def _require_place(place: str) -> None:
    report = check_server(place) if "://" in place else check_folder(place)
    bad = [line.words for line in report.lines if line.essential and not line.good]
    if bad:
        raise Problem(" ".join(bad), where=place)


def _said(refused: AnswersRefused, members: tuple[Invitation, ...]) -> Problem:
    """With the people whom it is about."""
    return Problem(f"{refused.words} {told_by_name(refused, members)}")


def told_by_name(refused: AnswersRefused, people: tuple[Invitation, ...]) -> str:
    """Errors named ``<index>.<field>``, each with the name of the person."""
    said: list[str] = []
    for where, words in refused.errors:
        number = where.partition(".")[0]
        name = people[int(number)].name if number.isdecimal() else ""
        said.append(f"{name}: {words}" if name else words)
    return " ".join(said)


# ---------------------------------------------------------------------- the file


@dataclass
class _Faults:
    said: list[str] = field(default_factory=list[str])

    def say(self, words: str) -> None:
        self.said.append(words)


def read_new_school(path: Path) -> NewSchoolFile:
    """The file, as TOML or JSON. Raises `Problem` with all that is wrong with it at once."""
    content = _parsed(path)
    faults = _Faults()
    for name in content:
        if name not in (*_TEXTS, *_DAYS, *_PEOPLE):
            # Only the name: what stands behind “password” is nothing to be printed.
            faults.say(f"There is nothing called “{name}”.")
    texts = {name: _text(content, name, faults) for name in _TEXTS}
    for name in ("name", "folder"):
        if not texts[name]:
            faults.say(f"“{name}” is missing.")
    days = {name: _day(content, name, faults) for name in _DAYS}
    taken: list[str] = []
    head = founder = None
    if "founder" in content:
        founder = _person(content["founder"], "founder", taken, faults)
    if "head" in content:
        head = _person(content["head"], "head", taken, faults, Role.HEADTEACHER)
    listed: object = content.get("members", [])
    if not isinstance(listed, list):
        faults.say("“members” is not a list.")
        listed = []
    members = [
        person
        for number, one in enumerate(cast("list[object]", listed), start=1)
        if (person := _person(one, f"members {number}", taken, faults)) is not None
    ]
    if founder is None and head is None:
        faults.say("“founder” or “head” is missing: somebody has to sign in first.")
    first = founder or head
    if first is None or faults.said:
        raise Problem(
            " ".join(faults.said), what_to_do="Put it right in the file.", where=path.name
        )
    rest = [head] if head is not None and founder is not None else []
    return NewSchoolFile(
        texts["name"],
        texts["folder"],
        first,
        (*rest, *members),
        texts["address"],
        days["policy_adopted"],
        days["policy_review"],
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        content = files.read_start(path, _LARGEST)
        if len(content) > _LARGEST:
            raise ValueError
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise Problem("This file cannot be opened.", where=str(path)) from error
    except ValueError as error:
        raise _no_file(path) from error
    readers: tuple[Callable[[str], object], ...] = (json.loads, tomllib.loads)
    for read in readers if text.lstrip().startswith("{") else reversed(readers):
        try:
            found = read(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and found:
            return cast("dict[str, Any]", found)
    raise _no_file(path)


def _no_file(path: Path) -> Problem:
    return Problem(
        "This is neither TOML nor JSON, or there is nothing in it.",
        what_to_do="It needs a name, a folder, a head with a name, and members with names and roles.",
        where=str(path),
    )


def _text(content: dict[str, Any], name: str, faults: _Faults) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        faults.say(f"“{name}” is not text.")
        return ""
    return value.strip()


def _day(content: dict[str, Any], name: str, faults: _Faults) -> dt.date | None:
    value = content.get(name)
    if value is None or type(value) is dt.date:
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        faults.say(f"“{name}” is not a day like 2027-09-01.")
        return None


def _person(
    value: object, where: str, taken: list[str], faults: _Faults, role: Role | None = None
) -> Invitation | None:
    if not isinstance(value, dict):
        faults.say(f"“{where}” is nobody: give a name and roles.")
        return None
    told = cast("dict[str, Any]", value)
    before = len(faults.said)
    for name in told:
        if name not in _OF_A_PERSON:
            faults.say(f"“{where}” has something called “{name}”, which nobody has.")
    name, sign_in = (_text(told, one, faults) for one in ("name", "sign_in_name"))
    if not name:
        faults.say(f"“{where}” has no name.")
    roles = set(filter(None, [role]))
    listed = told.get("roles", [])
    for one in cast("list[object]", listed if isinstance(listed, list) else [listed]):
        found = role_of(str(one))
        if found is None:
            faults.say(f"“{where}”: there is no role “{one}”.")
        else:
            roles.add(found)
    if not roles:
        faults.say(f"“{where}” has no roles.")
    if len(faults.said) > before:
        return None
    sign_in = sign_in or suggested_sign_in_name(name, taken)
    taken.append(sign_in)
    return Invitation(name, sign_in, frozenset(roles))
