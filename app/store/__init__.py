"""Sessions that are kept: one database a workstation, written as the call goes, read by review and reports.

Place in the flow: `app.session` tells a recorder every event, `app.store.repository` reads and changes what was kept.
Nothing here holds sound or the customer's words.
"""
