"""Pieces of window that more than one tab uses."""
