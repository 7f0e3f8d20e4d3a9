"""The index tab and its detail."""
