"""What is shown before anybody has signed in."""
