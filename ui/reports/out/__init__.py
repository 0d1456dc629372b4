"""What leaves the school, on the screen: blacking names out, looking at the copy, giving it."""
