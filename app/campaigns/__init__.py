"""Campaigns: made without an account, joined by choice, counted together."""
