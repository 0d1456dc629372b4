"""What a clause is about, in a word or two: for a link that leads to it."""

from __future__ import annotations

from typing import Final

from trent_desktop.policy.topics import Topic

_WORDS: Final[dict[Topic, str]] = {
    Topic.GOVERNORS: "governors",
    Topic.EQUALITY: "treated alike",
    Topic.COMPLAINTS: "complaints",
    Topic.HEADTEACHER: "the Headteacher",
    Topic.STAFF_DUTY: "what staff do",
    Topic.PARENTS_DUTY: "what parents do",
    Topic.TEAM: "the e-safety team",
    Topic.NETWORK_MANAGER: "the network manager",
    Topic.SOCIAL_MEDIA: "social media",
    Topic.CYBER_BULLYING: "cyber bullying",
    Topic.COMMUNITY: "the school community",
    Topic.TRAINING: "training",
    Topic.INDUCTION: "new here",
    Topic.PUPIL_RULES: "what pupils do",
    Topic.ACCOUNTS: "the school’s accounts",
    Topic.LESSON_TIME: "lesson time",
    Topic.PHONES: "phones",
    Topic.BREAKS: "breaks",
    Topic.FRIENDS: "friends",
    Topic.STAFF_CONTACT: "contact by staff",
    Topic.PRIVACY: "privacy",
    Topic.DAMAGING: "harmful posts",
    Topic.IDENTIFYING: "who can be recognised",
    Topic.ALIASES: "other names",
    Topic.STAFF_BREACHES: "when staff break it",
    Topic.PUPIL_BREACHES: "when pupils break it",
    Topic.CONTENT: "inappropriate content",
    Topic.AGES: "ages",
    Topic.PICTURES: "pictures of children",
    Topic.FILTER: "the filter",
    Topic.CIRCUMVENTING: "getting round the filter",
    Topic.ACCESS: "blocked pages",
    Topic.EDUCATION: "lessons",
    Topic.SMART_SAFE: "Safe",
    Topic.SMART_MEETING: "Meeting",
    Topic.SMART_ACCEPTING: "Accepting",
    Topic.SMART_RELIABLE: "Reliable",
    Topic.SMART_TELL: "Tell",
    Topic.AI: "AI",
    Topic.MEETINGS: "parents’ meetings",
    Topic.REVIEW: "its review",
}


def topic_words(topic: str) -> str:
    """What it is about, in words; a topic that only a newer program knows as it is written."""
    return _WORDS[Topic(topic)] if topic in set(Topic) else topic.replace("-", " ")
