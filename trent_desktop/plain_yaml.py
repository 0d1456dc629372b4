"""YAML of plain values: words, lists, pairs. Nothing in it refers, runs or grows."""

from __future__ import annotations

from typing import Any, cast

import yaml
from yaml.events import AliasEvent


class PlainLoader(yaml.SafeLoader):
    """Plain values only. An alias could blow a small file up without end, so there are none."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases. Raises `yaml.MarkedYAMLError`."""
        if self.check_event(AliasEvent):  # pyright: ignore[reportUnknownMemberType]
            event = cast("AliasEvent", self.peek_event())  # pyright: ignore[reportUnknownMemberType]
            raise yaml.MarkedYAMLError(
                problem="there is no use for “*” here",
                problem_mark=event.start_mark,  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            )
        return super().compose_node(parent, index)  # pyright: ignore[reportUnknownMemberType]


# Everything stays as it was typed: "yes", 1.0 and 5-6 are words here.
PlainLoader.yaml_implicit_resolvers = {}


def read_plain_yaml(text: str) -> tuple[object, Any]:
    """The values of `text`, and its root node for line numbers (None when it is empty).

    Raises `yaml.YAMLError` or `RecursionError`.
    """
    loader = PlainLoader(text)
    root: Any = loader.get_single_node()
    found = cast("object", loader.construct_document(root) if root else None)  # pyright: ignore[reportUnknownMemberType]
    return found, root


def said_twice(root: Any) -> list[tuple[str, int]]:
    """Names that stand twice beside each other, of which the first would be lost: with their line.

    `root` as of `read_plain_yaml`; lines count from 0.
    """
    if not isinstance(root, yaml.CollectionNode):
        return []
    found: list[tuple[str, int]] = []
    known: set[str] = set()
    for one in cast("list[Any]", root.value):
        if isinstance(root, yaml.MappingNode):
            name = str(one[0].value)
            if name in known:
                found.append((name, one[0].start_mark.line))
            known.add(name)
        found.extend(said_twice(one[1] if isinstance(root, yaml.MappingNode) else one))
    return found
