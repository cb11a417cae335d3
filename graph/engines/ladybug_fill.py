"""All tables of a new file filled by `COPY`, which is not logged: the file is nobody's until it is whole."""

from graph.engines.ladybug_session import Session
from graph.tables import Tables


def copy_all(session: Session, tables: Tables) -> None:
    """Copy nodes, then edges, and put everything into its place in the file.

    What a COPY takes of the buffer pool the engine gives back only when the file is closed.
    """
    for label, rows in tables.nodes():
        with session.fresh():
            session.run(f"COPY {label} FROM $rows", {"rows": rows})
        session.reopen_if_full()
    for ends, rows in tables.edges():
        with session.fresh():
            session.run(f"COPY {ends.type} FROM $rows (from='{ends.head}', to='{ends.tail}')", {"rows": rows})
        session.reopen_if_full()
    session.checkpoint()
