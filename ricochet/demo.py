"""The demonstration: a synthetic network in a store, and who carries one topic in it."""

from __future__ import annotations

from loaders.synthetic import synthetic_network
from ricochet.settings import Settings
from ricochet.wiring import open_context, open_store

TOPIC = "street food"
_RANDOM_SEED = 7
_FINGERPRINT = f"synthetic network {_RANDOM_SEED}"


def show_demo(settings: Settings) -> None:
    """Make the network unless the store has it, and print the best relays of one topic."""
    from rich.console import Console

    from api.services.relays import rank_relays
    from ricochet.tables import print_answer

    console = Console()
    console.print("[bold]Synthetic network[/]: invented accounts, ties and messages, nobody real.")
    fill_store(settings)
    print_answer(rank_relays(open_context(settings), topic=TOPIC, limit=10))
    console.print(f"Every number above is about a synthetic network kept in {settings.store}.")


def fill_store(settings: Settings) -> None:
    """Put the network into the store, unless it is there."""
    with open_store(settings) as store:
        load = store.begin(_FINGERPRINT, file="synthetic network", source="synthetic")
        if load.sealed:
            return
        network = synthetic_network(random_seed=_RANDOM_SEED)
        for number, batch in enumerate(network.batches(store.batch_rows)):
            store.append(load, number, batch)
        store.seal([load.number])
