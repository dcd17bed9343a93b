"""The first-run questions: consent, microphone, far end, echo, loudness, recognizer and the overlay's place.

Place in the flow: `sotto wizard`, at the first start and whenever the user wants. Pure judgement (`hearing`,
`echo_check`, `calibration`) stands apart from the windows; what was answered goes through `app.settings_file`.
"""
