"""How soon the page answers: its first view, a filter, a map of 20,000 nodes beside a plain page of sigma."""

from __future__ import annotations

import gzip
import statistics
import subprocess
from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Request, Route

from benchmarks.measuring import GOAL, PROJECT, RUNS, Findings, Measured, Row, run
from benchmarks.screens import browser, demonstration
from ricochet.demo import TOPIC
from tests.page.opening import settle

FIRST_VIEW_SECONDS = 1.5
FILTER_SECONDS = 0.15
DRAWN_SECONDS = 2.0
FRAME_SECONDS = 1 / 30
OF_PLAIN = 1 / 1.3
BUNDLE_KB = 350
NODES, EDGES = 20_000, 60_000
RELAYS = f"/relays?{urlencode({'topic': TOPIC})}"
LARGE = urlencode({"max_nodes": NODES, "max_edges": EDGES})
PLAIN = "sigma, plain page"

USABLE = """() => new Promise((done) => {
  const look = () => document.querySelector("#answer h1") && !document.querySelector("[aria-busy=true]")
    ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""

# The first frame in which all nodes are drawn is waited for: drawing goes on after the call.
WATCH = f"""(() => {{
  const drawn = (window.drawn = {{ at: null, times: 0 }});
  const watch = (name, isNodes) => {{
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {{
      draw.apply(this, given);
      if (!isNodes(this, given)) return;
      drawn.times += 1;
      if (drawn.at !== null) return;
      this.readPixels(0, 0, 1, 1, this.RGBA, this.UNSIGNED_BYTE, new Uint8Array(4));
      drawn.at = performance.now();
    }};
  }};
  watch("drawArraysInstanced", (gl, [, , , count]) => count >= {NODES} * 0.9 && count < {EDGES} * 0.9);
  watch("drawArrays", (gl, [mode, , count]) => mode === gl.POINTS && count >= {NODES} * 0.9);
}})()"""

DRAWN = """() => new Promise((done) => {
  const look = () => {
    const came = performance.getEntriesByType("resource").find((each) => each.name.includes("/v1/map"));
    drawn.at === null || !came ? requestAnimationFrame(look) : done(window.drawn.at - came.responseEnd);
  };
  look();
})"""

PANNED = """async () => {
  const canvas = document.querySelector("canvas.sigma-mouse");
  const { x, y, width, height } = canvas.getBoundingClientRect();
  const told = (type, by) => new MouseEvent(type, { bubbles: true, cancelable: true, button: 0, buttons: 1,
    clientX: x + width / 2 + by, clientY: y + height / 2 });
  canvas.dispatchEvent(told("mousedown", 0));
  const started = performance.now();
  let frames = 0, by = 0, before = window.drawn.times;
  while (performance.now() < started + 3000) {
    await new Promise(requestAnimationFrame);
    document.dispatchEvent(told("mousemove", (by += 2) % 200));
    if (window.drawn.times > before) frames += 1;
    before = window.drawn.times;
  }
  document.dispatchEvent(told("mouseup", by));
  return (performance.now() - started) / Math.max(frames, 1);
}"""

PRESS = """(name) => new Promise((done) => {
  const buttons = [...document.querySelectorAll("aside button")];
  const button = buttons.find((each) => each.textContent.includes(name));
  const before = document.querySelector("#answer h1").textContent, started = performance.now();
  const look = () => document.querySelector("#answer h1").textContent !== before
    && !document.querySelector("main [aria-busy=true]")
    ? done(performance.now() - started) : requestAnimationFrame(look);
  button.click();
  look();
})"""

PLAIN_SCRIPT = f"""
import Graph from "graphology";
import Sigma from "sigma";
const {{ nodes, edges }} = await (await fetch("/v1/map?{LARGE}")).json();
const graph = new Graph({{ type: "directed", multi: true }});
nodes.key.forEach((key, at) =>
  graph.addNode(key, {{ x: nodes.x[at], y: nodes.y[at], size: 2, label: nodes.handle[at] }}));
edges.source.forEach((source, at) =>
  graph.addEdge(nodes.key[source], nodes.key[edges.target[at]], {{ size: 1 }}));
