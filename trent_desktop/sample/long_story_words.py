"""What happened with one child of the sample school over two years, report by report.

Nobody is this child. Every report stands by itself, and only in a row they say more: the reason
why a chronology is kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from trent_desktop.reports.cases import Move, Part
from trent_desktop.reports.casework.names import IN_SCHOOL, SOCIAL_CARE
from trent_desktop.reports.linking.ties import LED_HERE, LED_THERE, LINKED

CLASS_TEACHER: Final = "class teacher"


@dataclass(frozen=True, slots=True)
class Beat:
    """A step: so many school days and minutes after the one before it.

    `who` is which other child of the class it is about, `other` which report by its name here.
    """

    move: Move
    by: str
    words: str = ""
    days: int = 0
    minutes: int = 40
    decision: str = ""
    part: str = ""
    who: int = 0
    owner: str = ""
    other: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One report. `place`: how far into the school days there are, 1 for the last of them."""

    name: str
    place: float
    by: str
    said: str
    seemed: str = ""  # of what a child told
    where: str = ""  # of content
    at: dt.time = field(default=dt.time(10, 40))
    minutes_before: int = 25
    beats: tuple[Beat, ...] = ()


_OVER: Final = (
    Beat(Move.SIGN_OFF, "head", "Read, with what came of it. I agree.", days=1, minutes=95),
)
CHAPTERS: Final = (
    Chapter(
        "game", 0.07, CLASS_TEACHER,
        "I talk to a boy in my game when I can’t sleep. He says he is twelve.",
        seemed="Calm, as if it was nothing.",
        beats=(
            Beat(
                Move.NOTE, "dsl",
                "Rang the mother. She did not know that the game has a chat, and turns it off "
                "tonight.", minutes=170,
            ),
            Beat(
                Move.ACTION, "dsl", "Ask in two weeks how it goes with the game.",
                minutes=15, owner="deputy",
            ),
            Beat(
                Move.ACTION_DONE, "deputy", "The chat is off. They sleep better.", days=9,
            ),
            Beat(
                Move.DECIDE, "dsl",
                "The mother acted at once. The boy asked for no picture and no meeting.",
                minutes=60, decision=IN_SCHOOL,
            ),
            *_OVER,
        ),
    ),
    Chapter(
        "drawing", 0.18, "support1",
        "A drawing game in the computing club opened a chat with strangers",
        where="A drawing game, in the browser of tablet 6", at=dt.time(14, 50), minutes_before=12,
        beats=(
            Beat(Move.LINK_PERSON, "dsl", minutes=30, part=Part.SAW.value),
            Beat(Move.LINK_PERSON, "dsl", minutes=2, part=Part.TOLD.value, who=1),
            Beat(Move.LINK_CASE, "dsl", days=1, other="drawing again", how=LED_HERE),
            Beat(Move.BLOCKED, "ict", "Asked for the block of the whole game.", minutes=45),
            Beat(Move.STILL_BLOCKED, "ict", "Tried on a pupil’s account.", days=1),
            Beat(
                Move.SIGN_OFF, "head", "An accident. The club leader now opens the games herself.",
                days=2,
            ),
            Beat(Move.CLOSE, "head", days=5),
        ),
    ),
    Chapter(
        "drawing again", 0.18, CLASS_TEACHER,
        "Children told me that a game in the club let strangers write to them",
        where="A game, name not known", at=dt.time(15, 20), minutes_before=35,
        beats=(
            Beat(Move.LINK_PERSON, "dsl", minutes=20, part=Part.TOLD.value),
            Beat(
                Move.MERGE, "dsl", "It is the same game on the same afternoon.",
                days=1, other="drawing", how=LED_THERE,
            ),
        ),
    ),
    Chapter(
        "picture", 0.34, "support2",
        "They took my phone on the bus and put my picture in the group. Everybody laughs.",
        seemed="Tearful at first, calm after a while.", at=dt.time(12, 55), minutes_before=20,
        beats=(
            Beat(
                Move.NOTE, "dsl",
                "Spoke with the child and the father together. The group has eleven members, all "
                "from this year. The father has kept what was written.", minutes=120,
            ),
            Beat(Move.LINK_PERSON, "dsl", minutes=4, part=Part.HURT.value),
            Beat(Move.LINK_PERSON, "dsl", minutes=10, part=Part.DID.value, who=2),
            Beat(
                Move.UNLINK_PERSON, "dsl", "Was away ill that week, and is not in the group.",
                days=1,
            ),
            Beat(Move.LINK_PERSON, "dsl", minutes=3, part=Part.DID.value, who=3),
            Beat(
                Move.ACTION, "dsl", "See both families, one after the other.", minutes=12,
                owner="head",
            ),
            Beat(
                Move.ACTION_DONE, "head", "Both were here. The picture and the group are gone.",
                days=3,
            ),
            Beat(
                Move.DECIDE, "dsl",
                "Bullying, dealt with by the policy. Looked at again after two weeks: it has "
                "stopped.", days=9, decision=IN_SCHOOL,
            ),
            *_OVER,
        ),
    ),
    Chapter(
        "sports", 0.47, CLASS_TEACHER, "I don’t want to come when we have PE.",
        seemed="Quiet, looked at the floor.", at=dt.time(9, 35), minutes_before=15,
        beats=(
            Beat(
                Move.NOTE, "deputy",
                "It is about changing in front of others since the picture. A place to change "
                "alone is found.", minutes=200,
            ),
            Beat(Move.LINK_CASE, "dsl", days=1, other="picture", how=LINKED),
            Beat(
                Move.DECIDE, "dsl", "It follows from the picture in the group, and is met.",
                minutes=30, decision=IN_SCHOOL,
            ),
            *_OVER,
        ),
    ),
    Chapter(
        "dare", 0.63, "support1",
        "Two children watched a film of a dangerous dare in the cloakroom",
        where="A film app on somebody’s own phone", at=dt.time(13, 25), minutes_before=20,
        beats=(
            Beat(Move.LINK_PERSON, "dsl", minutes=35, part=Part.SAW.value),
            Beat(
                Move.NO_BLOCK_NEEDED, "ict", "It was on mobile data, not on our network.",
                minutes=55,
            ),
            Beat(
                Move.SIGN_OFF, "head", "Phones stay in the office. Both families were told.",
                days=2,
            ),
        ),
    ),
    Chapter(
        "messages", 0.75, CLASS_TEACHER,
        "Mum’s new friend reads my messages and shouts. I hide in the bathroom then.",
        seemed="Shook a little, and asked twice whether they had to go home.",
        at=dt.time(14, 10), minutes_before=10,
        beats=(
            Beat(
                Move.NOTE, "dsl",
                "Spoke with the child with the class teacher there. Asked nothing more than what "
                "had been said. The father can be reached.", minutes=25,
            ),
            Beat(Move.LINK_CASE, "dsl", minutes=30, other="sports", how=LINKED),
            Beat(
                Move.DECIDE, "dsl",
                "Three reports in a year, and fear at home is new. Rang the duty team, and wrote "
                "to them the same afternoon.", minutes=20, decision=SOCIAL_CARE,
            ),
            Beat(
                Move.ACTION, "dsl", "Ask the duty team what came of it.", days=1, minutes=20,
                owner="deputy",
            ),
            Beat(
                Move.ACTION_DONE, "deputy",
                "An early help plan is made. The child is with the father in the week.", days=4,
            ),
            *_OVER,
        ),
    ),
    Chapter(
        "better", 0.88, CLASS_TEACHER,
        "It’s better now. Dad keeps the tablet at night and we have breakfast.",
        seemed="Cheerful.", at=dt.time(8, 58), minutes_before=6,
        beats=(
            Beat(Move.NOTE, "dsl", "Fits what the plan says. The plan goes on.", minutes=90),
            Beat(
                Move.DECIDE, "dsl", "Nothing to refer. Kept, because it belongs to the rest.",
                days=1, decision=IN_SCHOOL,
            ),
            *_OVER,
        ),
    ),
    Chapter(
        "again", 1.0, CLASS_TEACHER,
        "Somebody I don’t know wrote to me in the game again. I didn’t answer.",
        seemed="Proud that they had not answered.", at=dt.time(11, 5), minutes_before=30,
        beats=(
            Beat(
                Move.ACTION, "dsl", "Ring the father about the chat in the game.", minutes=45,
                owner="deputy",
            ),
        ),
    ),
)  # fmt: skip
