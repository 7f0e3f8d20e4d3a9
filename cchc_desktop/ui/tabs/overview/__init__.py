"""The overview's tab."""
