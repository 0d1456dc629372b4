"""What somebody should know of a policy that was brought in, besides its list of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trent_desktop.policy.clauses import PolicyText, Signature
from trent_desktop.sentences import ended


def remarks(policy: PolicyText, asides: Sequence[str]) -> list[str]:
    """Sentences, the gravest first."""
    return [
        *_signatures(policy.signatures),
        *_numbers(policy),
        *_asides(asides),
    ]


def _signatures(signatures: Sequence[Signature]) -> list[str]:
    said: list[str] = []
    for of_chair, who in ((False, "Headteacher"), (True, "Chair of Governors")):
        of_one = [one for one in signatures if _kind(one) == of_chair]
        dates = _different([one.when for one in of_one])
        if len(dates) > 1:
            said.append(f"The signatures of the {who} have different dates: {' and '.join(dates)}.")
        roles = _different([one.role for one in of_one])
        if len(roles) > 1:
            said.append(
                f"The signatures of the {who} differ in the role: {ended(' and '.join(roles))}"
            )
        names = _different([one.name for one in of_one])
        if len(names) > 1:
            said.append(
                f"The signatures of the {who} name different people: {ended(' and '.join(names))}"
            )
    return said


def _kind(signature: Signature) -> bool | None:
    role = signature.role.casefold()
    if "chair" in role:
        return True
    return False if "head" in role or "principal" in role else None


def _different(texts: Sequence[str]) -> list[str]:
    seen: dict[str, str] = {}
    for text in texts:
        if text:
            seen.setdefault(" ".join(text.casefold().replace("-", " ").split()), text)
    return list(seen.values())


def _numbers(policy: PolicyText) -> list[str]:
    said: list[str] = []
    numbers = [one.number for one in policy.clauses() if one.number[:1].isdigit()]
    if not numbers:
        return ["No clause in it has a number, so its clauses cannot be cited one by one."]
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    if twice:
        said.append(f"These numbers appear more than once: {', '.join(twice[:12])}.")
    missing = _gaps(numbers)
    if missing:
        said.append(f"These numbers are missing between others: {', '.join(missing[:12])}.")
    for section in policy.sections:
        odd = [
            one.number
            for one in section.clauses
            if section.number.isdigit()
            and "." in one.number
            and one.number.split(".")[0] != section.number
        ]
        if odd:
            said.append(
                f"Under {section.number} {section.title} there are clauses with another number: "
                f"{', '.join(odd[:6])}."
            )
    return said


def _gaps(numbers: Sequence[str]) -> list[str]:
    """Numbers of two parts that a row leaves out: 6.5 between 6.4 and 6.6."""
    there = set(numbers)
    found: list[str] = []
    for number in numbers:
        parts = number.split(".")
        if len(parts) == 2 and int(parts[1]) > 1:
            before = f"{parts[0]}.{int(parts[1]) - 1}"
            if before not in there:
                found.append(before)
    return found


def _asides(asides: Sequence[str]) -> list[str]:
    if not asides:
        return []
    kinds = ", ".join(dict.fromkeys(asides))
    return [f"What is beside the text was not taken into the policy, and is listed: {kinds}."]
