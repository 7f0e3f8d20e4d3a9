"""The six tabs, one module each, imported when first shown."""
