"""Official documents as plain nodes, laid out by one replaceable house style."""
