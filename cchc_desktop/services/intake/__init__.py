"""Verbs that take in other offices' papers."""
