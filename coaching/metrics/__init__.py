"""Delivery metrics of a call: each with its definition, unit and source."""
