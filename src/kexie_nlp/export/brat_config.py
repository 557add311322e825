"""The configuration of a brat project: types, the relations between them, Chinese names and colours."""

from typing import Final

from kexie_nlp.labels import LABELS, EntityType

RELATIONS: Final[dict[str, tuple[str, tuple[EntityType, ...], tuple[EntityType, ...]]]] = {
    "Recipient": ("获奖者", ("AWARD",), ("ORG", "PERSON", "PLACE", "PROGRAM", "DOCUMENT", "ACTIVITY")),
    "Event": ("赛事", ("AWARD",), ("COMPETITION", "ACTIVITY", "PROGRAM", "DOCUMENT")),
    "Count": ("数目", ("AWARD",), ("QUANTITY",)),
    "Title": ("作品", ("AWARD",), ("DOCUMENT", "PROGRAM", "ACTIVITY")),
}
"""Relations from an award to what else an achievement tells: Chinese name, types it may lead from and to."""
COLOURS: Final[dict[EntityType, str]] = {
    "ORG": "#8fb2ff",
    "PERSON": "#ffccaa",
    "PLACE": "#b4d7a8",
    "DATE": "#e6e6c8",
    "COMPETITION": "#f7a8b8",
    "ACTIVITY": "#c9a8e8",
    "AWARD": "#ffd966",
    "PROGRAM": "#7fd4c8",
    "DOCUMENT": "#d9c2a7",
    "AMOUNT": "#a8d8f0",
    "QUANTITY": "#cfe2f3",
    "PERCENT": "#dfe7fd",
}
"""Light colours on which black text reads well; other exports take theirs from here."""


def annotation_conf() -> str:
    """Return ``annotation.conf``: the entity types, and the relations from an award."""
    relations = [f"{name}\tArg1:{'|'.join(one)}, Arg2:{'|'.join(other)}" for name, (_, one, other) in RELATIONS.items()]
    return "\n".join(
        ["[entities]", *(label.name for label in LABELS), "", "[relations]", *relations, "", "[events]", "", "[attributes]", ""]
    )


def visual_conf() -> str:
    """Return ``visual.conf``: the Chinese names under which the types are shown, and their colours."""
    names = [f"{label.name} | {label.zh} {label.name} | {label.zh}" for label in LABELS]
    names += [f"{name} | {zh}" for name, (zh, _, _) in RELATIONS.items()]
    colours = [f"{name}\tbgColor:{colour}, borderColor:darken" for name, colour in COLOURS.items()]
    arcs = [f"{name}\tcolor:black, dashArray:-, arrowHead:triangle-5" for name in RELATIONS]
    return "\n".join(["[labels]", *names, "", "[drawing]", "SPAN_DEFAULT\tfgColor:black", *colours, *arcs, ""])
