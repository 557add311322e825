from decimal import Decimal

import pytest

from kexie_nlp.numerals import parse_number

NUMBERS = [
    ("0", "0"),
    ("48", "48"),
    ("3.50", "3.50"),
    ("1,204,377.18", "1204377.18"),
    ("1，204，377", "1204377"),
    ("２０１９", "2019"),
    ("７．５", "7.5"),
    ("3.8万", "38000"),
    ("30余万", "300000"),
    ("170多万", "1700000"),
    ("6.85亿", "685000000"),
    ("2万亿", "2000000000000"),
    ("27萬4,318", "274318"),
    ("5千", "5000"),
    ("〇", "0"),
    ("两", "2"),
    ("十", "10"),
    ("十二", "12"),
    ("二十", "20"),
    ("一百二十", "120"),
    ("一百零五", "105"),
    ("三千余", "3000"),
    ("一千零八十万", "10800000"),
    ("一亿二千万", "120000000"),
    ("三万五千二百", "35200"),
    ("二萬一千", "21000"),
    ("二〇一九", "2019"),
    ("四十多", "40"),
    ("数十", "10"),
    ("几百", "100"),
    ("十几", "10"),
    ("百余", "100"),
    ("两三", None),
    ("三四十", None),
    ("几", None),
    ("数", None),
    ("", None),
    ("甲", None),
    ("1.2.3", None),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS, ids=[text or "empty" for text, _ in NUMBERS])
def test_parse_number(text: str, value: str | None) -> None:
    assert parse_number(text) == (None if value is None else Decimal(value))
