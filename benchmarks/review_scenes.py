"""The review's windows for benchmarks/screenshots.py: sessions, one call, trends, rules; every state, dark and light.

python benchmarks/review_scenes.py FOLDER [--theme light] [--text 200] [--language de] [--only NAME ...]
python benchmarks/review_scenes.py --docs          docs/images/review*.png
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import numpy as np  # noqa: E402
import review_sessions  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QImage, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.notify import Level, Message  # noqa: E402
from app.overlay.settings import OverlaySettings  # noqa: E402
from app.review.access import Viewer  # noqa: E402
from app.review.context import ReviewContext  # noqa: E402
from app.review.window import ReviewWindow, WindowChoices  # noqa: E402
from app.settings import Settings  # noqa: E402
from app.store.opening import open_store  # noqa: E402
from app.store.records import Role  # noqa: E402
from app.store.repository import Store  # noqa: E402
from app.window_style import use_drawn_style  # noqa: E402
from coaching.rulebook.loader import load_rulebook  # noqa: E402


def settle(until: Callable[[], bool], longest_s: float = 30.0) -> None:
    """Let Qt and the worker go on until something holds, then a moment for painting."""
    end = time.monotonic() + longest_s
    while not until() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.005)


def staged(folder: Path, count: int = 300) -> Store:
    """Return a store with sessions, one of them disputed and annotated."""
    store = open_store(folder / "sessions.db")
    calls = review_sessions.base_calls()
    review_sessions.fill(store, count, calls=calls)
    for row in store.list_sessions(limit=40):
        detail = store.detail(row.id)
        if detail.detections and row.released_at and row.released_at < datetime.now(UTC):
            flag = detail.detections[0].detection
            store.annotate(
                row.id,
                Role.AGENT,
                row.agent,
                "The tool really was down; I should have offered the call back first.",
                at_s=flag.start_s,
            )
            store.dispute(row.id, flag.detection_id, by=row.agent, reason="I offered a call back right after.")
            break
    return store


def store_folder(store: Store) -> Path:
    """Return where a store lies."""
    return store.file.parent


class Stage:
    """One store, and windows on it."""

    def __init__(self, store: Store, theme: str, percent: int) -> None:
        self.store = store
        overlay = OverlaySettings(theme=theme, text_percent=percent)  # type: ignore[arg-type]
        self.settings = Settings(overlay=overlay)
        self.rulebook = load_rulebook(None)

    def window(
        self, role: Role = Role.SUPERVISOR, name: str = "Sam Whitcombe", store: Store | None = None
    ) -> ReviewWindow:
        """Return a shown window whose list has come."""
        context = ReviewContext(store or self.store, Viewer(name, role), self.rulebook)
        window = ReviewWindow(
            context, WindowChoices(self.settings, lambda _values: self.settings, store_folder(self.store) / "rules")
        )
        window.show()
        settle(lambda: not window.list.model.listing.busy)
        return window


def scenes(stage: Stage) -> Iterator[tuple[str, Callable[[], ReviewWindow]]]:
    """Give each state's name and what makes it."""

    def session(role: Role = Role.SUPERVISOR, tab: int = 0) -> ReviewWindow:
        disputed = next(row for row in stage.store.list_sessions(limit=100) if row.disputed)
        window = stage.window(role, disputed.agent if role is Role.AGENT else "Sam Whitcombe")
        window.list.table.setCurrentIndex(window.list.model.index(max(0, window.list.model.row_of(disputed.id)), 0))
        window.page.show_session(disputed.id)
        settle(lambda: window.page.view is not None and window.page.view.detail.row.id == disputed.id)
        window.page.tabs.setCurrentIndex(tab)
        assert window.page.view is not None
        window.page.show_moment(window.page.view.moments[0].moment.at_s)
        if tab == 0:
            places = [i for i, one in enumerate(window.page.view.moments) if one.disputed]
            window.page.moments.list.setCurrentRow(places[0] if places else 0)
        if tab == 2:
            window.page.score.show_weights.click()
            window.page.score.fields["normal"].setValue(6)
        return window

    yield "supervisor", session
    yield "notes", lambda: session(tab=1)
    yield "score", lambda: session(tab=2)
    yield "changes", lambda: session(tab=3)
    yield "agent", lambda: session(Role.AGENT)

    def withheld() -> ReviewWindow:
        window = stage.window()
        settle(lambda: bool(window.page.message.text()))
        return window

    yield "withheld", withheld

    def empty(*, filtered: bool) -> Callable[[], ReviewWindow]:
        def make() -> ReviewWindow:
            if filtered:
                window = stage.window()
                window.list.search.setText("nothing is like this")
                window.list.reload()
            else:
                window = stage.window(Role.AGENT, "Nobody")
            settle(lambda: not window.list.model.listing.busy)
            return window

        return make

    yield "empty", empty(filtered=False)
    yield "nothing-found", empty(filtered=True)

    def error() -> ReviewWindow:
        window = stage.window(Role.AGENT, "Nobody")
        window.list._on_failed(  # noqa: SLF001
            Message(
                Level.ERROR, "The disk is full: sessions.db could not be written.", "Free some space and try again."
            )
        )
        return window

    yield "error", error

    def wide() -> ReviewWindow:
        window = session()
        splitter = window.list.parentWidget()
        splitter.setSizes([860, 500])  # type: ignore[attr-defined]
        return window

    yield "wide-list", wide

    def trends() -> ReviewWindow:
        window = stage.window()
        window.trends.span.setCurrentIndex(1)
        window.tabs.setCurrentWidget(window.trends)
        settle(lambda: bool(window.trends.tiles))
        return window

    yield "trends", trends

    def rules(tab: int) -> Callable[[], ReviewWindow]:
        def make() -> ReviewWindow:
            window = stage.window()
            page = window.rules
            assert page is not None
            window.tabs.setCurrentWidget(page)
            settle(lambda: page.list.count() > 0 and page.checked is not None)
            places = [i for i in range(page.list.count()) if "dead-end" in page.list.item(i).text()]
            page.list.setCurrentRow(places[0])
            page.form.texts["triggers"].setPlainText("refund it from here\nnot my department")
            page.form.texts["unless"].setPlainText("send you a new router")
            page.sentences.setPlainText(
                "Although I can't refund it from here, I can pass this to a specialist.\nThere isn't anything more I can do.\nThat is not my department.\nIs there anything else that I can do for you today?"
            )
            settle(lambda: page.checked is not None and bool(page.checked.tried) and page.publish.isEnabled())
            page.right.setCurrentIndex(tab)
            if tab == 1:
                page.replay.count.setValue(24)
                page.replay.run.click()
                settle(lambda: not page.run.busy, 400.0)
            return window

        return make

    yield "rules-try", rules(0)
    yield "rules-replay", rules(1)


