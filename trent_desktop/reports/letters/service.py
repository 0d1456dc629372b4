"""The school's letters: reading their templates, and changing them."""

from __future__ import annotations

from trent_desktop.journeys.cleaning import clean
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.reports.letters.letter import LONGEST, Letter
from trent_desktop.reports.letters.on_laptop import LettersOnLaptop
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import SettingRow


class LetterService(LettersOnLaptop):
    """Templates of letters, by kind of report."""

    def change(self, letter: Letter, text: str) -> None:
        """Keep the school's own words; empty ones bring ours back.

        Raises `NotAllowed` for anybody but the Headteacher, and `AnswersRefused`.
        """
        me = self._me
        if not self.may_change:
            raise NotAllowed(
                "Only the Headteacher changes what goes out in the Headteacher’s name."
            )
        text = clean(text).text.strip()
        if len(text) > LONGEST:
            said = f"Shorten this by {len(text) - LONGEST:,} characters."
            raise AnswersRefused(said, ((letter.setting, said),))
        ours = "" if text == letter.text else text
        with me.database.write() as session:
            session.merge(SettingRow(name=letter.setting, value=ours))
            write_entry(session, me.clock(), me.member.id, Act.SETTING_CHANGED, letter.setting)
            next_change(session, directory=True)
