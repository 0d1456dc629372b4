"""What a clause is about. By its topic a clause leads to forms, lessons and settings, whatever its
number is in a school's own policy.
"""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What a clause may be about. The numbers are those of the model policy."""

    GOVERNORS = "governors"  # 1.1
    EQUALITY = "equality"  # 1.2
    COMPLAINTS = "complaints"  # 1.3
    HEADTEACHER = "headteacher"  # 1.4
    STAFF_DUTY = "staff-duty"  # 1.5
    PARENTS_DUTY = "parents-duty"  # 1.6, 1.7
    TEAM = "team"  # 2.1
    NETWORK_MANAGER = "network-manager"  # 2.2
    SOCIAL_MEDIA = "social-media"  # 3.1
    CYBER_BULLYING = "cyber-bullying"  # 3.2, 9.1, 9.2
    COMMUNITY = "community"  # 3.3
    TRAINING = "training"  # 4.1, 4.3
    INDUCTION = "induction"  # 4.2
    PUPIL_RULES = "pupil-rules"  # 5.1
    ACCOUNTS = "accounts"  # 6.1
    LESSON_TIME = "lesson-time"  # 6.2, 6.5, 7.1
    PHONES = "phones"  # 6.3
    BREAKS = "breaks"  # 6.4
    FRIENDS = "friends"  # 6.6 to 6.8, 7.3, 7.4
    STAFF_CONTACT = "staff-contact"  # 7.5
    PRIVACY = "privacy"  # 6.9, 6.10, 6.12
    DAMAGING = "damaging"  # 6.11, 7.7
    IDENTIFYING = "identifying"  # 6.13
    ALIASES = "aliases"  # 6.14, 7.6
    STAFF_BREACHES = "staff-breaches"  # 6.15, 6.16, 6.18
    PUPIL_BREACHES = "pupil-breaches"  # 7.2
    CONTENT = "content"  # 6.17, 7.9, 8.3
    AGES = "ages"  # 7.8
    PICTURES = "pictures"  # 7.10, 7.11
    FILTER = "filter"  # 8.1
    CIRCUMVENTING = "circumventing"  # 8.2
    ACCESS = "access"  # 8.4, 8.5
    EDUCATION = "education"  # 9.3
    SMART_SAFE = "smart-safe"
    SMART_MEETING = "smart-meeting"
    SMART_ACCEPTING = "smart-accepting"
    SMART_RELIABLE = "smart-reliable"
    SMART_TELL = "smart-tell"
    AI = "ai"  # of today: not in older policies
    MEETINGS = "meetings"  # with parents
    REVIEW = "review"  # of the policy itself
