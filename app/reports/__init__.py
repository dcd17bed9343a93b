"""A call for people: one page of HTML, a table for spreadsheets, and the view that both and the terminal share.

Map: `view` (what is shown, from the JSON document) ← `timeline` (geometry), `moments`, `said` with `marking` (the
transcript and the evidence in it), `metric_texts` (names and definitions); `html` and `csv_export` write it down.
"""
