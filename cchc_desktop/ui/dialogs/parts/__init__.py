"""Parts of a report that units write."""
