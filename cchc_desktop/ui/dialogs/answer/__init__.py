"""What the level above says of a package that came."""
