"""The plan tab, pane by pane."""
