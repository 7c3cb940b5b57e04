"""Conversations as things to keep: their titles, attachments, copies, and how they travel."""
