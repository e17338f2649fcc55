"""HTTP requests sent at set times, whatever becomes of those before: a program of its own."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answered:
    """One request: when it was due, how long the answer took, and its status, 0 where none came."""

    due: float
    seconds: float
    status: int
    retry_after: bool


async def send(
    port: int, paths: Sequence[str], *, per_second: float, seconds: float, connections: int
) -> list[Answered]:
    """Send requests at a steady rate over at most so many connections; waiting for one counts."""
    free: asyncio.Queue[_Connection] = asyncio.Queue()
    for _ in range(connections):
        free.put_nowait(_Connection(port))
    start, tasks = time.perf_counter(), []
    for number in range(int(per_second * seconds)):
        due = start + number / per_second
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        tasks.append(asyncio.create_task(_ask(free, paths[number % len(paths)], due)))
    return list(await asyncio.gather(*tasks))


async def send_in_turn(port: int, paths: Sequence[str], *, callers: int, seconds: float) -> list[Answered]:
    """Let so many callers ask one path after the other, each when its last is answered."""
    end, places = time.perf_counter() + seconds, iter(paths)

    async def call() -> list[Answered]:
        free: asyncio.Queue[_Connection] = asyncio.Queue()
        free.put_nowait(_Connection(port))
        answers = []
        while time.perf_counter() < end and (path := next(places, None)) is not None:
            answers.append(await _ask(free, path, time.perf_counter()))
        return answers

    by_caller = await asyncio.gather(*(call() for _ in range(callers)))
    return [answer for answers in by_caller for answer in answers]


async def _ask(free: asyncio.Queue[_Connection], path: str, due: float) -> Answered:
    connection = await free.get()
    try:
        status, retry_after = await asyncio.wait_for(connection.get(path), WAIT_SECONDS)
    except (OSError, EOFError, TimeoutError, ValueError):
        connection.close()
        status, retry_after = 0, False
    finally:
        free.put_nowait(connection)
    return Answered(due, time.perf_counter() - due, status, retry_after)


class _Connection:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, bool]:
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(head[0].split(" ")[1]), "retry-after" in headers

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


def main() -> None:
    """Send what standard input describes, and print the answers' times, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    asked = json.load(sys.stdin)
    work = send_in_turn if "callers" in asked else send
    answers = asyncio.run(work(parser.parse_args().port, asked.pop("paths"), **asked))
    json.dump([asdict(answer) for answer in answers], sys.stdout)


if __name__ == "__main__":
    main()
