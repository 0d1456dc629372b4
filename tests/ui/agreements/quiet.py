"""Sounds that nobody hears, and that a test can count."""

from __future__ import annotations


class Quiet:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def good(self) -> None:
        self.heard.append("good")

    def odd(self) -> None:
        self.heard.append("odd")
