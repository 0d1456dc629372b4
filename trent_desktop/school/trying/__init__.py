"""Whether this laptop and the school's folder get on: tried, and said in plain words for support."""
