"""Meetings with parents: invitations in each family's language, answers, and who came."""
