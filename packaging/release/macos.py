"""What macOS reads in the app's Info.plist: why it listens, which links it opens, that it lives in the menu bar.

Place in the flow: the PyInstaller recipe puts this into `Sotto.app`. Not verified on macOS.
"""

from typing import Any, Final

IDENTIFIER: Final = "org.sotto.Sotto"


def info(version: str) -> dict[str, Any]:
    """Return the keys of Info.plist beside those that PyInstaller writes."""
    return {
        "CFBundleName": "Sotto",
        "CFBundleDisplayName": "Sotto",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSMinimumSystemVersion": "14.0",
        "LSApplicationCategoryType": "public.app-category.business",
        # An agent: no Dock icon, as the overlay must never take the focus from the agent's own programs.
        "LSUIElement": True,
        "NSHighResolutionCapable": True,
        "NSMicrophoneUsageDescription": (
            "Sotto listens to your microphone during calls to coach you. No sound is stored and nothing leaves this Mac."
        ),
        "NSAudioCaptureUsageDescription": (
            "Sotto hears when the customer speaks, to tell interruptions. It never transcribes or stores it."
        ),
        "CFBundleURLTypes": [
            {"CFBundleURLName": IDENTIFIER, "CFBundleURLSchemes": ["sotto"], "CFBundleTypeRole": "Viewer"}
        ],
    }
