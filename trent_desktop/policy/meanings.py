"""What people type when they look for a clause, and what they mean by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trent_desktop.policy.topics import Topic


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that are typed for one another, and the topics that are meant by each of them."""

    words: tuple[str, ...]
    topics: tuple[Topic, ...]


def _meaning(words: str, *topics: Topic) -> Meaning:
    return Meaning(tuple(words.split()), topics)


MEANINGS: Final = (
    _meaning(
        "friend befriend unfriend follow follower add request accept decline contact message dm",
        Topic.FRIENDS,
        Topic.STAFF_CONTACT,
    ),
    _meaning(
        "facebook instagram whatsapp snapchat snap tiktok youtube twitter discord roblox bereal "
        "messenger telegram signal app apps social media network",
        Topic.SOCIAL_MEDIA,
        Topic.AGES,
    ),
    _meaning("group chat groupchat whatsapp messenger"),
    _meaning(
        "picture photo photograph image film video selfie camera recording sportsday play nativity "
        "consent permission",
        Topic.PICTURES,
    ),
    _meaning("phone smartphone mobile telephone iphone android watch smartwatch device tablet",
             Topic.PHONES),
    _meaning("proxy vpn bypass hack hacking circumvent getround firewall ban supervision",
             Topic.CIRCUMVENTING),
    _meaning("ban banned exclusion excluded suspend suspension sanction punishment consequence "
             "breach", Topic.PUPIL_BREACHES, Topic.CIRCUMVENTING),
    _meaning("fired sacked dismissal disciplinary misconduct breach", Topic.STAFF_BREACHES),
    _meaning("blocked unblock whitelist allow access request open site website", Topic.ACCESS),
    _meaning("filter firewall security monitoring lgfl webscreen schoolprotect", Topic.FILTER),
    _meaning("inappropriate unsuitable rude porn sexual nude violent harmful content website "
             "report upsetting", Topic.CONTENT),
    _meaning("bully bullying cyberbullying mean unkind harassment threat trolling abuse",
             Topic.CYBER_BULLYING, Topic.STAFF_BREACHES),
    _meaning("age ages old young underage thirteen sixteen law limit restriction", Topic.AGES),
    _meaning("password passwords login account accounts", Topic.ACCOUNTS),
    _meaning("ai chatgpt copilot gemini chatbot deepfake artificial intelligence", Topic.AI),
    _meaning("complain complaint complaints unhappy appeal", Topic.COMPLAINTS),
    _meaning("equality discriminate discrimination race religion gender disability fair",
             Topic.EQUALITY),
    _meaning("training trained course session certificate cpd", Topic.TRAINING, Topic.INDUCTION),
    _meaning("induction starter new joining starting", Topic.INDUCTION),
    _meaning("break lunch playtime lunchtime", Topic.BREAKS),
    _meaning("lesson class classroom teaching", Topic.LESSON_TIME),
    _meaning("private privacy settings personal profile employer", Topic.PRIVACY),
    _meaning("anonymous alias nickname fake pseudonym", Topic.ALIASES),
    _meaning("reputation damage slander libel defamatory criticise moan", Topic.DAMAGING),
    _meaning("name names identify uniform location confidential", Topic.IDENTIFYING),
    _meaning("governor governors chair board", Topic.GOVERNORS, Topic.REVIEW),
    _meaning("head headteacher headmaster principal", Topic.HEADTEACHER),
    _meaning("team dsl safeguarding lead ict", Topic.TEAM),
    _meaning("network manager technician helpdesk support", Topic.NETWORK_MANAGER),
    _meaning("staff teacher employee colleague volunteer works"),
    _meaning("parent parents carer family mum dad home", Topic.PARENTS_DUTY),
    _meaning("meeting evening workshop invitation", Topic.MEETINGS),
    _meaning("stranger meet meeting", Topic.SMART_MEETING),
    _meaning("tell told worried upset disclose", Topic.SMART_TELL, Topic.CONTENT),
    _meaning("review renew update yearly annual", Topic.REVIEW),
    _meaning("pshe computing curriculum assembly lesson teach", Topic.EDUCATION),
)  # fmt: skip

#: Words that say nothing about what is meant.
EMPTY: Final = frozenset(
    {
        "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "do", "does",
        "for", "from", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in", "is",
        "it", "me", "my", "of", "on", "or", "our", "she", "should", "so", "that", "the", "their",
        "them", "they", "this", "to", "us", "was", "we", "what", "when", "where", "which", "who",
        "why", "will", "with", "would", "you", "your", "may", "am", "been", "did", "get", "got",
        "not", "there", "want", "wants", "wanted", "something", "somebody", "anybody",
    }
)  # fmt: skip
