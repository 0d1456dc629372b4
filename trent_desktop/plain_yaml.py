"""YAML of plain values: words, lists, pairs. Nothing in it refers, runs or grows."""

from __future__ import annotations

import re
from typing import Any, Final, cast

import yaml
from yaml.events import AliasEvent

#: A remark behind a value, or behind the colon after a name.
_BEHIND: Final = re.compile(r"[ \t]*:?[ \t]+#[ \t]*\S")
_WORDS_AS_THEY_ARE: Final = ("|", ">")


class PlainLoader(yaml.SafeLoader):
    """Plain values only. An alias could blow a small file up without end, so there are none.

    Nor are there names for them: the word behind a “&” would be lost.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases and their names. Raises `yaml.MarkedYAMLError`."""
        event = cast("Any", self.peek_event())  # pyright: ignore[reportUnknownMemberType]
        if getattr(event, "anchor", None):  # also an alias has one: what it stands for
            sign = "*" if isinstance(event, AliasEvent) else "&"
            raise yaml.MarkedYAMLError(
                problem=f"there is no use for “{sign}” here", problem_mark=event.start_mark
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


def lost_behind(text: str, root: Any) -> list[int]:
    """The lines, from 0, on which words behind a “#” would be lost, as in “title: Our #1 rule”.

    A line that begins with “#” is a remark, and means to be one. `root` as of `read_plain_yaml`.
    """
    found: set[int] = set()
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.CollectionNode):
            for one in cast("list[Any]", node.value):
                waiting += one if isinstance(node, yaml.MappingNode) else [one]
            ends_here = bool(node.flow_style)
        else:
            ends_here = node.style not in _WORDS_AS_THEY_ARE
        if ends_here and _BEHIND.match(text, node.end_mark.index):
            found.add(node.end_mark.line)
    return sorted(found)
