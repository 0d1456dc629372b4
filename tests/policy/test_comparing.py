"""What changes between two versions: pairs of clauses, and the words in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.policy.comparing import ChangeKind, Mark, changes, compared, strong_runs
from trent_desktop.policy.model import model_policy

_WORDS = st.lists(
    st.sampled_from(["phones", "must", "not", "**never**", "be", "used"]), max_size=12
)


@given(_WORDS, _WORDS)
def test_both_texts_are_whole_on_their_own_side(before: list[str], after: list[str]) -> None:
    left, right = compared(" ".join(before), " ".join(after))
    assert "".join(one.words for one in left) == " ".join(before).replace("**", "")
    assert "".join(one.words for one in right) == " ".join(after).replace("**", "")
    same = ["".join(one.words for one in side if one.mark is Mark.SAME) for side in (left, right)]
    assert same[0].split() == same[1].split()
    assert not any(one.mark is Mark.NEW for one in left)
    assert not any(one.mark is Mark.GONE for one in right)


def test_stars_without_a_partner_stay() -> None:
    assert [one.words for one in strong_runs("a **b** c **d")] == ["a ", "b", " c **d"]


def test_a_clause_put_in_between_leaves_the_others_as_they_are() -> None:
    one, two, three = (
        Clause("6.1", "Passwords are never shared."),
        Clause("6.2", "Phones stay in the bag."),
        Clause("6.3", "Breaks are her own."),
    )
    new = Clause("6.2", "Nothing typed into an AI names a child.")
    before = PolicyText("", (Section("6", "Staff", (one, two, three)),))
    after = PolicyText(
        "",
        (
            Section(
                "6",
                "Staff",
                (one, new, replace(two, number="6.3", words="Phones stay in her bag.")),
            ),
        ),
    )
    found = [(it.kind, it.before, it.after) for it in changes(before, after)][1:]
    assert found == [
        (ChangeKind.SAME, one, one),
        (ChangeKind.ADDED, None, new),
        (ChangeKind.CHANGED, two, after.sections[0].clauses[2]),
        (ChangeKind.REMOVED, three, None),
    ]
    rewritten = replace(three, words="Nobody is online at lunch.")
    other = PolicyText("", (Section("6", "Staff", (one, two, rewritten)),))
    assert [it.kind for it in changes(before, other)][-1] is ChangeKind.CHANGED
    moved = PolicyText("", (Section("6", "Staff", (one, replace(two, number="6.9"))),))
    kinds = [it.kind for it in changes(before, moved)]
    assert kinds[1:] == [ChangeKind.SAME, ChangeKind.RENUMBERED, ChangeKind.REMOVED]


def test_the_model_beside_itself_changes_nothing_and_beside_nothing_is_all_new() -> None:
    model, empty = model_policy(), PolicyText("", ())
    assert {one.kind for one in changes(model, model)} == {ChangeKind.SAME}
    assert {one.kind for one in changes(empty, model)} == {ChangeKind.ADDED}
    gone = [one for one in changes(model, empty) if isinstance(one.before, Clause)]
    assert [one.before for one in gone] == list(model.clauses())
