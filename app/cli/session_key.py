"""`sotto sessions key`: the key of an encrypted session database, shown for the safe and put back after a new machine.

Place in the flow: `app.store.key_store` holds it, `app.store.recovery_key` spells it.
"""

from pathlib import Path
from typing import Annotated

import typer

from app import notify
from app.assembly import load_settings
from app.cli.choices import STANDARD_OUTPUT
from app.cli.console import out
from app.output import check_target, print_text, write_text
from app.store.encrypting import is_encrypted
from app.store.errors import KeyUnavailableError
from app.store.key_store import KeyStore
from app.store.opening import open_store
from app.store.recovery_key import read_spelled, spelled
from app.store.workstation import wants_encryption, workstation_file

_LONGEST = 1_000
"""Bytes: the key's 56 letters, with room for dashes, blanks and line ends."""
app = typer.Typer(help="The key of encrypted sessions.", no_args_is_help=True)


@app.command()
def status() -> None:
    """Say whether the sessions are encrypted and their key is at hand."""
    file = workstation_file()
    encrypted = is_encrypted(file)
    wanted = wants_encryption(load_settings().store)
    if not encrypted and not wanted:
        out().print("The sessions are not encrypted.")
        return
    key = KeyStore(file).read()
    place = "The sessions are encrypted" if encrypted else "The sessions will be encrypted when Sotto next opens them"
    if key is None and encrypted:
        raise KeyUnavailableError(
            f"{place}, but their key is not in this computer's key store.", "`sotto sessions key restore` puts it back."
        )
    out().print(f"{place}; {'their key is at hand' if key else 'their key will be made then'}.", soft_wrap=True)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE|-", show_default=False)] = None,
) -> None:
    """Show the recovery key: whoever has it and the file can read the sessions. Lock it away."""
    key = KeyStore(workstation_file()).read()
    if key is None:
        raise KeyUnavailableError("There is no key: the sessions were never encrypted here.")
    if output is None or str(output) == STANDARD_OUTPUT:
        print_text(f"{spelled(key)}\n")
        return
    check_target(output)
    write_text(output, f"{spelled(key)}\n")  # made with a temporary file that only its owner can read
    notify.info(f"Wrote the recovery key to {output}. Keep it away from this computer.")


@app.command()
def restore(
    file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Holds the recovery key; asked for when left out.")
    ] = None,
) -> None:
    """Put the recovery key back into this computer's key store, after a look whether it opens the sessions."""
    text = typer.prompt("Recovery key", err=True) if file is None else _beginning(file)
    key, database = read_spelled(text), workstation_file()
    if is_encrypted(database):
        open_store(database, key).close()
    KeyStore(database).write(key)
    notify.info("The key is back in this computer's key store.")


def _beginning(file: Path) -> str:
    """Return as much of a file as a recovery key can be, whatever it is that was named."""
    with file.open("rb") as stream:
        return stream.read(_LONGEST).decode("ascii", errors="replace")
