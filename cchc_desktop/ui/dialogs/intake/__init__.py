"""The assistant that takes in plans."""
