"""CSV, Parquet and neo4j-admin folders: a table for each label and each relation."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from graph.measures import fresh
from graph.ontology import load, stated
from graph.store import Store

Row = dict[str, Any]
LIST_DELIMITER = "\x1f"
_ADMIN = {"integer": "long", "number": "double", "boolean": "boolean", "strings": "string[]"}


def tables(store: Store) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Return the rows of every label and of every relation, in order of id and of ends."""
    nodes: dict[str, list[Row]] = defaultdict(list)
    edges: dict[str, list[Row]] = defaultdict(list)
    for record in store.records():
        if "node" in record:
            nodes[record["node"]].append(record)
        else:
            edges[record["edge"]].append(record)
    for rows in nodes.values():
        rows.sort(key=lambda r: r["id"])
    for rows in edges.values():
        rows.sort(key=lambda r: (r["from"], r["to"], str(r.get("key", "")), r.get("start") or 0))
    return nodes, edges


def write_csv(store: Store, folder: Path) -> int:
    """Write `nodes_<Label>.csv` and `edges_<TYPE>.csv` (UTF-8 with BOM, for spreadsheets); returns the rows.

    Lists are JSON. Measures that `jinmai top --write` kept are columns too, unless the graph has changed since.
    """
    count = 0
    for name, columns, rows in _sheets(store):
        with open(folder / f"{name}.csv", "w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
        count += len(rows)
    return count


def write_parquet(store: Store, folder: Path) -> int:
    """Write `nodes_<Label>.parquet` and `edges_<TYPE>.parquet`, typed as the ontology says; returns the rows.

    Measures are columns as in `write_csv`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "strings": pa.list_(pa.string())}
    count = 0
    labels, relations = load().labels, load().relations
    for name, columns, rows in _sheets(store):
        what = name.split("_", 1)[1]
        properties = labels[what].properties if name.startswith("nodes_") else relations[what].properties
        kinds = {prop.name: prop.type for prop in properties}
        schema = pa.schema([(column, types.get(kinds.get(column, "string"), pa.string())) for column in columns])
        arrays = [[row.get(column) for row in rows] for column in columns]
        pq.write_table(pa.table(arrays, schema=schema), folder / f"{name}.parquet")
        count += len(rows)
    return count


def _sheets(store: Store) -> list[tuple[str, list[str], list[Row]]]:
    nodes, edges = tables(store)
    ontology = load()
    measures = fresh(store)
    sheets = []
    for label, rows in sorted(nodes.items()):
        properties = ontology.labels[label].properties
        rows = [row | measures.get(row["id"], {}) for row in rows]
        derived = [p.name for p in properties if p.derived and any(p.name in row for row in rows)]
        sheets.append((f"nodes_{label}", [*(p.name for p in stated(properties)), *derived], rows))
    for kind, rows in sorted(edges.items()):
        columns = ["from", "to", *(p.name for p in stated(ontology.relations[kind].properties))]
        sheets.append((f"edges_{kind}", columns, rows))
    return sheets


def _cell(value: Any) -> Any:
    """Spreadsheets run cells that begin like formulas: what articles say is kept from that by an apostrophe."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def write_admin(store: Store, folder: Path) -> int:
    """Write the folder that `neo4j-admin database import full @FOLDER/import.args neo4j` takes; returns the rows.

    Run it in the folder's parent, with the server stopped and the database new.
    """
    nodes, edges = tables(store)
    ontology = load()
    arguments = ["--array-delimiter=U+001F", "--multiline-fields=true", "--input-encoding=UTF-8", "--id-type=string"]
    count = 0
    for label, rows in sorted(nodes.items()):
        properties = [p for p in stated(ontology.labels[label].properties) if p.name != "id"]
        head = ["id:ID", *(f"{p.name}:{_ADMIN.get(p.type, 'string')}" for p in properties), ":LABEL"]
        body = [[row["id"], *(_admin(row.get(p.name)) for p in properties), label] for row in rows]
        _write(folder / f"nodes_{label}.csv", head, body)
        arguments.append(f"--nodes={folder.name}/nodes_{label}.csv")
        count += len(rows)
    for kind, rows in sorted(edges.items()):
        properties = stated(ontology.relations[kind].properties)
        head = [":START_ID", ":END_ID", *(f"{p.name}:{_ADMIN.get(p.type, 'string')}" for p in properties), ":TYPE"]
        body = [[row["from"], row["to"], *(_admin(row.get(p.name)) for p in properties), kind] for row in rows]
        _write(folder / f"edges_{kind}.csv", head, body)
        arguments.append(f"--relationships={folder.name}/edges_{kind}.csv")
        count += len(rows)
    (folder / "import.args").write_text("\n".join(arguments) + "\n", encoding="utf-8")
    return count


def _write(path: Path, head: list[str], rows: list[list[Any]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _admin(value: Any) -> Any:
    if isinstance(value, list):
        return LIST_DELIMITER.join(str(item).replace(LIST_DELIMITER, " ") for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
