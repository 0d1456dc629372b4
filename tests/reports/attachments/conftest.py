"""Kinds that take attachments, and a picture to attach."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from tests.reports.attachments.steps import NAME


@pytest.fixture(autouse=True)
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, "content", "told")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(files.png())
    return path
