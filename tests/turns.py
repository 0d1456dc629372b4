"""Turns of speech that people who grew up with English do not write, and what they write instead.

Each has an example of how it once stood in the program. `stays` names, by a part of it, each
sentence in which the same words are good English, with why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what finds it, what to write instead, sentences it was found in."""

    pattern: str
    instead: str
    examples: tuple[str, ...]
    stays: Mapping[str, str] = field(default_factory=dict[str, str])

    def is_in(self, words: str) -> bool:
        """Whether `words` have it, where no reason lets it stay."""
        found = re.search(self.pattern, words)
        return bool(found) and not any(part in words for part in self.stays)


TURNS = (
    Turn(
        r"\balso (?:not|when|if)\b",
        "even; not even",
        (
            "Tell nobody else, also not the colleague concerned.",
            "Also when it was not referred.".replace("Also", "Yes, also"),
            "What was said or meant, also if it is not true of the child.",
        ),
    ),
    Turn(r"^Also (?:not|when|if)\b", "even", ("Also when it was not referred.",)),
    Turn(
        r"(?<!here )\b(?:is|are|was) no (?!longer|more\b|less\b)",
        "is not a …",
        (
            "It is no folder of a cloud service.",
            "part of this text is no word, and could be a file.",
            "“colour” is no part of a head.",
            "This is no picture that can be a crest.",
            "it is no class list",
        ),
        {"Why is no block needed?": "no block, as in: there is none"},
    ),
    Turn(r"\b(?:an?|the|one) own\b", "… of their own", ("siblings, or an own address.",)),
    Turn(r"\bElse\b(?:: | our\b| the\b)", "Otherwise", ("Else: the family of Sam.",)),
    Turn(
        r"\b[Ss]tands?\b",
        "is; appears; comes",
        (
            "Your answers will stand here.",
            "A no stands: Sam",
            "It stands on the slip that you were given.",
            "Whoever does not stand under “may” is not photographed.",
            "It stands below.",
            "the code that stands under it",
        ),
        {
            "as they stand": "as they are now: English says so of a record",
            "as it stands": "as it is now: English says so of a record",
            "Where it stands": "how far it is: the heading of a column",
            "Where reports stand": "how far they are",
            "Where these reports stand now": "how far they are",
            "Its numbers stand.": "they are not changed any more",
            "its numbers then stand": "they are not changed any more",
            "stands in the request": "the name of a list of addresses, never shown",
            "stands in the report": "the name of a list of addresses, never shown",
            "stands in for": "is the deputy of",
            "stands for": "believes in",
            "Each row stands by itself": "the wording that families have signed",
        },
    ),
    Turn(
        r"\bstood\b",
        "was",
        ("What stood there before stays.",),
        {
            "As it stood on": "as it was on a day: English says so of a record",
            "as it stood at": "as it was at a time: English says so of a record",
        },
    ),
    Turn(
        r"\b[Mm]end(?:s|ed|ing)?\b",
        "correct; repair",
        ("Mend this place and check again.", "2 to mend, listed below", "To mend"),
    ),
    Turn(
        r"\ba sign (?:in|that)\b|\A sign in this\b|\bA sign in\b|\} signs\b",
        "a character",
        (
            "A sign in this code is wrong.",
            "This code has {} signs; it should have {}",
            "or a sign in it is wrong",
            "line {} has a sign that cannot be read",
        ),
    ),
    Turn(
        r"\bput by(?! somebody| hand)\b",
        "stored",
        ("Your keys are put by, and that is written down.", "what was put by for the role"),
        {"keys put by": "an act of the audit trail: what is written in schools' files stays"},
    ),
    Turn(
        r"\b(?:in|counts|opens|here) no more\b",
        "no longer",
        ("It lets you in no more.", "counts no more, and stays in the list"),
    ),
    Turn(
        r"\bHere (?:are|is|belongs?|stands?)\b",
        "Allowed here: …; There are …",
        ("Here are no words.", "Here belongs one line.", "Here belong lines that begin"),
    ),
    Turn(
        r"^There are (?:\{\}|kind, title|consents and sign)[.…]?$",
        "Allowed here: …; Choose from …",
        ("There are {}.", "There are kind, title.", "There are {}…"),
    ),
    Turn(r"\bdecide not\b", "do not decide", ("decide not alone.",)),
    Turn(
        r"\b(?:decided|advised?|ended|end|right|done|is) so\b(?=[?,]|$| of\b)|\bright so\b",
        "Why? … that way; on purpose",
        (
            "Why was it decided so?",
            "Why it was decided so, also",
            "Why do you advise so?",
            "Why did it end so?",
            "and that is right so.",
            "The same is so of 3 more.",
        ),
    ),
    Turn(
        r"\b(?:others|those|school|program|paper|group|hyphens) alone\b",
        "only …",
        (
            "This change would give the report to others alone.",
            "is now with others alone",
            "seen in the program alone",
            "open to those alone for whom",
        ),
    ),
    Turn(
        r"\b(?:is|are) not [^.,;]{1,20} any more\b|\bnothing any more\b|\bno \w+ any more\b",
        "no longer",
        (
            "This sheet then opens nothing any more",
            "It is not blocked any more",
            "has no access any more.",
        ),
    ),
    Turn(
        r"\b(?:is|are) \w+ already\b(?=[.,]|$| on\b)",
        "is already …",
        ("This form is returned already.", "The school is there already."),
    ),
    Turn(r"\blearnt\b", "stolen; taught", ("A copied folder and a learnt password",)),
    Turn(r"\brole beside\b", "alongside", ("They get the role beside you",)),
    Turn(r"\bWith it go\b", "… are lost with it", ("With it go drafts on their laptop",)),
    Turn(
        r"\b(?:set|saved) to (?:the|its) end\b",
        "not finished; not completely",
        ("This password was not set to the end.", "was not saved to its end"),
    ),
    Turn(
        r"\ball the same\b",
        "anyway",
        ("If it happens all the same, nothing", "Close it all the same", "Ring them all the same."),
        {"has said no all the same is listed": "on a paper, where it is weighed with the rest"},
    ),
    Turn(r"\bonce more\b", "again", ("The same once more", "Sign in once more at the old place")),
    Turn(
        r"\b(?:[Aa]sked|said|copy|about one) no more\b",
        "no longer; stop …",
        (
            "Asked no more: Blog",
            "it is said no more",
            "let one copy no more",
            "ask about one no more",
        ),
    ),
    Turn(
        r"\bby (?:itself|themselves)\b",
        "automatically; on its own; separately; or nothing at all",
        (
            "Everything that could be tried by itself works.",
            "Each change is saved by itself, and",
            "their access ends by itself after it.",
            "These answers stay on this laptop, encrypted, and are sent by themselves",
        ),
        {
            "Each row stands by itself": "the wording that families have signed",
            "Each of them is asked once, by itself": "each apart from the others",
            "it knows by itself what it has done": "a note for whoever writes the program",
        },
    ),
    Turn(r"\bbring in a (?:class|list)\b", "import", ("bring in a class list: CTF, CSV",)),
    Turn(
        r"\bis not that one\b", "That is not your …", ("The password you use now is not that one.",)
    ),
    Turn(
        r"\bwhich policy holds\b|\b[Ww]hat holds\b|\b[Hh]olds? (?:from|until|for forms)\b"
        r"|\bit hold\b|\bcannot hold\b|\bpolicy holds,",
        "applies; is in force; is valid",
        (
            "What it is called, and which policy holds",
            "It holds from their next sign-in on.",
            "Until when does it hold?",
            "Holds until {}",
        ),
    ),
    Turn(r"\b(?:To|to) be looked at again on\b", "Review due", ("To be looked at again on",)),
    Turn(
        r"\b[Gg]ive this to do\b|\bgiven? to (?:them to )?do\b|\bGive something to do\b",
        "assign",
        ("Give this to do", "This cannot be given to do as it is."),
    ),
    Turn(r"\bhand less\b", "one … fewer", ("A hand less in a vote",)),
    Turn(r"\bgroup at random\b", "a random group", ("A group at random",)),
    Turn(r"\bink of this\b", "ink on this", ("Clear the ink of this slide",)),
    Turn(r"\beach strand came\b", "covered each strand", ("Lessons in which each strand came",)),
    Turn(r"\b[Bb]ring a lesson in\b", "import", ("Bring a lesson in…",)),
    Turn(r"\b[Cc]ommonest\b", "most often", ("The commonest prints",)),
    Turn(
        r"\bTake (?:the register out|it away|this lesson away|away)\b",
        "export; remove",
        ("Take the register out", "Take it away", "Take away"),
    ),
    Turn(
        r"\b(?:Making the paper|The paper could)\b",
        "document",
        ("Making the paper", "The paper could not be made"),
    ),
    Turn(r"\bLet things move\b", "Animations", ("Let things move",)),
    Turn(r"(?:\d|\}) %(?!\()", "100%, without a space", ("100 %", "{} %")),
    Turn(r"\bfetch them straight\b", "collect the paper", ("Please fetch them straight away.",)),
    Turn(r"\bB back, R refused\b", "a table", ("B back, R refused, W withdrawn",)),
    Turn(
        r"\bthe way to reach them with\b",
        "Check these numbers with …",
        ("Check the way to reach them with what your local authority says.",),
    ),
    Turn(r"\bhas one way in\b", "a key of their own", ("every member has one way in.",)),
    Turn(r"\bnobody here to ask\b", "cannot be asked for here", ("There is nobody here to ask",)),
    Turn(
        r"\bit is told\b|\bhow it was told\b",
        "somebody is told",
        ("Also how it was told to whoever looks after the filter.", "No shame: it is told"),
    ),
    Turn(
        r"^(?:To |For |As )?[Ww]hom\b|\b(?:[Ss]ays?|[Cc]hoose|[Kk]nows?|name|see) whom\b"
        r"|\b(?:For|To|as|to) whom(?: is\b|\?|:)",
        "who",
        (
            "Whom to tell",
            "Say whom you have told.",
            "For whom is the copy?",
            "To whom?",
            "Signed in as whom?",
        ),
        {"given, and to whom": "short for: to whom was it given"},
    ),
    Turn(r"\banew\b", "again; afresh", ("Look at it anew, then change it.",)),
    Turn(
        r"\b(?:Nothing|None|[Nn]o (?:form|agreement|term)|[Tt]erm) (?:was|were) [^.:]*\byet\b"
        r"|\bhas not been yet\b",
        "has been … yet",
        (
            "No form was given out yet",
            "Nothing was recorded yet.",
            "This meeting has not been yet.",
        ),
    ),
    Turn(r"\b(?:is|are) of \{\}", "is from …", ("The newest copy is of {}: {}.",)),
    Turn(
        r"\b(?:is|are|and|nothing is|[Ll]ead) led on (?:here|there|in)\b|\b[Ll]ead on (?:there|in another)\b",
        "continues; continued",
        (
            "It is led on here: ",
            "Closed, and led on in another report",
            "Lead on in another report",
        ),
    ),
    Turn(r"\bof (?:this|that) name\b", "with this name", ("There is nobody of this name.",)),
    Turn(
        r"\b(?:what|still|nothing) (?:is |else is )?to be seen\b|\bstays to be read\b|\bis to be told\b",
        "can be seen; can still be read",
        ("Is it still to be seen?", "stays to be read", "the Chair of Governors is to be told."),
    ),
    Turn(
        r"^Why is it (?:changed|opened|led)\b|^What is to be done\b",
        "Why are you …ing it?",
        ("Why is it opened again?", "Why is it changed?", "What is to be done?"),
    ),
    Turn(
        r"\bfor (?:her|his) age\b|\b(?:[Ss]he|[Hh]er|[Hh]erself)\b",
        "they, their: a child or a member may be anybody",
        ("Each child gets the one for her age.",),
        {
            "she should not be near children": "an invented person of the sample school",
            "She took a picture of the display": "an invented person of the sample school",
            "in front of her friends": "an invented person of the sample school",
            "She told the class about her account": "an invented person of the sample school",
            "says untrue things of her": "an invented person of the sample school",
            "She wrote to my private account": "an invented person of the sample school",
            "Her picture was on the website": "an invented person of the sample school",
            "I would calm her down": "a colleague speaks of a child whom she sees",
            "ruby rush sage": "words that may be names",
            "has he headteacher": "words that are no names",
        },
    ),
)
