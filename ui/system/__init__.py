"""What only the system underneath knows: that it sleeps, is locked, or takes pictures of windows.

Each system has modules of its own here; whatever it lacks or refuses, the program goes on without.
"""
