"""Every public method of a service that knows reports has its rule in the policy, every command too."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.permissions.every_report import World
from tests.permissions.policy import COMMANDS_OF_NOTHING, COMMANDS_OF_REPORTS, METHODS, Rule, Seat
from tests.permissions.ways import COSTLY, GIVEN, OTHER_WAYS, at, needs
from tests.schools import SmallSchool
from trent_desktop import cli
from trent_desktop.made_once import made_once
from trent_desktop.open_school import OpenSchool

_ROOM = "trent_desktop.reports."


def knows_reports(service: type) -> bool:
    """Whether a service lives among the reports, or its module takes anything from there."""
    if service.__module__.startswith(_ROOM):
        return True
    known = vars(sys.modules[service.__module__]).values() if _is_ours(service) else ()
    return any(str(getattr(one, "__module__", "")).startswith(_ROOM) for one in known)


def _is_ours(service: type) -> bool:
    return service.__module__.startswith("trent_desktop.")


def services(holder: object, place: str = "") -> Iterator[tuple[str, object]]:
    """The services of an open school that know reports, and what they hold openly, by place."""
    kind = type(holder)
    given = (name for name, one in vars(kind).items() if isinstance(one, property))
    made = (name for of in kind.__mro__ for name, one in vars(of).items()
            if isinstance(one, made_once))  # fmt: skip
    for name in dict.fromkeys([*vars(holder), *given, *made]):
        if name.startswith("_"):
            continue
        one = getattr(holder, name)
        if knows_reports(type(one)) and hasattr(one, "__dict__"):
            yield f"{place}{name}", one
            yield from services(one, f"{place}{name}.")


def methods(school: OpenSchool) -> set[str]:
    """What can be asked of them, by place: ``cases.open_case``."""
    found: set[str] = set()
    for place, service in services(school):
        for name in dir(type(service)):
            if not name.startswith("_"):
                found.add(f"{place}.{name}")
    return found


def without_a_rule(school: OpenSchool) -> set[str]:
    """Those that the policy does not know."""
    return methods(school) - set(METHODS)


def test_every_method_has_its_rule_and_every_rule_its_method(world: World) -> None:
    school = world.desks[Seat.HEAD]
    assert len(methods(school)) > 30
    assert not without_a_rule(school), "Add a line for each to METHODS in policy.py"
    assert not set(METHODS) - methods(school), "METHODS in policy.py knows what there is no more"
    assert set(METHODS) >= COSTLY


def test_one_that_is_called_is_given_what_it_needs(world: World) -> None:
    for path, rule in METHODS.items():
        if rule is not Rule.WRITES:
            missing = set(needs(at(world.desks[Seat.HEAD], path))) - set(GIVEN)
            assert not missing, f"Say in GIVEN of ways.py what {path} is given as {missing}"


def test_a_new_service_without_rules_is_noticed(folder_school: SmallSchool) -> None:
    def read_all(self: object) -> str:
        return "everything"

    service = type("GossipService", (), {"read_all": read_all, "__module__": f"{_ROOM}gossip"})
    school = folder_school.open("head")
    school.gossip = service()  # type: ignore[attr-defined]
    assert without_a_rule(school) == {"gossip.read_all"}


def test_every_command_is_known_and_those_of_reports_are_tried() -> None:
    known = set(cli._COMMANDS)
    assert known <= COMMANDS_OF_REPORTS | COMMANDS_OF_NOTHING, "Add it to policy.py, and to ways.py"
    tried = {way.name for way in OTHER_WAYS}
    assert tried >= COMMANDS_OF_REPORTS


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.name)
def test_a_rule_is_a_sentence(rule: Rule) -> None:
    assert len(rule.value.split()) > 4
