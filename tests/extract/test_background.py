"""What the gazetteer adds to an article's facts."""

from extract.background import background
from extract.gazetteer import default_gazetteer
from extract.model import Entity


def told(*entities: Entity) -> set[tuple[str, str, str, str | None]]:
    made = background(list(entities), default_gazetteer())
    return {(r.head, r.type, r.tail, r.period) for r in made.relations} if made else set()


def test_places_stand_in_the_administrative_tree() -> None:
    found = told(Entity("Place:徐州市", "徐州市", "Place", "city"))
    assert ("Place:徐州市", "WITHIN", "Place:江苏省", None) in found


def test_only_places_above_are_added() -> None:
    made = background([Entity("Place:江苏省", "江苏省", "Place", "province")], default_gazetteer())
    assert made is None or all(e.kind == "country" for e in made.entities)


def test_a_body_is_where_its_name_or_the_gazetteer_puts_it() -> None:
    found = told(Entity("Institution:江苏省财政厅", "江苏省财政厅", "Institution", "local_government", place="江苏省"))
    assert ("Institution:江苏省财政厅", "LOCATED_IN", "Place:江苏省", None) in found


def test_a_renamed_body_succeeds_the_earlier_one() -> None:
    found = told(
        Entity("Institution:国家金融监督管理总局", "国家金融监督管理总局", "Institution", "central_government")
    )
    assert ("Institution:国家金融监督管理总局", "SUCCEEDS", "Institution:中国银行保险监督管理委员会", "2023") in found


def test_the_earlier_body_knows_its_successor() -> None:
    found = told(
        Entity(
            "Institution:中国银行保险监督管理委员会", "中国银行保险监督管理委员会", "Institution", "central_government"
        )
    )
    assert ("Institution:国家金融监督管理总局", "SUCCEEDS", "Institution:中国银行保险监督管理委员会", "2023") in found


def test_what_the_gazetteer_does_not_know_adds_nothing() -> None:
    assert told(Entity("Institution:某某公司", "某某公司", "Institution", "company")) == set()
