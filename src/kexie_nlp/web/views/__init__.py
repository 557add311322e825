"""What each page shows, worked out from an archive; no module here knows of HTML or HTTP."""

from kexie_nlp.errors import KexieError


class NotFound(KexieError):
    """What was asked for is not in the archive."""
