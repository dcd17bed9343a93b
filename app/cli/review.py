"""`sotto review`: the window with the sessions, their trends and the rules."""

from typing import Annotated

import typer

from app.display import has_display
from app.errors import NoDisplayError
from app.review.settings import RoleChoice


def review(
    *,
    team: Annotated[bool, typer.Option("--team", help="The sessions on the team's server.")] = False,
    role: Annotated[
        RoleChoice | None,
        typer.Option("--as", help="Who looks; the settings decide when left out.", show_default=False),
    ] = None,
) -> None:
    """Look at sessions: one call, or months of a team; try rules on them before they are published."""
    if not has_display():
        raise NoDisplayError(
            "There is no display for a window here.", "Use `sotto sessions list` and `sotto report SESSION` instead."
        )
    from app.review.program import run_review  # noqa: PLC0415  Qt is loaded only for a window

    run_review(role, team=team)
