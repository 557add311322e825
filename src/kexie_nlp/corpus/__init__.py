"""Frozen corpora: reports chosen by a query, with all that was found in them, hashed, documented, and made anew byte for byte."""

from kexie_nlp.corpus.freezing import freeze
from kexie_nlp.corpus.manifest import Manifest, read_manifest
from kexie_nlp.corpus.verifying import Rebuilt, rebuild, verify

__all__ = ["Manifest", "Rebuilt", "freeze", "read_manifest", "rebuild", "verify"]
