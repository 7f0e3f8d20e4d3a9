"""Verbs on the task frame and on what follows the work."""
