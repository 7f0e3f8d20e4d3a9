"""Verbs on reports and figures."""
