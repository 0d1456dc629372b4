"""Three questions for whoever reads the policy, on what matters for what she does here.

They are about topics, so that they fit a school's own wording; the clause is shown beside. A wrong
answer is explained, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from trent_desktop.policy.clauses import PolicyText
from trent_desktop.policy.topics import Topic
from trent_desktop.roles import Role


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen. `name` is what is handed in."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `explained` is said after any answer; `right` names the choice that fits."""

    name: str
    topic: Topic
    words: str
    choices: tuple[Choice, ...]
    right: str
    explained: str

    def clauses_in(self, text: PolicyText) -> tuple[str, ...]:
        """The numbers of the school's clauses that it is about, at most three."""
        return tuple(one.number for one in text.clauses() if one.topic == self.topic)[:3]


def _choices(**words: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, said) for name, said in words.items())


_STAFF: Final = (
    Question(
        "friend",
        Topic.FRIENDS,
        "A father you know only from the school gate sends you a friend request. What do you do?",
        _choices(
            accept="I accept it, and post nothing about school.",
            silent="I do not accept it, and leave it at that.",
            tell="I do not accept it, and tell the Headteacher.",
        ),
        "tell",
        "It is not accepted, and the Headteacher is told, so that nobody has to explain it alone "
        "later. The form “A parent tried to contact me” takes a minute. A friendship from "
        "outside school may stay: it is declared.",
    ),
    Question(
        "content",
        Topic.CONTENT,
        "In the middle of a lesson a page comes up that no child should have seen. What comes first?",
        _choices(
            photograph="I photograph the screen, so that there is a proof.",
            cover="I turn the screen away, look after the children, and report it today.",
            wait="I wait until the end of the week and tell the ICT Lead about all of them.",
        ),
        "cover",
        "Children first, then the report, the same day. Never photograph or copy it: if it may be "
        "an indecent picture of a child, even a copy is a crime, and the report form says what to "
        "do instead.",
    ),
    Question(
        "pictures",
        Topic.IDENTIFYING,
        "You had a lovely day with your class and want to show it on your own page. What is right?",
        _choices(
            nothing="Nothing from which somebody could tell a pupil, the class or the school.",
            faces="A picture in which no face is seen, with the name of the school.",
            closed="Whatever I like, as my page is closed to strangers.",
        ),
        "nothing",
        "Not even without a face: a jumper, a display or the name of the school gives a child away, "
        "and what is on a closed page can be passed on.",
    ),
)

_ICT_LEAD: Final = (
    Question(
        "passwords",
        Topic.ACCOUNTS,
        "The office wants to post on the school’s page while you are ill, and asks for the password.",
        _choices(
            share="I tell the secretary, and change it afterwards.",
            own="I do not share it: whoever needs to post gets their own access.",
            paper="I leave it in a closed envelope in the office.",
        ),
        "own",
        "Passwords of the school’s accounts are never shared. When each has their own access, it "
        "can be seen who posted what, and it ends when somebody leaves.",
    ),
    Question(
        "block",
        Topic.CONTENT,
        "A teacher reports a page that came through the filter. What is your part?",
        _choices(
            block="I have it blocked from what the report says, check it, and write that down.",
            look="I open it first, to see how bad it is.",
            tell="I warn all staff of the address by e-mail.",
        ),
        "block",
        "The report says enough to have it blocked. Nobody has to look at it again, and sending the "
        "address round shows it to more people.",
    ),
    Question(
        "access",
        Topic.ACCESS,
        "A colleague asks for a blocked page to be opened for a lesson tomorrow. Who decides?",
        _choices(
            me="I do: it is my filter.",
            supplier="The supplier of the filter.",
            head="I look at it and advise; the Headteacher decides, with a reason and a last day.",
        ),
        "head",
        "You look and advise, the Headteacher decides, and what is opened is opened for a time and "
        "tried on the profile that gets it.",
    ),
)

_DSL: Final = (
    Question(
        "picture",
        Topic.CONTENT,
        "A teacher says that there may be an indecent picture of a pupil on a phone. What do you do "
        "with the picture?",
        _choices(
            view="I look at it, to judge whether it is one.",
            copy="I have it sent to me and keep it with the record.",
            leave="I do not look at it, copy it or send it on; I write down what I am told.",
        ),
        "leave",
        "Nobody at school looks, copies, prints or sends. What is written down is who told whom what "
        "and when; the police or children’s social care say how it goes on.",
    ),
    Question(
        "staff-contact",
        Topic.STAFF_CONTACT,
        "A pupil tells you that a teaching assistant sends them messages at night. Who gets it?",
        _choices(
            ask="I ask the assistant first what they say about it.",
            head="The Headteacher, at once and alone; nobody asks the assistant.",
            parents="The parents of the pupil, before anybody else.",
        ),
        "head",
        "It goes to the Headteacher at once, who speaks to the Local Authority Designated Officer. "
        "Whoever asks the person first may spoil what others have to find out.",
    ),
    Question(
        "bullying",
        Topic.CYBER_BULLYING,
        "Messages in a class chat have hurt a child for weeks. Before anybody deletes them:",
        _choices(
            keep="What was written is kept: user name, day and time, noted or photographed.",
            delete="They are deleted at once, so that nobody reads them again.",
            answer="The child answers once, so that the others know it hurts.",
        ),
        "keep",
        "What shows bullying is kept first; nobody answers or passes it on, and the account is "
        "blocked after that. Never do this with a picture of a child without clothes.",
    ),
)

_HEADTEACHER: Final = (
    Question(
        "contact",
        Topic.STAFF_CONTACT,
        "It is said that a colleague began private contact with a pupil online. By when do you "
        "speak to the Local Authority Designated Officer?",
        _choices(
            day="Within one working day.",
            week="Within a week, after I have asked everybody.",
            never="Only if it turns out to be true.",
        ),
        "day",
        "Within one working day, before anybody is asked. You alone read such a report, and you do "
        "not look into it yourself.",
    ),
    Question(
        "access",
        Topic.ACCESS,
        "The ICT Lead advises against opening a page for a lesson, and the teacher needs it. Who "
        "decides, and how?",
        _choices(
            ict="The ICT Lead’s advice binds me.",
            me="I do, with a reason that is written down, from a day to a day.",
            governors="The governors, at their next meeting.",
        ),
        "me",
        "The last word is yours, with the reason and a last day; on that day it is blocked again or "
        "given longer. What no school opens is refused, whoever asks.",
    ),
    Question(
        "equality",
        Topic.EQUALITY,
        "Before the governors approve a new version of this policy, what has to be there?",
        _choices(
            nothing="Nothing more: they read it and vote.",
            check="An answer for each protected characteristic: what it does, and what is done "
            "about it.",
            lawyer="The opinion of a lawyer.",
        ),
        "check",
        "The governors are responsible for seeing that the policy treats nobody worse. The check says for each "
        "characteristic what effect it has, and what is done where that is bad or not known.",
    ),
)

_BY_ROLE: Final = (
    (Role.HEADTEACHER, _HEADTEACHER),
    (Role.DSL, _DSL),
    (Role.DEPUTY_DSL, _DSL),
    (Role.ICT_LEAD, _ICT_LEAD),
)


def questions_for(roles: Collection[Role]) -> tuple[Question, ...]:
    """The three of the role with most duties; those for teachers and support staff without one."""
    for role, questions in _BY_ROLE:
        if role in roles:
            return questions
    return _STAFF