def picture(make: Callable[[], ReviewWindow]) -> QPixmap:
    """Return a window as a picture."""
    window = make()
    settle(lambda: not window.list.model.listing.busy)
    shot = window.grab()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return shot


def save(shot: QPixmap, file: Path) -> None:
    """Write a picture of the documents with its most frequent colours, a byte a pixel."""
    image = shot.toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours, counts = np.unique(np.frombuffer(image.constBits(), dtype=np.uint32), return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts)][:_COLOURS]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, table, flags).save(str(file))


_COLOURS = 256
_DOCS = {"supervisor": "review.png", "trends": "review-trends.png", "rules-replay": "review-rules.png"}


def main() -> None:
    """Make the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--language", default="en")
    parser.add_argument("--docs", action="store_true", help="the pictures of the documents")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication(["sotto"])
    use_drawn_style(qt)
    from app.translation.language import use_language

    use_language(qt, chosen.language)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(staged(Path(folder)), chosen.theme, chosen.text)
        for name, make in scenes(stage):
            if chosen.docs and name not in _DOCS:
                continue
            if not chosen.only or name in chosen.only:
                shot = picture(make)
                file = _DOCS[name] if chosen.docs else f"{name}-{chosen.theme}-{chosen.text}-{chosen.language}.png"
                if chosen.docs:
                    save(shot, chosen.folder / file)
                else:
                    shot.save(str(chosen.folder / file))
        stage.store.close()


if __name__ == "__main__":
    main()
