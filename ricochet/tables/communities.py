"""Communities and bridges as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import Bridges, Communities, CommunityCard, Member, Tracking
from ricochet.tables.words import account_name, counted, interval, known, print_footer, print_table, rounded

_MARKS = 10  # topics, and languages, that a table shows


def _communities(console: Console, answer: Communities) -> None:
    sure = answer.confidence is not None
    rows = [
        (
            str(item.community),
            f"{item.size:,}",
            *((rounded(item.confidence),) if sure else ()),
            ", ".join(map(account_name, item.leaders)),
        )
        for item in answer.items
    ]
    heads = ("community", "accounts", *(("confidence",) if sure else ()), "leaders")
    print_table(console, "Communities", heads, rows)
    modularity = "" if answer.modularity is None else f", modularity {answer.modularity:.3f}"
    console.print(f"{answer.communities:,} in all by {answer.method}{modularity}", highlight=False)
    print_footer(console, answer.meta)


def _community(console: Console, answer: CommunityCard) -> None:
    heads = ("", "account", "followers", "role", "within", "spread")
    lists = {
        f"Community {answer.community}: {answer.size:,} people, led by": answer.leaders,
        "Leaders of few followers": answer.niche_leaders or [],
        "Who connects it": answer.connectors,
    }
    for title, members in lists.items():
        if members:
            print_table(console, title, heads, [_member_row(*each) for each in enumerate(members, start=1)])
    for title, marks in (("Talks more of", answer.topics), ("Speaks more", answer.languages)):
        if marks:
            rows = [
                (mark.name, f"{mark.lift:.1f}", f"{mark.inside:,} of {mark.whole:,}", f"{mark.q_value:.2g}")
                for mark in marks[:_MARKS]
            ]
            print_table(console, title, ("", "times", "accounts", "q"), rows)
    whole = answer.cohesion
    console.print(
        f"Of its ties' weight {rounded(whole.inside_share)} stays inside; conductance "
        f"{rounded(whole.conductance)}, density {rounded(whole.density)}, reciprocity "
        f"{rounded(whole.reciprocity)}; " + ", ".join(f"{n:,} {role}" for role, n in answer.roles.items()),
        highlight=False,
    )
    print_footer(console, answer.meta)


def _member_row(rank: int, member: Member) -> tuple[str, ...]:
    return (
        str(rank),
        account_name(member.account),
        known(member.account.followers),
        member.role,
        f"{member.within_degree:.1f}",
        rounded(member.participation),
    )


def _tracking(console: Console, answer: Tracking) -> None:
    rows = [
        (
            str(event.window),
            event.what,
            ", ".join(map(str, event.before)),
            ", ".join(map(str, event.after)),
            f"{event.size_before:,} → {event.size_after:,}",
            ", ".join(map(account_name, event.leaders)),
        )
        for event in answer.events
    ]
    heads = ("window", "what", "before", "after", "accounts", "leaders")
    print_table(console, f"Communities over {len(answer.windows)} windows", heads, rows)
    print_footer(console, answer.meta)


def _bridges(console: Console, answer: Bridges) -> None:
    for pair in answer.items:
        title = (
            f"From community {pair.origin} to {pair.destination}: {interval(pair.reached)} people "
            f"reached, {counted(pair.ties, 'tie')}"
        )
        accounts = [
            (account_name(bridge.account), interval(bridge.lost), rounded(bridge.tie_share))
            for bridge in pair.accounts
        ]
        print_table(console, title, ("account", "people lost", "share of ties"), accounts)
        if pair.edges:
            edges = [
                (
                    f"{account_name(tie.source)} → {account_name(tie.target)}",
                    interval(tie.lost),
                    rounded(tie.tie_share),
                )
                for tie in pair.edges
            ]
            print_table(console, "Ties", ("account", "people lost", "share of ties"), edges)
    print_footer(console, answer.meta)


PRINTERS = {
    Bridges: _bridges,
    Communities: _communities,
    CommunityCard: _community,
    Tracking: _tracking,
}
