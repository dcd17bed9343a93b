"""Makes the pictures of docs/images: the overlay's states, the overlay on a desk, the terminal view.

    python benchmarks/screenshots.py               docs/images/*.png
    python benchmarks/screenshots.py --only gallery      docs/images/gallery/*.png and docs/gallery.md: every state, theme, size

The overlay is photographed on a real X server (Xvfb) with a real window manager (openbox): both must be installed;
nothing is retouched. picom blends the round corners where it is installed, as desktops do. The terminal view is exported by rich as SVG and set by Chromium. Fonts: Inter (and Noto for
Hebrew and Arabic) when installed, else what the system has.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
IMAGES = ROOT / "docs" / "images"
_WINDOWS = (("settings", 1.0, "2400x1600"), ("wizard", 1.0, "2400x1600"))
_GALLERY = (
    "listening", "turn", "words-hover", "praise", "promise", "countdown", "why", "paused", "problem", "expanded", "transcript", "german", "hebrew",
)  # fmt: skip


_SHEETS = (
    ("dark", 100), ("dark", 125), ("dark", 150), ("dark", 200), ("light", 100), ("light", 200), ("high-contrast", 100),
    ("high-contrast", 200), ("high-contrast-light", 100),
)  # fmt: skip
_PAGE = """# Gallery

Every state of the overlay, photographed on an X server with a window manager by `benchmarks/screenshots.py --only gallery`
(run it again after a change, then look at each). The words in the pictures are made up. The other pictures of
`docs/images` come from the same script.

"""


def inside_display(arguments: list[str], scale: float, size: str) -> None:
    """Run this script again below an X server and a window manager of its own."""
    for program in ("Xvfb", "openbox"):
        if not shutil.which(program):
            sys.exit(f"screenshots: {program} is not installed.")
    read, write = os.pipe()
    screen = ["-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    env = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": str(scale),
        "SOTTO_SHOTS": "1",
    }
    manager = subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL)
    desk = [manager]
    if shutil.which("picom"):  # blends the round corners, as desktops do
        desk.append(
            subprocess.Popen(
                ["picom", "--config", "/dev/null", "--backend", "xrender"], env=env, stderr=subprocess.DEVNULL
            )
        )
        time.sleep(0.5)
    try:
        subprocess.run([sys.executable, __file__, *arguments], env=env, check=True)
    finally:
        for process in (*reversed(desk), server):
            process.terminate()
            process.wait()


def settle(seconds: float = 0.15) -> None:
    """Let Qt, the server and the window manager finish."""
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)


def photograph(scene: object, theme: str, percent: int) -> object:
    """Return the overlay of `scene`, alone, with transparent corners (QPixmap)."""
    import overlay_scenes

    from app.overlay import OverlaySettings
    from app.overlay.look import SystemLook
    from app.overlay.placement import Places
    from app.overlay.window import OverlayWindow
    from app.theme import THEMES

    assert isinstance(scene, overlay_scenes.Scene)
    settings = OverlaySettings(text_percent=percent)
    chosen = next(known for known in THEMES if known.name == theme)  # "high-contrast" alone follows the system
    window = OverlayWindow(settings, replace(SystemLook().look(settings), theme=chosen), Places())
    window.set_reasons(overlay_scenes.REASONS)
    window.status.show_hovered(hovered=scene.hovered)
    window._hovered = scene.hovered  # noqa: SLF001  stands for the pointer
    window.show_state(scene.state)
    window.show()
    if scene.keyboard:
        window.keyboard.enter()
    settle(0.3 if scene.keyboard else 0.08)
    picture = window.grab()
    window.keyboard.leave()
    window.close()
    window.deleteLater()
    return picture


def sheet(pictures: list[tuple[str, object]], columns: int, path: Path, *, light: bool = False) -> None:
    """Put captioned pictures on one sheet, column by column filled from the top."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

    ratio = pictures[0][1].devicePixelRatioF()  # type: ignore[attr-defined]
    sizes = [picture.deviceIndependentSize() for _, picture in pictures]  # type: ignore[attr-defined]
    width = max(size.width() for size in sizes)
    heights, spots = [28.0] * columns, []
    for size in sizes:
        column = heights.index(min(heights))
        spots.append((28 + column * (width + 24), heights[column]))
        heights[column] += size.height() + 46
    whole = QPixmap(int((32 + columns * (width + 24)) * ratio), int(max(heights) * ratio))
    whole.setDevicePixelRatio(ratio)
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), QColor("#d5dde6" if light else "#343d4a"))
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor("#3a434d" if light else "#cfd6df"))
    for (caption, picture), (x, y) in zip(pictures, spots, strict=True):
        painter.drawText(QPointF(x + 2, y), caption)
        painter.drawPixmap(QPointF(x, y + 8), picture)  # type: ignore[call-overload]
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(str(path))
    shrink(path)
    print(f"{path.name}: {whole.width()} x {whole.height()}, {path.stat().st_size / 1000:.0f} kB")


