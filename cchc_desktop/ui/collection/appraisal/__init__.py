"""The points that the receiving office gives."""
