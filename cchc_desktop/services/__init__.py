"""Verbs in the officer's words: one transaction each, each returns the change it made."""
