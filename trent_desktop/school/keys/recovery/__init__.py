"""The way back in with the code from the school's safe."""
