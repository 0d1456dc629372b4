"""A page for each child, and for adults by name: what happened, and how things stand."""
