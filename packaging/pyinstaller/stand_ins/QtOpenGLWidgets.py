"""In place of PySide6.QtOpenGLWidgets in the installed program: pyqtgraph derives a class from one of its widgets.

Place in the flow: `release.contents` names it to PyInstaller. Nothing here makes an object of that class.
"""

from PySide6.QtWidgets import QWidget as QOpenGLWidget

__all__ = ["QOpenGLWidget"]
