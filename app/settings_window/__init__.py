"""The settings window: every typed setting on a page of its group, made from the settings' own metadata.

Place in the flow: `sotto settings edit` and the tray's menu open it, in a process of its own. Reads and writes through
`app.settings_file`, so whatever is saved was checked, and what the company fixed stays as it is.
"""
