"""The form of a rule of scoring."""
