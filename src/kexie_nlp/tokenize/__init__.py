"""Text → words with offsets and parts of speech, from jieba with the project's lexicons."""

from kexie_nlp.tokenize.cutter import WordCutter, Words

__all__ = ["WordCutter", "Words"]
