"""Criteria sets: edited as a table, their heads, compared, and shown before they are taken in."""
