"""The company's own PostgreSQL: sessions of a team in one place, guarded by the database itself.

Place in the flow: a workstation's sessions go there through `app.team.sync`; supervisors read them through
`app.team.team_store`, which answers as `app.store.repository.Store` does. Nothing here runs unless a server is set.
"""
