"""What every printed paper of the school shares: letters, lines, page furniture.

Text from people never meets markup here: `lines.py` lays plain text out itself, glyph by glyph,
so that a name like ``<img src="file:///…">`` is a name and nothing else. The PDFs hold no link,
no script and no attached file. docs/decisions/documents.md says why it is so.
"""
