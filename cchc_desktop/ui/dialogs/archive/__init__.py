"""Dialogs of the archive of former offices."""
