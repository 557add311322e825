"""The web page and the HTTP API: an archive for people who do not use a command line.

``app.create_app`` makes the application; each page and each answer of the API is one of the dataclasses in ``contexts``.
"""
