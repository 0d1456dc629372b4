"""Statements that were put together once, for every opening of this process.

Putting a statement together costs several times what it costs to carry it out, and signing in, or
unlocking, is some thirty of them. What one opening has put together the next one finds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from typing import Any, cast

import sqlcipher3
from sqlalchemy import Compiled, Dialect, Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.util import LRUCache

from trent_desktop.roles import Role

#: So many of each kind: more than there are.
_KEPT = 600

_shared: MutableMapping[Any, Compiled] = LRUCache(_KEPT)
_ours: set[str] = {role.value for role in Role}
_first = threading.Lock()


def words_of_ours(words: Iterable[str]) -> None:
    """Words that come from the program itself: a statement that names one may be kept."""
    _ours.update(words)


class Statements(MutableMapping[Any, Compiled]):
    """What an engine has put together; what says nothing of the school is shared with all others.

    A statement holds the values with which it was first carried out. Where one is text or bytes,
    a child's name for instance, it goes with the opening that it belongs to.
    """

    def __init__(self) -> None:
        self._own: MutableMapping[Any, Compiled] = LRUCache(_KEPT)

    def __getitem__(self, key: Any) -> Compiled:
        found = _shared.get(key)
        return self._own[key] if found is None else found

    def __setitem__(self, key: Any, made: Compiled) -> None:
        (_shared if _says_nothing(made) else self._own)[key] = made

    def __delitem__(self, key: Any) -> None:
        del self._own[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def _says_nothing(made: Compiled) -> bool:
    if made.cache_key is None:
        return False
    return not any(_says(parameter.value) for parameter in made.cache_key.bindparams)


def _says(value: Any) -> bool:
    if isinstance(value, list | tuple):  # of an IN
        return any(map(_says, cast("Sequence[Any]", value)))
    if isinstance(value, str):
        return value not in _ours
    return isinstance(value, bytes | set | frozenset | dict)


def file_engine(connect: Callable[[], Any]) -> Engine:
    """An engine whose connections `connect` makes, each for one unit of work.

    All speak one dialect, since statements are kept for the dialect that they were made for.
    """
    template = _template()
    engine = Engine(
        NullPool(connect, dialect=template.dialect),
        template.dialect,
        template.url,
        hide_parameters=True,
    )
    engine.update_execution_options(compiled_cache=Statements())
    return engine


def file_dialect() -> Dialect:
    """How all engines of `file_engine` speak."""
    return _template().dialect


def _template() -> Engine:
    with _first:
        return _made_template()


@cache
def _made_template() -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=lambda: sqlcipher3.connect(":memory:", check_same_thread=False),
        poolclass=NullPool,
    )
    # The dialect learns from its first connection what this SQLite can do.
    with engine.connect():
        return engine
