"""Drawings for tests of the formats: a plain one, one in time, one whose every text is an attack."""

from __future__ import annotations

from api.exports import Drawing, Edge, Node, Spell

FORMULAS = (
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＠ada",
    "'=1",
    "''",
    "a;=1+1",
    "a\t@SUM(A1)",
    'a";"=1+1',
    "a|-2;'+1,=3",
    "two\n=1",
)
HOSTILE = (
    *FORMULAS,
    "</script><script>alert(1)</script>",
    "]]> & <tag attribute='x'>",
    "\u202eright to left\u202c",
    "👩‍👩‍👧 family 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "bell\x07, escape\x1b, nul\x00, delete\x7f, next line\x85, separator\u2028",
    "not a character \ufffe",
    "double \" and single ' and ` and backslash \\",
    "ends in a backslash\\",
    "\\u0027}) DETACH DELETE n //",
    "\\\\u0027, 1) DETACH DELETE n //",
    "two\nlines; // and a remark",
    "*/ {braces} $parameter %d %s",
    "x" * 200,
    "NA",
    "1e5",
    " blanks ",
)


def node(number: int, label: str, *, key: str | None = None, start_ms: int | None = None) -> Node:
    """Return a node with all its attributes."""
    return Node(
        key=key or f"x:{number}",
        label=label,
        community=None if number == 0 else number % 3,
        size=4.0 + number,
        colour="#CC6677",
        x=10.5 * number,
        y=-2.25 * number,
        attributes={"people": 1, "carried": None if number == 1 else number / 7, "handle": label},
        spells=() if start_ms is None else (Spell(start_ms),),
    )


def chain(nodes: list[Node], *, times: bool = False, title: str = "Drawn for a test") -> Drawing:
    """Return each node's influence on the next, and of the last on the first."""
    edges = [
        Edge(
            source=nodes[number - 1].key,
            target=each.key,
            weight=0.1 + number,
            probability=None if number == 1 else 1 / (1 + number),
            spells=(Spell(60_000 * number, 86_400_000),) if times else (),
        )
        for number, each in enumerate(nodes)
    ]
    columns = {"people": int, "carried": float, "handle": str}
    return Drawing(nodes=nodes, edges=edges, columns=columns, title=title, description=f"All of {title}")


PLAIN = chain([node(number, f"@person{number}") for number in range(5)])
TIMED = chain([node(number, f"@person{number}", start_ms=60_000 * number) for number in range(4)], times=True)
EMPTY = Drawing(nodes=(), edges=(), title="Nobody")
ATTACK = chain(
    [node(number, text, key=f"x:{number}") for number, text in enumerate(HOSTILE)]
    + [node(99, "hostile key", key="""x:"'`\\u0027 ]]> </a>:p0=1""")],
    title="\\u000a MATCH (n) DETACH DELETE n; \n<b>",
)
DRAWINGS = {"plain": PLAIN, "timed": TIMED, "empty": EMPTY, "attack": ATTACK}
