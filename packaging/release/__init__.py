"""Makes the installed forms of Sotto out of the source tree.

Map: `contents` (what goes into the built folder), `icons`, `version_resource`; `files` → `owners` → `components` (whose is
each file), `notice` and `sbom` (what the built folder holds, for lawyers and for scanners); `managed_reference`,
`man_page` (documents made from the program itself); `deb`, `appimage` (packages). `python3 dev.py package` runs them.
"""
