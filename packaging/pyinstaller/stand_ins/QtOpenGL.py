"""In place of PySide6.QtOpenGL in the installed program: pyqtgraph imports it and uses it for OpenGL views only.

Place in the flow: `release.contents` names it to PyInstaller. Nothing is in here; whoever asks for something gets an
AttributeError. The real one takes 9 MB.
"""
