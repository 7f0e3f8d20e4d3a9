"""The mail accounts of this computer, in the options of the window; their passwords are not among them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_desktop import options as kept_options
from cchc_desktop.errors import UserError
from cchc_desktop.options import Options

if TYPE_CHECKING:
    from cchc_desktop.exchange.mail.accounts import Account

_options = Options()


def use(options: Options) -> None:
    """Keep the accounts in these options."""
    global _options
    _options = options


def read_accounts() -> "tuple[Account, ...]":
    """The accounts, the usual one first; what makes no account any more is passed over."""
    from cchc_desktop.exchange.mail.accounts import account_from

    found = []
    for words in _options.mail_accounts:
        try:
            found.append(account_from(words))
        except UserError:
            continue
    return tuple(found)


def keep_accounts(accounts: "Sequence[Account]") -> None:
    """Keep these accounts, the usual one first."""
    _options.mail_accounts = [account.as_words() for account in accounts]
    kept_options.save(_options)
