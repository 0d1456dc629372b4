"""Kinds whose cases take attachments, for one test."""

from __future__ import annotations

import dataclasses

import pytest

from trent_desktop.reports import kinds


def allow(monkeypatch: pytest.MonkeyPatch, *names: str, attachments: bool = True) -> None:
    """Let the kinds of these names take attachments, or no more."""
    for name in names:
        kind = dataclasses.replace(kinds._BY_NAME[name], attachments=attachments)
        monkeypatch.setitem(kinds._BY_NAME, name, kind)
