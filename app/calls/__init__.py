"""Calls: when one begins and ends, and who may say so.

Map: `state` (pure: command → next state) is kept by `desk`, the one place that all doors knock at: tray, overlay and
hotkeys by hand, `activity` (the far end speaks, falls silent), `sotto call` and `sotto://` through the local socket
(`app.single_instance`, `requests`), softphones and CRMs through `endpoint`. Nothing here loads Qt but `far_end_watch`.
"""
