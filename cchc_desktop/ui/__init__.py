"""The window: it assembles and connects; it decides nothing."""
