"""The exchange tab: the package to send, the packages received."""
