"""Draws the pictures of the lessons: ``python -m tools.pictures`` writes them all anew.

One family of characters, composed of shared parts, so that a child is the same child in every
lesson; things and places in the same flat style. No words, letters or digits in any picture.
"""
