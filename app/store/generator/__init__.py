"""Sessions that never happened: for demonstrations, tests and measuring at scale. Always marked as generated.

Map: `people` (agents, teams, how good they are when) and `call_times` (when calls come) are drawn by `sessions`, which
takes each call's content from `call_script`. The same seed gives the same sessions.
"""
