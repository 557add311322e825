"""``help``: the guide to the query language by topics, and the help of every command."""

from typing import Annotated, Any

import typer


def show_help(
    context: typer.Context,
    topic: Annotated[str | None, typer.Argument(metavar="TOPIC", help="query, a part of it, or a command; nothing lists all.")] = None,
) -> None:
    """Explain the query language (help query) or a command."""
    from kexie_nlp.search.guide import TOPICS, guide

    assert context.parent is not None
    group: Any = context.parent.command
    if topic is None:
        print("kexie-nlp help TOPIC\n\n  query      the whole query language, or one part of it:")
        for part in TOPICS:
            print(f"  {part.name:<10} {part.title}")
        print("\nkexie-nlp help COMMAND\n\n  " + ", ".join(group.commands))
        return
    text = guide(topic)
    if text is not None:
        print(text)
    elif topic in group.commands:
        command = group.commands[topic]
        print(command.get_help(type(context)(command, info_name=topic, parent=context.parent)))
    else:
        known = ", ".join(["query", *(part.name for part in TOPICS)])
        raise typer.BadParameter(f"there is no topic {topic!r}; the topics are {known}, and every command", param_hint="TOPIC")