new Sigma(graph, document.getElementById("map"));
"""
PLAIN_PAGE = (
    '<!doctype html><div id="map" style="width: 720px; height: 800px"></div><script type="module">{}</script>'
)


def measure(*, small: bool) -> Findings:
    """Measure the page in the system's Chromium, which draws by software."""
    runs = 1 if small else RUNS
    with demonstration() as service, browser() as chromium:
        address = service.address
        with _page(chromium, address + RELAYS) as page:  # the service computes what it keeps
            settle(page)
        rows = [
            _within("first view usable, start", runs, lambda: _usable(chromium, address), FIRST_VIEW_SECONDS),
            _within(
                "first view usable, relays",
                runs,
                lambda: _usable(chromium, address + RELAYS),
                FIRST_VIEW_SECONDS,
            ),
            _within("a filter answers", runs, lambda: _filtered(chromium, address + RELAYS), FILTER_SECONDS),
            *_drawn(chromium, address, runs),
        ]
    return Findings(
        [*rows, _bundle()], ["Times of the map begin when its answer has arrived; frames are of 3 s."]
    )


def _within(work: str, runs: int, seconds: Callable[[], float], goal: float) -> Row:
    return Row.within(work, Measured(statistics.median(seconds() for _ in range(runs))), goal)


def _page(chromium: Browser, address: str, plain: str = "", *, watch: bool = False) -> Page:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    if watch:
        page.add_init_script(WATCH)
        page.route("**/v1/map**", _asking_for_all)
    if plain:
        page.route(
            address, lambda route: route.fulfill(body=PLAIN_PAGE.format(plain), content_type="text/html")
        )
    page.goto(address, wait_until="commit")
    return page


def _asking_for_all(route: Route, request: Request) -> None:
    kept = request.url.partition("?")[2].split("&")
    asked = [each for each in kept if each and not each.startswith("max_")]
    route.continue_(url=f"{request.url.partition('?')[0]}?{'&'.join([*asked, LARGE])}")


def _usable(chromium: Browser, address: str) -> float:
    with _page(chromium, address) as page:
        milliseconds: float = page.evaluate(USABLE)
    return milliseconds / 1_000


def _filtered(chromium: Browser, address: str) -> float:
    with _page(chromium, address) as page:
        settle(page)
        page.evaluate(
            PRESS, "2 ·"
        )  # asked for the first time, it is computed; the second time it is a filter
        page.go_back()
        settle(page)
        milliseconds: float = page.evaluate(PRESS, "3 ·")
    return milliseconds / 1_000


def _drawn(chromium: Browser, address: str, runs: int) -> list[Row]:
    plain = _bundled(PLAIN_SCRIPT)
    turns = [
        (_looked_at(chromium, address + RELAYS), _looked_at(chromium, f"{address}/plain", plain))
        for _ in range(runs)
    ]
    (ours, our_frame), (peer, peer_frame) = (
        tuple(statistics.median(values) for values in zip(*of_one, strict=True))
        for of_one in zip(*turns, strict=True)
    )
    size = f"{NODES:,} nodes and {EDGES:,} edges"
    return [
        Row.within(f"{size} drawn", Measured(ours), DRAWN_SECONDS),
        Row.of(f"{size} drawn", Measured(ours), peer=PLAIN, peer_seconds=peer, goal=OF_PLAIN),
        Row.within(f"{size} panned, a frame", Measured(our_frame), FRAME_SECONDS),
        Row.of(
            f"{size} panned, a frame", Measured(our_frame), peer=PLAIN, peer_seconds=peer_frame, goal=OF_PLAIN
        ),
    ]


def _looked_at(chromium: Browser, address: str, plain: str = "") -> tuple[float, float]:
    """Return how many seconds a map took to be drawn, and each frame while it is panned."""
    with _page(chromium, address, plain, watch=True) as page:
        drawn: float = page.evaluate(DRAWN)
        if not plain:
            settle(page)
        frame: float = page.evaluate(PANNED)
    return drawn / 1_000, frame / 1_000


def _bundled(script: str) -> str:
    web = PROJECT / "web"
    command = ["node_modules/.bin/esbuild", "--bundle", "--minify", "--format=esm", "--loader=js"]
    made = subprocess.run(command, input=script, capture_output=True, text=True, cwd=web, check=True)
    return made.stdout


def _bundle() -> Row:
    built = (file.read_bytes() for file in (PROJECT / "api" / "static").rglob("*") if file.is_file())
    kilobytes = sum(len(gzip.compress(content)) for content in built) / 1_000
    return Row(f"bundle of {kilobytes:.0f} kB gzip", peer=GOAL, ratio=BUNDLE_KB / kilobytes, goal=1)


if __name__ == "__main__":
    run(measure)
