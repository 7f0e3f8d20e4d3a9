"""The report tab, pane by pane."""
