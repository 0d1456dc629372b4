"""Signing in at a school on a server leaves no connection behind."""

from __future__ import annotations

import gc
import warnings

from tests.schools import SmallSchool


def test_whoever_signs_in_and_out_leaves_no_connection(school: SmallSchool) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", ResourceWarning)
        school.open("head").close()
        gc.collect()
    assert not [str(one.message) for one in said if "connection" in str(one.message)]
