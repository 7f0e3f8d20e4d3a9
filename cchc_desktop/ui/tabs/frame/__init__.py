"""The task frame's tab, pane by pane."""
