"""Where Sotto keeps things on this machine, decided in one place.

Place in the flow: everything in `app` that reads or writes a file of Sotto's own asks here. The platform's usual
folders are used; `SOTTO_HOME` puts everything below one folder (portable installations, tests) and `SOTTO_CONFIG`
names another settings file.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import resources

HOME_VARIABLE = "SOTTO_HOME"
CONFIG_VARIABLE = "SOTTO_CONFIG"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders and files of one user on one machine; nothing is created by asking."""

    settings_file: Path
    data: Path
    """Sessions, models and reports: what is kept until the user or the retention policy deletes it."""
    logs: Path

    @property
    def models(self) -> Path:
        """Installed recognition models, one folder each."""
        return self.data / "models"

    @property
    def reports(self) -> Path:
        """Reports that commands write when no other place is named."""
        return self.data / "reports"

    @property
    def sessions(self) -> Path:
        """The folder of the session database."""
        return self.data / "sessions"

    @property
    def set_up_record(self) -> Path:
        """That the user agreed to being coached (`app.wizard.record`)."""
        return self.data / "set-up.json"

    @property
    def company_rules(self) -> Path:
        """The company's own rule files, beside the settings file."""
        return self.settings_file.parent / "rules"


def paths() -> Paths:
    """Return the paths in force, from the environment as it is now."""
    if home := os.environ.get(HOME_VARIABLE):
        root = Path(home).expanduser().absolute()
        config, data, logs = root / "config", root / "data", root / "logs"
    else:
        config = platformdirs.user_config_path("sotto", appauthor=False)
        data = platformdirs.user_data_path("sotto", appauthor=False)
        logs = platformdirs.user_log_path("sotto", appauthor=False)
    named = os.environ.get(CONFIG_VARIABLE)
    settings_file = Path(named).expanduser().absolute() if named else config / "settings.toml"
    return Paths(settings_file, data, logs)


def resource(*parts: str) -> Path:
    """Return the path of a file that ships with Sotto, below `resources/`."""
    return Path(resources.__file__).parent.joinpath(*parts)
