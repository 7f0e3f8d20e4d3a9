"""What a superior makes of the packages of many offices: one file, or a database server, and tables of facts in it."""
