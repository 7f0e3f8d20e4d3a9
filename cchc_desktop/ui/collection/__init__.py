"""The window of the receiving role: what came, what it comes to, what is said of it; loaded only when it is opened."""
