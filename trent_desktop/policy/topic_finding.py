"""Finds what a clause is about by its words, so that a school's own numbers lead to the right forms.

Each rule is a sign that a topic is meant and how much it weighs; the topic that most speaks for
wins, the first of them where two weigh the same. A clause that nothing speaks for has none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from trent_desktop.policy.clauses import Clause, PolicyText
from trent_desktop.policy.topics import Topic

#: Less than this is no more than a word in passing.
_LEAST: Final = 3
_STAFF: Final = r"staff|teachers?|employees?|work(?:s|ing)? here|volunteers?"
_FRIEND: Final = r"[“\"'‘]?(?:be)?friend(?:s|ing|ed)?[”\"'’]?"
_BLOCK: Final = r"block(?:ed|ing)?|filter(?:ed|ing)?|unblock(?:ed|ing)?"

_RULES: Final[tuple[tuple[Topic, int, str], ...]] = (
    # who does what
    (Topic.GOVERNORS, 3, r"govern(?:ing|ors?)\b.{0,60}\b(?:overall|answerable|accountab|responsib)"),
    (Topic.GOVERNORS, 2, r"overall responsib"),
    (Topic.EQUALITY, 6, r"discriminat\w+ (?:on|against|because)|treated (?:worse|less)|protected char"),
    (Topic.EQUALITY, 2, r"\b(?:ethnic|religion|disabilit|gender|sexual orientation|equality)"),
    (Topic.COMPLAINTS, 6, r"\bcomplain(?:t|ts)\b"),
    (Topic.HEADTEACHER, 5, r"day[- ]to[- ]day"),
    (Topic.HEADTEACHER, 2, r"head ?teacher .{0,30}responsib|head ?teacher .{0,20}carried out"),
    (Topic.STAFF_DUTY, 3, rf"(?:{_STAFF}).{{0,80}}(?:responsib|keeps? to|follow)\w*.{{0,40}}policy"),
    (Topic.STAFF_DUTY, 3, r"fair(?:ly)?\b.{0,40}(?:consisten|same|every)|ensur\w+ pupils do so"),
    (Topic.PARENTS_DUTY, 4, r"parents?.{0,80}(?:at home|habits|by example|promote safe|behave safely)"),
    (Topic.PARENTS_DUTY, 2, r"parents? and carers (?:will be expected|decide|are (?:responsible|asked))"),
    (Topic.TEAM, 6, r"e-?safety team|online safety (?:team|group)|safeguarding lead (?:is|for)\b"),
    (Topic.NETWORK_MANAGER, 7, r"network manager\b.{0,60}\b(?:is|are)\b|(?:provider|support) is\b"),
    # what words mean
    (Topic.SOCIAL_MEDIA, 7, r"[“\"'‘]?social media[”\"'’]? (?:as|is|are|means|includes|refers)\b"),
    (Topic.CYBER_BULLYING, 6, r"cyber[- ]?bullying|online bullying|bull(?:y|ied|ying) online"),
    (Topic.CYBER_BULLYING, 3, r"anti-?bullying policy"),
    (Topic.COMMUNITY, 7, r"members? of the school community[”\"'’]? (?:as|is|are|means)\b"),
    # training
    (Topic.TRAINING, 6, (r"\b(?:receive|regular|ongoing|given|undertake|attend|update).{0,30}training|"
     r"\b(?:are|is) trained\b|\btraining goes on|brought up to date")),
    (Topic.TRAINING, 3, r"\btraining\b|at[- ]risk pupils|pupils who may be at risk"),
    (Topic.INDUCTION, 12, r"\binduction\b|new starters?|(?:is|are) new here|newly appointed"),
    (Topic.PUPIL_RULES, 4, r"pupils.{0,60}(?:school(?:[’']s)? rules|rules of the school)"),
    (Topic.PUPIL_RULES, 3, r"follow requests|do what a grown-up"),
    # staff and pupils on social media
    (Topic.ACCOUNTS, 6, r"\bpasswords?\b.{0,80}\b(?:kept|keeps?|secure|stored|shared|lock|changed)"),
    (Topic.ACCOUNTS, 3, r"\bpasswords?\b|school(?:[’']s)? (?:social media )?accounts?\b"),
    (Topic.PHONES, 7, r"\b(?:smart ?|mobile )?(?:tele)?phones?\b|smart ?watch"),
    (Topic.LESSON_TIME, 5, r"(?:lesson|teaching) time|in lessons|while they teach|during lessons"),
    (Topic.LESSON_TIME, 4, r"in front of (?:the )?pupils"),
    (Topic.BREAKS, 7, r"\bbreaks?\b(?: ?times?)?|lunch ?times?"),
    (Topic.FRIENDS, 6, rf"{_FRIEND}\b.{{0,60}}|add, follow|such a request|request is declined"),
    (Topic.FRIENDS, 3, r"(?:contact|request|message|write).{0,60}(?:through|on|via) social media"),
    (Topic.FRIENDS, 3, r"(?:purely|only) .{0,20}staff.{0,12}parent|only through the school"),
    (Topic.STAFF_CONTACT, 14, (rf"(?:if|when|where)\b.{{0,25}}(?:{_STAFF}).{{0,30}}(?:attempts?|tr(?:y|ies)|"
     rf"contacts?).{{0,20}}(?:{_FRIEND}|contact|write|message|pupil)")),
    (Topic.PRIVACY, 6, r"privacy|private chats?|personal capacity|(?:views?|opinions?) (?:are|is) (?:their|personal)"),
    (Topic.PRIVACY, 6, r"identify\w* themselves|(?:name|naming) the school as|place of work"),
    (Topic.DAMAGING, 6, r"damag(?:ing|e)\b|post anything that harms|harms the school"),
    (Topic.IDENTIFYING, 6, r"identify a (?:pupil|child)|could be recogni[sz]ed|identif\w+.{0,20}(?:pupil|class)"),
    (Topic.ALIASES, 7, r"anonymous|alias(?:es)?\b|another name|false names?"),
    (Topic.STAFF_BREACHES, 6, r"disciplinary|dismissal|into disrepute|trust that families"),
    (Topic.STAFF_BREACHES, 3, rf"(?:breach\w* .{{0,30}}|bully.{{0,60}})(?:{_STAFF})"),
    (Topic.PUPIL_BREACHES, 7, r"exclusion|suspension|breach\w* .{0,30}by pupils|pupil breaks"),
    (Topic.CONTENT, 8, (r"(?:inappropriate|unsuitable|harmful|offensive)(?: website| online)? "
     r"(?:content|material)|something unsuitable|unsuitable content")),
    (Topic.AGES, 7, r"\bage (?:restrict|limit)\w*|(?:under|minimum|higher) ?-?age\b|too young|\bages\b|under 1[36]"),
    (Topic.PICTURES, 6, (r"\b(?:pictures?|photos?|photographs?|images?|films?|videos?) of\b|child[’']s image|"
     r"picture of a child")),
    (Topic.PICTURES, 3, r"\b(?:pictures?|photos?|photographs?|images?)\b|permission"),
    # what is blocked
    (Topic.FILTER, 5, r"firewall protect\w*|\bfirewalls?\b|filtering and monitoring|with a filter"),
    (Topic.FILTER, 2, r"security|monitor(?:ing|ed)|\bfilter"),
    (Topic.CIRCUMVENTING, 9, r"circumvent|get(?:ting)? (?:a)?round|bypass|\bproxy|\bproxies|\bvpns?\b"),
    (Topic.ACCESS, 7, rf"(?:erroneously|wrongly|mistaken\w*) (?:{_BLOCK})|(?:{_BLOCK}) by mistake|unblock"),
    (Topic.ACCESS, 5, r"(?:decision|decides?) .{0,60}(?:access|opened|site)|access .{0,40}grant|site is opened"),
    (Topic.EDUCATION, 6, r"regular education|educat\w+.{0,60}(?:e-?safety|online safety)|are taught about"),
    (Topic.EDUCATION, 5, r"\bpshe\b|in computing\b|curriculum"),
    # of today
    (Topic.AI, 8, r"artificial intelligence|\bA\.?I\.?\b(?! ?d)|chatbots? (?:is|are|must)|chatgpt|deep ?fakes?"),
    (Topic.MEETINGS, 6, (r"(?:e-?safety|online safety|parents?[’']?) (?:meetings?|workshops?|evenings?)|"
     r"meeting on online")),
    (Topic.REVIEW, 7, r"review(?:s|ed)? (?:of )?this policy|policy (?:will be|is) reviewed|next review"),
)  # fmt: skip
_SMART: Final = {
    "safe": Topic.SMART_SAFE,
    "meeting": Topic.SMART_MEETING,
    "accepting": Topic.SMART_ACCEPTING,
    "reliable": Topic.SMART_RELIABLE,
    "tell": Topic.SMART_TELL,
}
_COMPILED: Final = tuple(
    (topic, weight, re.compile(words, 0 if topic is Topic.AI else re.IGNORECASE))
    for topic, weight, words in _RULES
)
#: Of a clause this much is looked at: rules look for words near each other.
_LONGEST: Final = 1_500


def topic_of(clause: Clause) -> str:
    """What a clause is about; the value of a `Topic`, or empty."""
    if clause.lead and (smart := _SMART.get(clause.lead.casefold())):
        return smart
    words = " ".join([clause.words, *clause.points]).replace("**", "").replace("\n", " ")
    words = words[:_LONGEST]
    weights: dict[Topic, int] = {}
    for topic, weight, pattern in _COMPILED:
        if pattern.search(words):
            weights[topic] = weights.get(topic, 0) + weight
    best = max(weights, key=lambda one: weights[one], default=None)
    return best.value if best is not None and weights[best] >= _LEAST else ""


def with_topics(policy: PolicyText) -> PolicyText:
    """The same policy; each clause that has no topic gets the one that its words speak for."""
    return replace(
        policy,
        sections=tuple(
            replace(
                section,
                clauses=tuple(
                    one if one.topic else replace(one, topic=topic_of(one))
                    for one in section.clauses
                ),
            )
            for section in policy.sections
        ),
    )
