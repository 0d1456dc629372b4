"""Finding somebody's page, from this laptop."""

from __future__ import annotations

from trent_desktop.asking import on_laptop
from trent_desktop.children.page import Whom
from trent_desktop.children.values import Found
from trent_desktop.reports.chronology.kept import names_kept
from trent_desktop.reports.who.about import is_called
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.finding import PeopleService
from trent_desktop.school.people.permissions import Right


class PagesOnLaptop:
    """Who has a page, and whether it may be opened. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in
        self._people = PeopleService(signed_in)

    @on_laptop
    def find(self, words: str, limit: int = 8) -> tuple[Found, ...]:
        """Pupils by a few letters, and after them other people named in reports that she reads."""
        me = self._me
        me.require(Right.READ_CHRONOLOGY)
        found = [
            Found(Whom(one.id), one.name, one.beside)
            for one in self._people.find_pupils(words, limit)
        ]
        if me.may(Right.READ_ADULTS) and len(found) < limit:
            with me.store.reading() as connection:
                names = names_kept(connection, plain(words).split(), limit)
            found += [
                Found(Whom(None, name), name)
                for name in names
                if not is_called(me.member.name, name)
            ]
        return tuple(found[:limit])

    @on_laptop
    def may_open(self, whom: Whom) -> bool:
        """Whether this member may open that page, by her roles and by who she is."""
        me = self._me
        if whom.pupil_id is not None:
            return me.may(Right.READ_CHRONOLOGY)
        return me.may(Right.READ_ADULTS) and not is_called(me.member.name, whom.name)
