"""Meetings with parents: planning, invitations, answers typed in, who came."""
