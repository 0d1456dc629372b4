"""Renders every screen to PNG, in every look: ``python -m tests.gallery OUT [NAME ...]``.

To add screens, add a module to `tests/gallery/rooms` with functions marked ``@screen("name")``;
each takes a `Stage` and returns the widget to draw. Nothing else needs to be told of it.
"""
