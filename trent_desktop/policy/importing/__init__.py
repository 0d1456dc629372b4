"""A school's own policy, brought in from Word, Markdown, plain text or PDF; nothing of it is lost.

A file is read by a process of its own (`reader.py`) into lines; what they are is found out here.
"""
