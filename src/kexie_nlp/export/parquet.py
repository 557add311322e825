"""Parquet: columns with types, for pandas, polars, R, DuckDB and the like."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from itertools import islice
from typing import Any, BinaryIO, Final

from kexie_nlp.archive.columns import Column, Table
from kexie_nlp.errors import KexieError

_ROWS_A_GROUP: Final = 8_000
_PRECISION: Final = 38
_SCALE: Final = 10


def write_parquet(table: Table[Any], target: BinaryIO) -> int:
    """Write a table as Parquet and return how many rows that were; what the columns mean stands in the metadata of each field.

    Raises:
        KexieError: if pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise KexieError("this format needs pyarrow; install it with: pip install 'kexie-nlp[parquet]'") from error
    schema = pyarrow.schema([_field(column) for column in table.columns], {"table": table.name, "table_zh": table.zh})
    count, rows = 0, iter(table.rows)
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        while chosen := list(islice(rows, _ROWS_A_GROUP)):
            count += len(chosen)
            arrays = [pyarrow.array(list(_cells(column, chosen)), _type(column)) for column in table.columns]
            writer.write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))
    return count


def _field(column: Column[Any]) -> Any:
    """Return a column's field: name, type, and its meaning as metadata."""
    import pyarrow

    return pyarrow.field(column.name, _type(column), metadata={"zh": column.zh, "meaning_zh": column.meaning_zh})


def _type(column: Column[Any]) -> Any:
    """Return the type of a column's cells."""
    import pyarrow

    match column.kind:
        case "integer":
            return pyarrow.int64()
        case "number":
            return pyarrow.float64()
        case "decimal":
            return pyarrow.decimal128(_PRECISION, _SCALE)
        case "date":
            return pyarrow.date32()
        case "spans":
            fields = [("name", pyarrow.string()), ("start", pyarrow.int64()), ("end", pyarrow.int64())]
            return pyarrow.list_(pyarrow.struct(fields))
        case "text":
            return pyarrow.string()


def _cells(column: Column[Any], rows: Sequence[Any]) -> Iterator[object]:
    """Yield the cells of a column."""
    for row in rows:
        value = column.value(row)
        if isinstance(value, tuple):
            yield [dict(zip(("name", "start", "end"), (None, *span)[-3:], strict=True)) for span in value]
        elif isinstance(value, Decimal):
            yield _fitting(value)
        else:
            yield value


def _fitting(value: Decimal) -> Decimal | None:
    """Return a number as the column can hold it: 28 digits before the point and 10 behind it; None for a larger one."""
    if abs(value) >= Decimal(10) ** (_PRECISION - _SCALE):
        return None
    return value.quantize(Decimal(1).scaleb(-_SCALE), context=Context(prec=_PRECISION))
