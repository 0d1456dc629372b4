"""What the benchmarks stand on: a folder for the run, schools, and indexes full of made-up cases."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Protocol

from tests.benchmarks.figures import Size
from tests.schools import SmallSchool, make_small_school
from trent_desktop.clock import system_clock
from trent_desktop.reports.cases import CaseState, CaseSummary, Route
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.reports.workflow import waiting_for
from trent_desktop.sample import SampleCase, each_case, sample_school
from trent_desktop.sample.filling import make_sample
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.cipher import KeyPair, new_key_pair
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import parse_location

TODAY = dt.date(2026, 11, 22)
#: The member whose laptop is measured, and how many share the reporting with her.
ME = uuid.UUID(int=1)
_REPORTERS = [ME, *(uuid.UUID(int=number) for number in range(2, 10))]
#: A word that is in a handful of cases however many there are.
RARE = "thylacine"
_RARE_CASES = 5
_PORTION = 2_000


class Closable(Protocol):
    """Anything that is open until it is closed."""

    def close(self) -> object:
        """Close it."""
        ...


@dataclass(frozen=True, slots=True)
class _Template:
    """A case of the sample school, to be varied."""

    title: str
    category: str
    sentences: tuple[str, ...]


class Ground:
    """A folder for the run. What is dear to make is made when it is first asked for."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._folder = tempfile.TemporaryDirectory(prefix="trent-bench-")
        self.folder = Path(self._folder.name)
        self._left = ExitStack()
        self._indexes: dict[int, tuple[LocalIndex, LocalStore]] = {}

    def __enter__(self) -> Ground:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._left.close()
        self._folder.cleanup()

    def closing(self, thing: Closable) -> None:
        """Close `thing` at the end of the run."""
        self._left.callback(thing.close)

    def small_school(self, name: str) -> SmallSchool:
        """A school of nine members in a folder of its own."""
        folder = self.folder / name
        made = make_small_school(parse_location(folder / "share"), folder)
        self.closing(made)
        return made

    @cached_property
    def sample(self) -> Path:
        """The sample school with as many cases as `Size.bulk` says."""
        folder = self.folder / "sample"
        make_sample(str(folder), cases=self.size.bulk, today=TODAY)
        return folder

    def index(self, cases: int) -> tuple[LocalIndex, LocalStore]:
        """A member's index that holds `cases` made-up cases, to be read only."""
        if cases not in self._indexes:
            index, store = self.empty_index(f"index-{cases}")
            fill(index, made_up_cases(cases))
            self._indexes[cases] = index, store
        return self._indexes[cases]

    def empty_index(self, name: str) -> tuple[LocalIndex, LocalStore]:
        """A member's index without a case in it."""
        keys: KeyPair = new_key_pair()
        store = LocalStore(self.folder / name, keys.public, keys.private, system_clock)
        self.closing(store)
        return LocalIndex(store, ME), store


def fill(index: LocalIndex, cases: Iterable[IndexedCase]) -> None:
    """Put cases into an index, a portion at a time."""
    coming = iter(cases)
    while portion := list(itertools.islice(coming, _PORTION)):
        index.update(portion, [])


def made_up_cases(how_many: int, seed: int = 1) -> Iterator[IndexedCase]:
    """Cases made of pieces of the sample school's: its titles, accounts, names and addresses.

    Oldest first. One in four is open, which is more than in a school's life, so that lists of
    open cases are long enough to be turned over.
    """
    dice = random.Random(seed)
    school = sample_school(TODAY, pupils=420, seed=seed)
    templates = [_template(case) for case in each_case(school, 400, 2)]
    names = pupil_names(seed)
    staff = [member.name for member in school.members]
    rare = set(dice.sample(range(how_many), min(_RARE_CASES, how_many)))
    begun = dt.datetime(2006, 9, 1, 8, tzinfo=dt.UTC)
    open_states = [CaseState.NEW, CaseState.BLOCKED, CaseState.CHECKED, CaseState.NO_BLOCK]
    done_states = [CaseState.SIGNED_OFF, CaseState.CLOSED, CaseState.CLOSED]
    for number in range(how_many):
        at = begun + dt.timedelta(minutes=100 * number, seconds=dice.randrange(60))
        is_open = number % 4 == 0
        state = dice.choice(open_states if is_open else done_states)
        one, two = dice.choice(templates), dice.choice(templates)
        in_class = f"{number % 7}{'AB'[number % 2]}"
        reporter = dice.randrange(len(_REPORTERS))
        reference = f"TR-{at.year}-{number:03d}"
        words = [
            reference,
            one.title,
            in_class,
            staff[reporter],
            f"https://site-{dice.randrange(how_many)}.example.net/page/{dice.randrange(10**6)}",
            *one.sentences,
            *dice.sample(two.sentences, min(3, len(two.sentences))),
            dice.choice(names),
            dice.choice(names),
        ]
        if number in rare:
            words.append(f"It was a {RARE}.")
        yield IndexedCase(
            CaseSummary(
                id=uuid.UUID(int=dice.getrandbits(128)),
                reference=reference,
                kind="content",
                route=Route.CONTENT,
                state=state,
                title=one.title,
                class_name=in_class,
                year_group=YearGroup.Y4,
                category=one.category,
                severity=number % 5,
                happened_at=at - dt.timedelta(minutes=7),
                recorded_at=at,
                updated_at=at + dt.timedelta(days=3),
                reporter_id=_REPORTERS[reporter],
                reporter_name=staff[reporter],
                waiting_for=waiting_for(Route.CONTENT, state),
                readable=True,
                version=7,
            ),
            "\n".join(words),
        )


def pupil_names(seed: int = 1) -> list[str]:
    """Names of children of the sample school, as they stand in cases."""
    school = sample_school(TODAY, pupils=420, seed=seed)
    return [f"{pupil.forename} {pupil.surname}" for pupil in school.pupils]


def _template(case: SampleCase) -> _Template:
    told = [value for value in case.answers.values() if isinstance(value, str) and " " in value]
    told += [step.words for step in case.steps if step.words]
    return _Template(
        str(case.answers.get("seen", "Something was seen")),
        str(case.answers.get("category", "")),
        tuple(told),
    )
