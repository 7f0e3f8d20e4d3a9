"""What is kept: entities (one file per concept) and the plain rows read from them."""
