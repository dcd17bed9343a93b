"""What is right and wrong on this machine, with a mend for everything that is wrong.

Map: `check` (what a check says), `parts` (recognizer, models, settings, rules), `machine` (disk, folders, display),
`sound` (devices), `examination` (all of them in order). `app.cli.doctor` prints it.
"""
