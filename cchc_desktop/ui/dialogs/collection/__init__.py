"""The dialogs of a collection."""
