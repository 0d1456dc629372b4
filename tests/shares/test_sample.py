"""A part of the table on each run, another for every commit; and that the page knows all services."""

from __future__ import annotations

import random

import pytest

from tests.reliability.table import commit
from tests.shares.__main__ import in_a_child
from tests.shares.page import PAGE, service_of
from tests.shares.table import Share, rows
from tests.shares.works import FILES

_WORKS = ["a paper saved as PDF", "what the laptop remembers"]


@pytest.mark.slow
@pytest.mark.parametrize("share", [Share.WINDOWS, Share.STAND_IN], ids=lambda share: share.name)
def test_services_are_right_on_a_windows_share(share: Share) -> None:
    if share.value[1]:
        pytest.skip(share.value[1])
    draw = random.Random(f"{commit()} {share.name}")
    writes = [one for one in rows() if one not in FILES]
    wrong = [one for one in in_a_child(share, [*_WORKS, *draw.sample(writes, 2)]) if one.wrong]
    assert not wrong, wrong


def test_the_page_has_every_service() -> None:
    page = PAGE.read_text("utf-8")
    missing = {service_of(one) for one in rows() if f"| {service_of(one)} |" not in page}
    assert not missing, f"run python -m tests.shares: {missing}"
