"""Verbs on what travels: packages made, units asked for their parts, parts taken in, the log."""
