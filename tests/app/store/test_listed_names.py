"""Names of the company's list in what people write beside a session."""

from app.store.records import Role
from app.store.repository import Store
from coaching.redaction import RedactionSettings
from tests.app.store.conftest import MakeSession


def test_listed_names_are_hidden_in_notes_objections_and_answers(store: Store, make_session: MakeSession) -> None:
    """Whatever is typed beside a call passes the list, as what is said in it does."""
    store.redaction = RedactionSettings(names="Ann Lee")
    session = make_session(0)
    store.add([session])
    flag = session.summary.detections[0].detection_id
    store.annotate(session.labels.id, Role.AGENT, "anna", "Ann Lee was angry.")
    store.dispute(session.labels.id, flag, by="anna", reason="ann lee asked for it")
    store.resolve(session.labels.id, flag, by="Sue", upheld=False, answer="Ask Ann  Lee")
    detail = store.detail(session.labels.id)
    (dispute,) = (kept.dispute for kept in detail.detections if kept.dispute is not None)
    written = (detail.notes[0].text, dispute.reason, dispute.answer)
    assert written == ("[name] was angry.", "[name] asked for it", "Ask [name]")
