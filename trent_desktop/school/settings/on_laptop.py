"""The school's settings as this laptop knows them."""

from __future__ import annotations

from trent_desktop.asking import on_laptop
from trent_desktop.roles import Role
from trent_desktop.school.keys.laptops.second_factor import roles_that_need_it
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.settings.dated_tables import DatedTable, TableName, table_in
from trent_desktop.school.settings.values import (
    SchoolProfile,
    SchoolSettings,
    profile_in,
    read_settings,
)


class SettingsOnLaptop:
    """The settings as they stand in the directory on this laptop. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def current(self) -> SchoolSettings:
        """All settings, as known on this laptop. What cannot be read is as at the beginning."""
        return read_settings(self._me.directory.settings)

    @on_laptop
    def profile(self) -> SchoolProfile:
        """Name, address, crest and policy dates. In memory."""
        return profile_in(self._me.directory.school.name, self._me.directory.school.address,
                          self._me.directory.settings)  # fmt: skip

    @on_laptop
    def second_factor_roles(self) -> frozenset[Role]:
        """Whose holders need a known laptop. In memory."""
        directory = self._me.directory
        return roles_that_need_it(directory.settings, is_sample=directory.school.is_sample)

    @on_laptop
    def table(self, name: TableName) -> DatedTable:
        """A table as the school has it. In memory."""
        return table_in(self._me.directory.settings, name)
