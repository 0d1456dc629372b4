"""How teachers and children tell what happened, as patterns for `phrasing.say`.

The child's own words are kept apart from the teacher's account (rule 6), and so they are here.
"""

from __future__ import annotations

ACCOUNTS: tuple[str, ...] = (
    "We were {in|in the middle of|at the start of} {lesson}, looking at {topic}. {place}{ending}",
    (
        "The lesson was {lesson} with {class}. {place}I had tried the {search|page} {at break|the day "
        "before|that morning} and it was fine then.{ending}"
    ),
    "{Pupils|The children|Half of the class} worked {in pairs|on their own|in fours} on {topic}. {place}{ending}",
    (
        "I {was showing|showed} {topic} on the board. {place}{The children|Everybody} could see it for a "
        "moment.{ending}"
    ),
    "{A pair|One table|A pupil at the back} {called me over|put a hand up} during {lesson}. {place}{ending}",
    (
        "It was {wet play|the last ten minutes of lunch|the end of the day} and {a few|some} children were "
        "using {device}.{ending}"
    ),
)

#: Where it was, for a screen of the grown-up's and for one of the children's.
PLACES_OF_STAFF: tuple[str, ...] = ("It was on {device}. ", "It was on {device}. ", "")
PLACES: tuple[str, ...] = (
    "It was on {device}. ",
    "They had {device} between two. ",
    "",
    "Only {device} showed it. ",
)

ENDINGS: tuple[str, ...] = (
    (
        " I {turned the screen off|blanked the board|closed the lid} and we {went on with books|carried on "
        "without it|had a story instead}."
    ),
    " {I noted the address and closed it.|I wrote the address down before closing it.}",
    " {Most did not notice.|Some giggled, then it was over.|The room went quiet, then we talked.}",
    " {It took me by surprise.|I had not seen this site before.|}",
    "",
)

#: Only where the children did nothing but meet it.
ENDINGS_OF_ACCIDENTS: tuple[str, ...] = (
    *ENDINGS,
    " {No child was blamed.|I told them they had done nothing wrong.} {We talked about telling.|}",
    " {The one who told me got a thank-you.|I thanked the one who told me.}",
)

CHILD_WORDS: tuple[str, ...] = (
    "“{I only typed|I just wrote|We put in} {typed_inside} {and it came|and then it was there}{, honest|}.”",
    (
        "“{Miss|Sir}, {there is something|something has come up} {not nice|horrible|weird} {on my screen|on "
        "here}.”"
    ),
    (
        "“{I did not like it|It was scary|It was a bit yucky}. {I looked away.|I shut my eyes.|I turned it "
        "over.}”"
    ),
    "“{It was not me|I didn’t press anything}. {It just came.|It came by itself.}”",
    "“{Why would someone|Who would} {put that on there|make that}?”",
    "“{My brother|My cousin|My sister} says {you can get that|that’s normal|everyone sees that}.”",
    "“{Can we|Are we allowed to} go back to {topic} now?”",
    "“{I thought it was|It looked like} {a game|a cartoon|a normal video}.”",
    "“{I told you because|I said because} you said {telling always works|we should tell}.”",
)

CHILD_WORDS_ASKED: tuple[str, ...] = (
    "“{He wanted to know|They asked} {my name|how old I am}. I {didn’t say|said no and told you}.”",
    "“{Is it a real child|Is that a grown-up}? {I don’t know them.|It said hello to me.}”",
    "“It {wants|asks for} {my birthday|where I live}. {Do I have to?|Is that allowed?}”",
)

CHILD_WORDS_UNKIND: tuple[str, ...] = (
    "“{I thought it was funny|It was only a joke}. {Now I don’t think so.|I can say sorry.}”",
    "“{They were all laughing|Everybody saw it}. {I felt silly.|I went red.|I wanted to go home.}”",
    "“{I wish they would stop|I don’t want to sit there|It is not true what they wrote}.”",
    "“{We dared each other.|It was a dare.} {Sorry.|We didn’t mean it.}”",
)

DONE_IN_WORDS: tuple[str, ...] = (
    "{Turned the screen off|Blanked the board|Closed the lid} {at once|within seconds}.",
    "{Took the tablet|Put the tablet aside} and {gave another|let them share}.",
    "{Closed the page|Closed the tab} and {noted|wrote down} the address.",
    "{Moved the class to the carpet|Went on with books} {and talked about it|}.",
)

SUPPORT: tuple[str, ...] = (
    (
        "{Talked with|Spoke to|Sat down with} {the children|the pair|the pupil} {straight after|at break|at "
        "lunch}. {All fine.|They were calm.|A little shaken, then fine.}"
    ),
    "{Circle time|A short talk|A calm talk} {with the class|on the carpet} about {what to do|telling}.",
    "Will keep an eye on {one child who was upset|two children who went quiet|one who asked about it twice}.",
    (
        "{The learning mentor|Our pastoral lead|A teaching assistant} {took|sat with} {one child|two} for ten "
        "minutes."
    ),
    "Praised {them|the child} for {telling|turning it over}. {No more needed.|}",
)

PARENTS: tuple[str, ...] = (
    "{Told at the gate|Told at pick-up|Rang after school}. {Thankful.|Took it well.|No worries.}",
    "{Mum|Dad|Gran|A grown-up at home} {rang back|was told at the gate}; will talk about it at home.",
    "{Short note|Message} in the {reading record|home book}.",
)

