"""Training in the Policy room: one’s own, the sessions, who was there, and what is due."""
