"""The password of this user's login on the team's server, in the system's key store.

Place in the flow: `sotto team login` keeps it, `app.team.connecting` asks for it. Without a key store libpq's own ways
remain (.pgpass, client certificates); a password is never in a setting, a log or on a command line.
"""

from typing import Final

from keyring.errors import KeyringError

from app.store.errors import KeyUnavailableError
from app.store.key_store import Vault, system_vault

SERVICE: Final = "Sotto team server"
"""The name that people see in the system's own key manager; the account is login@server:port."""


def kept_password(account: str, vault: Vault | None = None) -> str | None:
    """Return the password kept for `account`, None when there is none or no key store answers."""
    try:
        return (vault or system_vault()).get_password(SERVICE, account)
    except (KeyringError, KeyUnavailableError):
        return None


def keep_password(account: str, password: str, vault: Vault | None = None) -> None:
    """Keep the password and read it back. Raises KeyUnavailableError when it cannot be kept."""
    mend = "Use libpq's password file instead (docs/team.md)."
    try:
        chosen = vault or system_vault()
        chosen.set_password(SERVICE, account, password)
        kept = chosen.get_password(SERVICE, account)
    except KeyUnavailableError:
        raise KeyUnavailableError("This computer has no key store that Sotto can use.", mend) from None
    except KeyringError as error:
        raise KeyUnavailableError("The system's key store did not take the password.", mend) from error
    if kept != password:
        raise KeyUnavailableError("The system's key store did not keep the password.", mend)
