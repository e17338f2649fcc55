"""The demonstration: a synthetic network in a store, and who carries one topic in it."""

from __future__ import annotations

from loaders.synthetic import synthetic_network
from ricochet.settings import Settings
from ricochet.wiring import open_context, open_store

TOPIC = "street food"
_RANDOM_SEED = 7
_SORTS = ("FOLLOWS", "MENTIONS", "RESHARES", "posts", "prices")
_FINGERPRINT = f"synthetic network {_RANDOM_SEED}"


def show_demo(settings: Settings) -> None:
    """Make the network unless the store has it, print the best relays of one topic, and draw its map."""
    from rich.console import Console

    from api.services.maps import lay_out
    from api.services.relays import rank_relays
    from ricochet.tables import print_answer

    console = Console()
    console.print("[bold]Synthetic network[/]: invented accounts, ties and messages, nobody real.")
    fill_store(settings)
    context = open_context(settings)
    print_answer(rank_relays(context, topic=TOPIC, limit=10))
    lay_out(context)
    console.print(f"Every number above is about a synthetic network kept in {settings.store}.")


def fill_store(settings: Settings) -> None:
    """Put the network into the store, unless it is there."""
    from api.services.loading import keep_figures

    with open_store(settings) as store:
        load = store.begin(_FINGERPRINT, file="synthetic network", source="synthetic")
        if load.sealed:
            return
        network, rows = synthetic_network(random_seed=_RANDOM_SEED), 0
        for number, batch in enumerate(network.batches(store.batch_rows)):
            store.append(load, number, batch)
            rows += batch.rows
        keep_figures(store, load, _SORTS, read=rows, refused=0)
        store.seal([load.number])
