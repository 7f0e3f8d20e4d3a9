"""What is wrong with a rule; by itself, as the first screen catches it without loading a rule."""

from cchc_desktop.errors import UserError


class RuleError(UserError):
    """A rule of scoring that cannot be used; the message says what is wrong with it."""
