"""The overlay's window: frameless, above everything, and never in the way of keyboard or (if wanted) mouse.

Place in the flow: the controller gives it an `OverlayState` and a `Look`, it paints them; what the agent does comes
back as signals of its parts. The window is exactly as large as its card (no shadow around it): every pixel that it
covers takes a click away from the work below.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QScreen,
    QShowEvent,
)  # fmt: skip
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.overlay import native, placement, platform_x11
from app.overlay.cue_card import CueCard
from app.overlay.details import Details
from app.overlay.keyboard import OVERLAY_FLAGS, KeyboardMode
from app.overlay.look import Look
from app.overlay.meters import CountdownBar
from app.overlay.placement import Places, Rect, Screen
from app.overlay.settings import OverlaySettings
from app.overlay.state import OverlayState
from app.overlay.status_line import StatusLine
from app.overlay.wording import RuleReason
from app.translation.words import translate

_RADIUS_PX = 14


class OverlayWindow(QWidget):
    """One card on top of everything. It never becomes the active window."""

    hover_changed = Signal(bool)
    placed = Signal(object)
    """`Places` after the agent moved the overlay."""

    def __init__(self, settings: OverlaySettings, look: Look, places: Places) -> None:
        """Build the window, hidden, at its place."""
        super().__init__()
        self._settings, self._look, self._places = settings, look, places
        self._state = OverlayState()
        self._stale = True
        """Whether something beside the state has changed, so that everything must be shown again."""
        self._reasons: Mapping[str, RuleReason] = {}
        self._hovered = False
        self._screen_name = ""
        self._home = Rect(0, 0, look.card_width_px, 1)
        """Where the agent put it, in compact form: it grows from there and comes back."""
        self.capture = native.CaptureExclusion.NOT_ASKED
        self._after_show = QTimer(self)  # by then the native window is known to the X server
        self._after_show.setSingleShot(True)
        self._after_show.timeout.connect(self._on_shown)
        self._blended = QGuiApplication.platformName() != "xcb" or platform_x11.is_composited()
        self.setWindowTitle("Sotto")
        self.setAccessibleName(translate("Overlay", "Sotto coach"))
        self.setWindowFlags(_flags(click_through=settings.click_through))
        for attribute in (
            Qt.WidgetAttribute.WA_ShowWithoutActivating,
            Qt.WidgetAttribute.WA_TranslucentBackground,
            Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow,
            Qt.WidgetAttribute.WA_AlwaysShowToolTips,
        ):
            self.setAttribute(attribute)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.status, self.card, self.details = StatusLine(look), CueCard(look), Details(look)
        self.countdown = CountdownBar(look)
        self.keyboard = KeyboardMode(self, [*self.card.buttons.values(), self.status.action, *self.status.buttons])
        self.keyboard.changed.connect(self._on_keyboard)
        self.keyboard.moved.connect(self._on_moved)
        self.keyboard.dropped.connect(self._on_dropped)
        self._parts = (self.status, self.countdown, self.card, self.details)
        self.status.moved.connect(self._on_moved)
        self.status.dropped.connect(self._on_dropped)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # `_fit` alone decides the size
        for part in self._parts:
            self._column.addWidget(part)
        self.set_look(look)
        self.follow_screens()

    def set_reasons(self, reasons: Mapping[str, RuleReason]) -> None:
        """Take what "Why?" says, by rule id."""
        self._reasons = reasons
        self._stale = True

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self._column.setContentsMargins(*[look.theme.border_px] * 4)
        for part in self._parts:
            part.set_look(look)
        self._stale = True
        self.show_state(self._state)
        self.update()

    def show_state(self, state: OverlayState) -> None:
        """Show `state`; the window takes the height that it needs, within the screen."""
        before, self._state = self._state, state
        self.status.show_state(state)
        if not self._stale and _same_but_for_meters(before, state):
            return  # twenty times a second: nothing else is touched, and nothing is laid out
        self._stale = False
        running = state.countdown if not state.paused else None
        self.countdown.show_countdown(running if running and (running.waiting or state.expanded) else None)
        reason = self._reasons.get(state.card.rule_id) if state.card else None
        self.card.show_card(state.card, reason, actions=self._attended or self._settings.actions == "always")
        self.details.show_state(state)
        self._fit()

    @property
    def _attended(self) -> bool:
        """Whether the agent points at it, or works it by keyboard."""
        return self._hovered or self.keyboard.on

    def set_click_through(self, *, on: bool) -> None:
        """Let clicks pass through the whole window, or take them again. Qt makes the native window anew for that."""
        shown = self.isVisible()
        self.setWindowFlags(_flags(click_through=on))
        if shown:
            self.show()

    @Slot()
    def follow_screens(self) -> None:
        """Go to the remembered place on a screen that exists now."""
        screens = [_screen(screen) for screen in _screens_primary_first()]
        if screens:
            self._screen_name, self._home = placement.restore(
                self._places, screens, self._look.card_width_px, self._home.height
            )
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Ask the system for what Qt has no words for; again each time, as a new native window knows nothing of it."""
        super().showEvent(event)
        self._cut_corners()
        self._after_show.start()
        self.capture = native.prepare(int(self.winId()), hide_from_sharing=self._settings.hide_from_sharing)

    def enterEvent(self, _event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Show the buttons."""
        self._hover(on=True)

    def leaveEvent(self, _event: QEvent) -> None:  # noqa: N802  Qt's name
        """Hide the buttons."""
        self._hover(on=False)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, half = self._look.theme, self._look.theme.border_px / 2
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS_PX - half, _RADIUS_PX - half
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Cut the corners where nothing blends them."""
        super().resizeEvent(event)
        self._cut_corners()

    def _cut_corners(self) -> None:
        """Without a compositor X11 would paint the corners black: shape the window instead (jagged, but clean)."""
        if self._blended:
            return
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    @Slot()
    def _on_shown(self) -> None:
        through = self.windowFlags() & Qt.WindowType.WindowTransparentForInput
        if through and QGuiApplication.platformName() == "xcb":
            platform_x11.let_clicks_through(int(self.winId()))

    def _hover(self, *, on: bool) -> None:
        if on != self._hovered:
            self._hovered = on
            self._show_attended()

    @Slot()
    def _on_keyboard(self) -> None:
        self._show_attended()

    def _show_attended(self) -> None:
        """Show the buttons while somebody may press them, and let no cue vanish under them."""
        self.status.show_hovered(hovered=self._attended)
        self._stale = True
        self.show_state(self._state)
        self.hover_changed.emit(self._attended)

    def _fit(self) -> None:
        width = self._look.card_width_px
        _activate(self)
        height = self._column.totalHeightForWidth(width)
        wanted = Rect(self._home.x, self._home.y, width, height)
        area = next((_screen(s).area for s in QGuiApplication.screens() if s.name() == self._screen_name), None)
        if area is not None:
            if self._home.bottom == area.bottom:  # it stands on the lower edge: grow upwards
                wanted = Rect(wanted.x, area.bottom - height, width, height)
            wanted = placement.clamp(wanted, area)
        if (self.x(), self.y(), self.width(), self.height()) != (wanted.x, wanted.y, width, height):
            self.setGeometry(wanted.x, wanted.y, width, height)

    @Slot(QPoint)
    def _on_moved(self, by: QPoint) -> None:
        self.move(self.pos() + by)

    @Slot()
    def _on_dropped(self) -> None:
        screen = QGuiApplication.screenAt(self.frameGeometry().center()) or QGuiApplication.primaryScreen()
        here = Rect(self.x(), self.y(), self.width(), self.height())
        self._screen_name = screen.name()
        self._home = placement.snap(here, _screen(screen).area, self._settings.snap_distance_px)
        self._places = self._places.remember(self._screen_name, self._home)
        self._fit()
        self.placed.emit(self._places)


def _flags(*, click_through: bool) -> Qt.WindowType:
    """Return the flags of a window that never takes the focus.

    On X11 it bypasses the window manager, as notifications do: "keep above" (EWMH) is a layer below that of full-screen
    windows, so a managed window would be covered by them.
    """
    flags = OVERLAY_FLAGS | Qt.WindowType.WindowDoesNotAcceptFocus
    if QGuiApplication.platformName() == "xcb":
        flags |= Qt.WindowType.BypassWindowManagerHint
    return flags | Qt.WindowType.WindowTransparentForInput if click_through else flags


def _same_but_for_meters(before: OverlayState, now: OverlayState) -> bool:
    """Return whether only level, balance and clock moved: the status line shows them, and its height stays."""
    if (before.agent_percent is None) is not (now.agent_percent is None):
        return False
    moved = replace(before, level_steps=now.level_steps, agent_percent=now.agent_percent, elapsed_s=now.elapsed_s)
    return moved == now


def _activate(widget: QWidget) -> None:
    """Take up what changed in all layouts below, innermost first: Qt itself passes it up one level an event."""
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _activate(child)
    if (layout := widget.layout()) is not None:
        layout.activate()


def _screen(screen: QScreen) -> Screen:
    area = screen.availableGeometry()
    return Screen(screen.name(), Rect(area.x(), area.y(), area.width(), area.height()))


def _screens_primary_first() -> list[QScreen]:
    primary = QGuiApplication.primaryScreen()
    return sorted(QGuiApplication.screens(), key=lambda screen: screen is not primary)
