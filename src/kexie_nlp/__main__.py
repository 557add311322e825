"""``python -m kexie_nlp``: the command line where its script is not on the path, as after ``pip install --user``."""

from kexie_nlp.cli.main import main

if __name__ == "__main__":
    main()
