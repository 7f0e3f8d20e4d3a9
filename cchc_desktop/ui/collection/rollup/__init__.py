"""What the papers of many offices come to."""
