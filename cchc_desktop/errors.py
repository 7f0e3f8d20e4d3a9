"""The two kinds of failure: a `UserError`, and everything else, which is a bug."""


class UserError(Exception):
    """The world is to blame: the message says what happened, what was kept and what to do.

    Raise it with a translated, complete sentence; it is shown to the officer as it stands.
    """


class Cancelled(Exception):
    """The officer stopped a long action; nothing was written."""
