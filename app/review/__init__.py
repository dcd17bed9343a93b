"""The review: sessions that were kept, for the agent who had the call and for the supervisor.

Map: `access` (who looks, and what they may see) · `filters`, `row_texts`, `list_model`, `session_list` (the list) ·
`background` (the one way to run work beside the window) · `session_view`, `lanes`, `timeline_plot`, `transcript`,
`moments_panel`, `session_page` (one session) · `trends`, `trends_page` · `rules/` (editor, replay, versions) · `window`,
`program`. Modules whose names end in neither `page`, `plot`, `panel` nor `window` know no Qt, but for `background` and
`list_model`.
"""
