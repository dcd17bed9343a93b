"""A call's report as one HTML file that needs nothing else: no script, no font, no image from anywhere.

Place in the flow: `app.reports.view` says what is shown, `resources/reports/call.html.jinja` how. Everything is
escaped; the page carries a policy that forbids loading anything.
"""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.paths import resource
from app.reports.moments import Document
from app.reports.timeline import LEFT, WIDTH
from app.reports.view import report_view
from coaching.rulebook.schema import Rulebook


def html_report(document: Document, rulebook: Rulebook) -> str:
    """Return the page for one call's JSON document."""
    environment = Environment(
        loader=FileSystemLoader(resource("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("call.html.jinja")
    return template.render(view=report_view(document, rulebook), width=WIDTH, left=LEFT)
