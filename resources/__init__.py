"""Data that ships with Sotto: rules, the demo call, report templates, icons. No code."""
