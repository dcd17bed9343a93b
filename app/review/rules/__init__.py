"""Rules: edited, tried on sentences and on calls that were kept, published with a history.

Map: `draft` (a rule's form over its TOML text) · `overlay_folder` (the company's folder with the draft in it, never
written) · `checking` (what is wrong, what its examples do) · `replay` and `replay_run` (flags gained and lost on past
calls, in processes of their own) · `history` (publish, roll back, export, import) · `rule_form`, `rules_page` (windows).
"""