def gallery(path: Path) -> None:
    """The states that the README shows."""
    import overlay_scenes

    by_name = {scene.name: scene for scene in overlay_scenes.scenes()}
    pictures = [(by_name[name].caption, photograph(by_name[name], "dark", 100)) for name in _GALLERY]
    for theme, caption in (("light", "Light theme"), ("high-contrast", "High contrast")):
        pictures.append((caption, photograph(by_name["words-hover"], theme, 100)))
    sheet(pictures, 3, path)


def every_state(folder: Path) -> None:
    """The gallery: every state in every theme, and in every text size; the page that lists them."""
    import overlay_scenes

    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for theme, percent in _SHEETS:
        pictures = [(scene.caption, photograph(scene, theme, percent)) for scene in overlay_scenes.scenes()]
        name = f"{theme}-{percent}.png"
        sheet(pictures, {100: 4, 125: 4, 150: 3, 200: 3}[percent], folder / name, light="light" in theme)
        lines.append(
            f"## {theme.replace('-', ' ').capitalize()}, text at {percent} %\n\n![{theme} {percent} %](images/gallery/{name})\n"
        )
    page = _PAGE + "\n".join(lines)
    (IMAGES.parent / "gallery.md").write_text(page, encoding="utf-8")


def shrink(path: Path) -> None:
    """Reduce a picture to 255 colours, which its flat areas do not need more of (ImageMagick, where it is installed)."""
    if shutil.which("convert"):
        command = ["convert", str(path), "-strip", "-dither", "None", "-colors", "255", f"PNG8:{path}"]
        subprocess.run(command, check=True)


def on_a_desk(path: Path) -> None:
    """The overlay above a program in which the agent types."""
    import crm_window
    import overlay_scenes
    from PySide6.QtGui import QGuiApplication

    from app.overlay import OverlaySettings
    from app.overlay.look import SystemLook
    from app.overlay.placement import Places, Rect
    from app.overlay.window import OverlayWindow

    desk = crm_window.CrmWindow()
    desk.showMaximized()
    settle(0.5)
    desk.note.setFocus()
    settings = OverlaySettings(theme="dark")
    screen = QGuiApplication.primaryScreen()
    area = screen.availableGeometry()
    place = Places(screen.name(), {screen.name(): Rect(area.right() - 368 - 30, area.bottom() - 232, 368, 34)})
    window = OverlayWindow(settings, SystemLook().look(settings), place)
    window.show()
    by_name = {scene.name: scene for scene in overlay_scenes.scenes()}
    window.show_state(by_name["words"].state)
    settle(0.5)
    assert desk.note.hasFocus(), "the overlay took the focus"
    screen.grabWindow(0).save(str(path))
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def terminal(path: Path) -> None:
    """The terminal view: rich's SVG export, set by Chromium."""
    import overlay_scenes
    from rich.console import Console

    from app.live_state import LiveState
    from app.terminal_view import screen

    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("screenshots: Chromium is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        drawing = Path(folder) / "terminal.svg"
        state = LiveState()
        for event in overlay_scenes.terminal_events():
            state.accept(event)
        console = Console(
            record=True, width=100, height=20, file=io.StringIO(), force_terminal=True, color_system="truecolor"
        )
        console.print(screen(state, width=100, height=20))
        console.save_svg(str(drawing), title="sotto run")
        width, height = map(
            float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.read_text(encoding="utf-8"))[0]
        )
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            f"--window-size={round(width)},{round(height)}",
        ]
        subprocess.run([*command, f"--screenshot={path}", drawing.as_uri()], check=True, stderr=subprocess.DEVNULL)


def windows(name: str, path: Path) -> None:
    """The settings window, or every page of the first-run wizard; dark and light."""
    import window_scenes

    make = window_scenes.settings_pictures if name == "settings" else window_scenes.wizard_pictures
    pictures = [picture for theme in ("dark", "light") for picture in make(theme)]
    sheet(pictures, 2 if name == "settings" else 4, path)


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", choices=["states", "desktop", "terminal", "settings", "wizard", "gallery"], help="one picture"
    )
    chosen = parser.parse_args()
    if "SOTTO_SHOTS" not in os.environ:
        for name, scale, size in (
            ("states", 1.2, "2400x1600"),
            ("desktop", 1.25, "1600x900"),
            *_WINDOWS,
            ("gallery", 1.0, "2400x1600"),
        ):
            if chosen.only in {None, name}:
                inside_display(["--only", name], scale, size)
        if chosen.only in {None, "terminal"}:
            terminal(IMAGES / "terminal.png")
        return
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    app = QApplication(["sotto"])
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont(["Inter", "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic"]))
    if chosen.only == "gallery":
        every_state(IMAGES / "gallery")
    elif chosen.only in {"settings", "wizard"}:
        windows(chosen.only, IMAGES / f"{chosen.only}.png")
    elif chosen.only == "states":
        gallery(IMAGES / "overlay-states.png")
    else:
        on_a_desk(IMAGES / "overlay-desktop.png")


if __name__ == "__main__":
    main()
