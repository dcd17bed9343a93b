"""The one calm line at the top: state, time, level and talk balance; the handle by which the overlay is moved.

Place in the flow: first part of the window. Under the pointer the balance gives way to three small buttons (pause,
expand, end); a paused or troubled session shows its one action instead.
"""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.overlay import wording
from app.overlay.icons import icon_pixmap, plain
from app.overlay.look import Look
from app.overlay.meters import BalanceBar, LevelMeter, StateDot
from app.overlay.state import OverlayState, Phase, StatusAction
from app.overlay.text_block import TextBlock
from app.translation.words import translate

_HEIGHT_PX = 34


def quiet_button(text: str, help_text: str) -> QPushButton:
    """Return a button that never takes the focus, with its name and help for screen readers."""
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleName(text or help_text)
    button.setAccessibleDescription(help_text)
    button.setToolTip(help_text)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class StatusLine(QWidget):
    """State of the session in one line; emits what the agent asks for."""

    moved = Signal(QPoint)
    """The handle is dragged: by how much, since the last time."""
    dropped = Signal()
    """The handle was let go."""
    pause_asked = Signal()
    expand_asked = Signal()
    end_asked = Signal()
    action_asked = Signal()
    """The one action of a paused or troubled session."""

    def __init__(self, look: Look) -> None:
        """Build the line."""
        super().__init__()
        self._look = look
        self._state = OverlayState()
        self._stale = True
        """Whether the look has changed, so that everything must be shown again."""
        self._hovered = False
        self._drag_from: QPoint | None = None
        self.setAccessibleName(translate("Overlay", "Sotto status line"))
        self.dot, self.level, self.balance = StateDot(look), LevelMeter(look), BalanceBar(look)
        self.text, self.you, self.them = TextBlock(look.small), TextBlock(look.small), TextBlock(look.small)
        self.action = quiet_button("", "")
        self.pause = quiet_button("", translate("Overlay", "Pause coaching: nobody is told"))
        self.expand = quiet_button("", translate("Overlay", "Show more"))
        self.end = quiet_button("", translate("Overlay", "End this session and show its summary"))
        self.buttons = (self.pause, self.expand, self.end)
        for button, signal in zip(self.buttons, (self.pause_asked, self.expand_asked, self.end_asked), strict=True):
            button.clicked.connect(signal)
        self.action.clicked.connect(self.action_asked)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.dot)
        self._line.addWidget(self.text)
        self._line.addWidget(self.level)
        self._line.addStretch(1)
        for part in (self.you, self.balance, self.them, self.action, *self.buttons):
            self._line.addWidget(part)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        for meter in (self.dot, self.level, self.balance):
            meter.set_look(look)
        for text in (self.text, self.you, self.them):
            text.set_look(look.small)
        self.action.setStyleSheet(look.button_style(bare=True))
        for button in self.buttons:
            button.setStyleSheet(look.button_style(bare=True) + f"QPushButton{{padding:{look.px(2)}px;}}")
            button.setIconSize(QSize(look.px(16), look.px(16)))
        self._line.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(4))
        self._line.setSpacing(look.px(7))
        self.setMinimumHeight(look.px(_HEIGHT_PX))
        self._stale = True
        self.show_state(self._state)

    def show_state(self, state: OverlayState) -> None:
        """Show the state."""
        before, self._state = self._state, state
        if (
            state == replace(before, level_steps=state.level_steps, agent_percent=state.agent_percent)
            and not self._stale
        ):
            self.level.show_steps(state.level_steps)
            self.balance.show_percent(state.agent_percent)
            if (before.agent_percent is None) is (state.agent_percent is None):
                return
        self._stale = False
        muted = self._look.theme.muted
        self.dot.show_phase(state.phase)
        self.level.show_steps(state.level_steps)
        self.balance.show_percent(state.agent_percent)
        self.text.show_parts([(wording.status(state), muted)])
        self.text.setToolTip(state.recognizer_reason)
        self.you.show_parts([(translate("Overlay", "you"), muted)])
        self.them.show_parts([(translate("Overlay", "them"), muted)])
        self._show_buttons()

    def show_hovered(self, *, hovered: bool) -> None:
        """Show the buttons while the pointer is over the overlay."""
        if hovered != self._hovered:
            self._hovered = hovered
            self._show_buttons()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Drag."""
        if self._drag_from is not None:
            here = event.globalPosition().toPoint()
            self.moved.emit(here - self._drag_from)
            self._drag_from = here

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Let go."""
        if self._drag_from is not None:
            self._drag_from = None
            self.dropped.emit()

    def _name_action(self, action: StatusAction | None) -> None:
        name, help_text = wording.status_action(action), wording.status_action_help(action)
        if name != self.action.text():
            self.action.setText(name)
            self.action.setAccessibleName(name)
            self.action.setAccessibleDescription(help_text)
            self.action.setToolTip(help_text)

    @Slot()
    def _show_buttons(self) -> None:
        state, action = self._state, self._state.status_action
        waiting = state.countdown is not None and state.countdown.waiting
        calm = state.phase is Phase.LISTENING
        self._name_action(action)
        self.action.setVisible(action is not None)
        self.level.setVisible(calm and not waiting and not self._hovered)
        for part in (self.you, self.balance, self.them):
            part.setVisible(calm and not waiting and state.agent_percent is not None and not self._hovered)
        self.pause.setVisible(self._hovered and calm)
        self.expand.setVisible(self._hovered)
        self.end.setVisible(self._hovered and action not in {StatusAction.CLOSE, StatusAction.END, StatusAction.START})
        less, more = translate("Overlay", "Show less"), translate("Overlay", "Show more")
        help_text = less if state.expanded else more
        self.expand.setToolTip(help_text)
        self.expand.setAccessibleName(help_text)
        colours, ratio = plain(self._look.theme.muted), self.devicePixelRatioF()
        icons = ("pause", "collapse" if state.expanded else "expand", "close")
        for button, icon in zip(self.buttons, icons, strict=True):
            button.setIcon(QIcon(icon_pixmap(icon, colours, self._look.px(16), ratio)))
