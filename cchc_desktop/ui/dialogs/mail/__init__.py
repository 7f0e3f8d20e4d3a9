"""Dialogs of sending by mail: the accounts, the yes before a mail goes, the outbox, the wording."""
