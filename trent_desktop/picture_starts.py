"""How files of pictures begin, for whoever only tells one kind from another."""

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
