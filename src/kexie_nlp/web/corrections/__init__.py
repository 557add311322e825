"""Correcting in the page: only where ``Settings.may_correct`` allows it."""

from kexie_nlp.web.corrections.routes import correction_api, correction_pages

__all__ = ["correction_api", "correction_pages"]
