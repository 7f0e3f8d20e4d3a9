"""The editor of light markup."""
