"""A school in a folder with something in it, and an empty database to move it to."""

from __future__ import annotations

import pytest

from tests.moving.places import fill
from tests.schools import SmallSchool


@pytest.fixture
def filled(folder_school: SmallSchool) -> SmallSchool:
    """The small school with reports in it, one of them sealed, and somebody who was removed."""
    fill(folder_school)
    return folder_school
