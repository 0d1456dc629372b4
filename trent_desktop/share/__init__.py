"""The share has a process of its own: what touches the school's folder or server runs in a child."""
