"""Rules as data: schema, loading, the trigger language and its matcher."""
