"""The grid of the task frame."""