#: Which device: the form's answer, how people speak of it, and what is on its label.
DEVICES: tuple[tuple[str, str, str], ...] = (
    ("whiteboard", "the class whiteboard", ""),
    ("whiteboard", "the class whiteboard", ""),
    ("pupil-tablet", "tablet {number}", "Tablet {number}"),
    ("pupil-tablet", "tablet {number}", "Tablet {number}"),
    ("pupil-tablet", "tablet {number} from the blue box", "Tablet {number} B"),
    ("pupil-laptop", "laptop {number} from the trolley", "Laptop {number}"),
    ("pupil-laptop", "the library computer", "Library 1"),
    ("pupil-laptop", "the computer by the window", ""),
    ("staff-laptop", "my teaching laptop", ""),
)

#: Where a child was at the keys.
CHILDREN_DEVICES = tuple(one for one in DEVICES if one[0].startswith("pupil"))

#: What a child typed on purpose, as a teacher would write it down.
PURPOSE_TYPED: dict[str, tuple[str, ...]] = {
    "looked-for": (
        "{shooting|fighting|zombie} game {free|online}",
        "{scary|horror} {film|clown} {trailer|clips}",
        "A rude word; I would rather not repeat it",
    ),
    "bypass": ("{unblocked games|games not blocked at school|play blocked games}",),
}

#: What stands for an address where there is none, and which site or app was in use.
APPS: tuple[str, ...] = (
    "{Maths|Spelling|Typing|Drawing|Building|Quiz|Football} game on {the tablets|one tablet|some tablets}",
    "{Chat in a|Chat inside a} {drawing|building|quiz} game",
    "{Class page|Class chat|Shared document|Online quiz} of {class}",
    "{Video|Music|Story} app",
)
PLATFORMS: tuple[str, ...] = (
    "{Image search|Picture search}",
    "{A video site|Video site for schools|A video site, not signed in}",
    "{The learning site|Our class page}",
    "{A news site for children|A free games site|A drawing site|A quiz site}",
)

#: Grown-ups named in reports about staff. They are nobody at any school.
GROWN_UPS: tuple[str, ...] = (
    "Marlowe Featherstonehaugh",
    "Ottoline Breckenridge",
    "Lysander Quickfall",
    "Perpetua Oyinlola-Marsh",
    "Casimir Threlkeld",
    "Nilufar Hargreaves-Amin",
)

ROOMS: tuple[str, ...] = (
    "{class} classroom",
    "{class} classroom",
    "{class} classroom",
    "Computing room",
    "Library",
    "Hall",
    "Group room upstairs",
)

#: Reports about a grown-up. Mild on purpose: this is a sample that visitors look at.
STAFF_WHAT: tuple[str, ...] = (
    (
        "{Supply colleague|Visiting coach|Club helper} {scrolled through|had open} a personal feed {in front "
        "of pupils|on the board} during {lesson}"
    ),
    (
        "Grown-up {played|showed} {a film rated 15|a clip meant for grown-ups} to {class} at {wet play|the end "
        "of the day}"
    ),
    (
        "{Colleague|Member of staff} {left|had left} a personal account open on {device} with {class} in the "
        "room"
    ),
    (
        "{Visiting coach|Music tutor|Club helper} {asked|seems to have asked} pupils for their user names in "
        "a game"
    ),
    "{Member of staff|Colleague} {used|was using} a personal phone to film {class} in {lesson}",
    "{Unkind post|Comment} about pupils on what looks like a {colleague’s|staff member’s} page",
)

HEAD_WHAT: tuple[str, ...] = (
    "The Headteacher’s laptop showed {a personal page|personal messages} on the hall screen in assembly",
    "{Comment|Post} about a parent on what looks like the Headteacher’s own page",
    "The Headteacher {filmed|photographed} {class} on a personal phone {in assembly|on a school trip}",
)

STAFF_ACCOUNT: tuple[str, ...] = (
    (
        "I {saw|noticed} this {myself|when I came in for a message}. I {said nothing in front of|did not "
        "discuss it with} the children. {I have told nobody else.|}"
    ),
    (
        "A {parent|colleague} told me {at the gate|at the end of the day} and I {said|told them} I would pass it "
        "on. I have not looked {further|for it} myself."
    ),
    (
        "{It may well be harmless|I may be wrong}, but {the policy asks us to tell you|I would rather say it}. "
        "{It lasted a minute or two.|}"
    ),
)

#: The record of a stopped report: where the device is and who knows, and not a word on the picture.
STOP_PLACES: tuple[str, ...] = (
    "{A child’s own phone|A tablet from home}, in the office safe",
    "A child’s own phone, in {a sealed envelope in the office safe|the locked drawer of the school office}",
    "School tablet {number}, in the locked server cupboard",
)
STOP_SEEN_BY: tuple[str, ...] = (
    "{Two children say that they saw it|One child told me of it}. I have not looked at it.",
    (
        "{I caught sight of it by accident|I saw it for a moment by accident} and closed the lid. "
        "{Nobody else, as far as I know.|One child sat beside me.}"
    ),
    "I have not seen it. {A child spoke of it and I stopped there.|I was told at the gate.}",
)
