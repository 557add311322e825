"""What the pages say of corrections."""

from typing import Final

from kexie_nlp.archive.corrections import Correction, Effect, FieldChange, LinkChange, SpanChange
from kexie_nlp.web.wording import TYPES

FIELDS: Final = {"title": "标题", "association": "科协", "region": "地区", "year": "年度", "kind": "类型", "published": "日期"}
STATES: Final = {
    "applied": "生效", "replaced": "已被后来的更正取代", "displaced": "原文已不在原处，未能套用",
    "absent": "报告不在库中", "undone": "已撤销",
}  # fmt: skip
LINKS: Final = {"association": "科协", "contest": "竞赛", "award": "奖项", "program": "项目", "indicator": "指标"}
SOURCES: Final = {"lexicon": "词库", "pattern": "规则", "form": "词形", "model": "模型", "correction": "读者更正"}
HOW: Final = {"correction": "更正", "lexicon": "词库", "rule": "规则", "similar": "写法相近", "as written": "照原文"}


def told(correction: Correction) -> str:
    """Return a correction in a sentence."""
    change = correction.change
    if isinstance(change, LinkChange):
        return f"{LINKS[change.kind]}“{change.written}”一律计入“{change.name}”"
    if isinstance(change, FieldChange):
        return f"{FIELDS[change.field]}由“{change.was or '未知'}”改为“{change.value or '未知'}”"
    return _told_of_span(change)


def _told_of_span(change: SpanChange) -> str:
    """Return in a sentence what was corrected at a span."""
    before = TYPES[change.was[2]] if change.was else ""
    now = TYPES[change.type] if change.type else ""
    match change.action:
        case "no entity":
            return f"“{change.text}”不是{before}，不再标注"
        case "type":
            return f"“{change.text}”由{before}改为{now}"
        case "bounds":
            return f"起止改为“{change.text}”，类型为{now}"
        case "name":
            return f"{now}“{change.text}”的全称改为“{change.canonical or '无'}”"
        case _:
            return f"补标“{change.text}”为{now}"


def told_effect(effect: Effect) -> str:
    """Return in a sentence what a correction did to entities and records."""
    pairs = (("实体", effect.entities), ("成果", effect.achievements), ("指标", effect.metrics))
    moved = [f"{name}由 {before} 条变为 {after} 条" for name, (before, after) in pairs if before != after]
    if effect.changed:
        moved.append(f"新增或改变成果、指标 {effect.changed} 条")
    return "，".join(moved) if moved else "实体、成果、指标的条数不变"
