"""`jinmai copy`: copy a graph from one store to another."""

import click

from queries.options import helpful


@click.command("copy")
@click.option("--from", "source", required=True, metavar="URL", help="The store that holds the graph.")
@click.option(
    "--to", "target", required=True, metavar="URL", help="The store to write; it is made where there is none."
)
@click.option("--replace", is_flag=True, help="Replace what the other store holds.")
@click.option("--wait", type=float, metavar="SECONDS", help="Wait so long where another process writes.")
@helpful
def command(source: str, target: str, replace: bool, wait: float | None) -> None:
    """Copy a graph, with its facts and decisions, from one store to another, and say where the two differ.

    Decisions travel in the store; where a file of decisions lies beside an embedded store, that file is followed afterwards.

    \b
    Examples:
      jinmai copy --from ladybug:jinmai.db --to neo4j://localhost:7687
      jinmai copy --from neo4j://localhost:7687 --to ladybug:laptop.db
    """
    from graph.backup import copy
    from graph.store import SameStore, open_store, path_of
    from queries.options import decisions_file, made_folder, one_file
    from queries.printing import several

    if source == target or one_file(path_of(source), path_of(target)):
        raise click.UsageError("--from and --to are the same store")
    with (
        open_store(source, read_only=True, wait=wait) as old,
        made_folder(target),
        open_store(target, wait=wait) as new,
    ):
        try:
            count, left = copy(old, new, replace=replace)
        except SameStore as error:
            raise click.UsageError(str(error)) from error
        text = old.decisions().text
    beside = decisions_file(target, None)
    if beside is not None and text and not beside.exists():
        beside.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {beside}, so that the decisions stay in force.", err=True)
    if left:
        click.echo(f"{left}. Where nothing was written by hand, please report this.", err=True)
        click.echo(f"Copied {several(count, 'article')}.")
    else:
        click.echo(f"Copied {several(count, 'article')}; both graphs are equal.")
