"""Sign-in, and the keys that members and roles hold."""
