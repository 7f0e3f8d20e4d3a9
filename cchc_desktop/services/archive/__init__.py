"""The archive of former offices: kept whole, searched, and what of it goes on."""
