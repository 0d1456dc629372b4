"""Markdown of which nothing can bring in more than words, pictures and named blocks."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


def _any_name(_params: str, *_more: object) -> bool:
    return True  # an unknown block is a fault with a line, not words on the paper or board


@cache
def plain_markdown() -> MarkdownIt:
    """CommonMark with a head and ``::: blocks``, without HTML, links out or code."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 12})
    markdown.disable(["html_block", "html_inline", "autolink", "code", "fence", "reference"])
    markdown.use(front_matter_plugin)
    markdown.use(container_plugin, "block", validate=_any_name)
    return markdown
