"""The worker: a process of its own that answers jobs, so that no long answer ever holds the service."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from api.state.database import FILE, State
from api.state.jobs import (
    cancelled_in_work,
    claim_job,
    finish_job,
    interrupt_jobs,
    tell_progress,
    waiting_jobs,
)
from api.state.turns import turn_to_work
from ricochet.settings import Settings

_GLANCE_SECONDS = 0.1
_AGAIN_SECONDS = 1.0
_STOPPED = "the service was stopped while it ran"


class Worker:
    """Starts the process that answers jobs when there is one, ends it with a job that is cancelled.

    Ending a process is the one way to stop whatever a job is doing, at once, with all its memory. It is
    spawned, not forked: a copy of a process with threads may hang.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.snapshot_folder
        self._state = State(self._folder / FILE)
        self._stopping = threading.Event()
        self._process: BaseProcess | None = None

    def watch(self) -> None:
        """Keep jobs going until stopped; while another process does, wait for its end."""
        with turn_to_work(self._folder):
            interrupt_jobs(self._state, _STOPPED)
            while not self._stopping.wait(_GLANCE_SECONDS):
                self._glance()

    def stop(self) -> None:
        """End what runs; jobs that wait stay in the queue."""
        self._stopping.set()
        if self._process is not None:
            self._end(self._process, _STOPPED)

    def _glance(self) -> None:
        process = self._process
        if process is None:
            if waiting_jobs(self._state):
                self._process = self._started()
        elif process.exitcode is not None:
            self._end(process, _ended_how(process.exitcode))
            self._stopping.wait(_AGAIN_SECONDS)  # one that cannot start is not started ten times a second
        elif cancelled_in_work(self._state):
            self._end(process, _STOPPED)

    def _started(self) -> BaseProcess:
        process = multiprocessing.get_context("spawn").Process(target=work, args=(self._settings,))
        process.start()
        return process

    def _end(self, process: BaseProcess, detail: str) -> None:
        process.kill()
        process.join()
        interrupt_jobs(self._state, detail)
        self._process = None


def work_alone(settings: Settings) -> None:
    """Run jobs for services that run as processes of their own, until stopped.

    Raises
    ------
    StoreError
    """
    from api.services.privacy import objections
    from ricochet.secret import secret_of
    from ricochet.stopping import end_gently_when_told
    from ricochet.wiring import open_store

    with open_store(settings, read_only=True) as store:  # refused at once, rather than by the first job
        objections(store, partial(secret_of, settings))
    worker = Worker(settings)
    end_gently_when_told(worker.stop)
    worker.watch()


def work(settings: Settings) -> None:
    """Answer one job after the other, for as long as the process that started this one lives."""
    from api.http.jobs import reply_to
    from api.http.parts import Parts
    from api.services.progress import heard_by
    from ricochet.following import open_complete
    from ricochet.logs import logger
    from ricochet.wiring import create_application

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; who started this one ends it
    _end_with_parent()
    application = create_application(settings, find=open_complete, warm=False, log=logger())
    parts: Parts = application.extensions["ricochet"]
    while True:
        claimed = claim_job(parts.state)
        if claimed is None:
            time.sleep(_GLANCE_SECONDS)
            continue
        job, asked = claimed
        with heard_by(partial(tell_progress, parts.state, job.id)):
            parts.refresh()
            finish_job(parts.state, job.id, reply_to(application, job, asked))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  # this is what was spawned

    def end() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=end, name="parent", daemon=True).start()


def _ended_how(code: int) -> str:
    """Say how a worker ended.

    Examples
    --------
    >>> _ended_how(-9)
    'its worker was ended by signal 9 (SIGKILL), as by a lack of memory'
    """
    if code >= 0:
        return f"its worker ended with status {code}"
    name = signal.Signals(-code).name
    return f"its worker was ended by signal {-code} ({name})" + (
        ", as by a lack of memory" if -code == signal.SIGKILL else ""
    )
