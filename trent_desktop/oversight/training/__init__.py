"""Training: sessions and who was there, certificates, what is due, papers for signing in."""
