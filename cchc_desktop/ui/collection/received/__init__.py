"""What offices sent and what is awaited of them."""
