"""Keys that work whatever window has the focus: pause, wrong cue, show or hide.

Map: `chords` (how they are written), `base` (the interface), one module for each system: `windows` (RegisterHotKey), `x11` (XGrabKey through
xcffib), `wayland` (the desktop portal through jeepney). Elsewhere, and where a desktop has no portal, `sotto toggle` can
be bound in the system's own keyboard settings.
"""
