"""Who was behind a fact, and what it was read from, as people read them."""

from api.language.telling import Names, Telling
from application.envelope import Actor, Source
from domain.policy.errors import Language


def actor_called(actor: Actor, names: Names, language: Language) -> str:
    """The staff's name, else the login; of a resident the name as it may be read, or the mask of one forgotten."""
    if actor.resident_id is not None:
        return Telling(names, language).person(actor.resident_id)
    return actor.name or actor.id


def source_told(source: Source, language: Language) -> str:
    """导入“红旗村”第37行; from row 37 of the sheet 红旗村. A sheet without a name to show is told by its place."""
    place = source.sheet.removeprefix("#")
    if place != source.sheet:
        zh, en = f"第{place}张表", f"sheet {place}"
    else:
        zh, en = f"“{source.sheet}”", f"the sheet {source.sheet}"
    return f"导入{zh}第{source.row}行" if language == "zh" else f"imported from row {source.row} of {en}"
