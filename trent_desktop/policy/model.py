"""The model policy that comes with the program, until the governors have approved the school's own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from trent_desktop.policy.clauses import PolicyText, policy_from_json
from trent_desktop.resources import RESOURCES

#: Stands on the model wherever it is shown or printed.
MODEL_MARK: Final = (
    "This is a model. It is the school’s policy only when the governors have approved it."
)

_FILE = RESOURCES / "policy" / "model.toml"
_TEAM: Final = "{e-safety team}"


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in the model. `team` has one line for each of the e-safety team."""

    school: str = "our school"
    team: tuple[str, ...] = (
        "every teacher",
        "the ICT Lead",
        "the Designated Safeguarding Lead and the deputy",
        "the Headteacher",
    )
    network_manager: str = "the firm or person named in the school’s settings"


#: Where the school has named nobody.
_NAMED = Named()


@cache
def model_policy(named: Named = _NAMED) -> PolicyText:
    """The model, in our own words, with these names where it has places for names."""
    policy = _read()

    def words(text: str) -> str:
        filled = text.replace("{school}", named.school)
        filled = filled.replace("{network manager}", named.network_manager)
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    def points(texts: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for text in texts:
            found += named.team if text == _TEAM else (words(text),)
        return tuple(found)

    return _changed(policy, words, points)


def _changed(
    policy: PolicyText,
    words: Callable[[str], str],
    points: Callable[[tuple[str, ...]], tuple[str, ...]],
) -> PolicyText:
    sections = tuple(
        replace(
            section,
            words=tuple(words(text) for text in section.words),
            points=points(section.points),
            clauses=tuple(
                replace(clause, words=words(clause.words), points=points(clause.points))
                for clause in section.clauses
            ),
        )
        for section in policy.sections
    )
    return replace(policy, sections=sections)


@cache
def _read() -> PolicyText:
    return policy_from_json(tomllib.loads(_FILE.read_text("utf-8")))
