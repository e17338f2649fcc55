"""Opens files as Gephi does, without its window, and says what it found: one line of JSON a file.

Run in a process of its own, with the toolkit's jar and the files: a Java machine cannot be started twice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import jpype


def main(jar: str, *files: str) -> None:
    """Open the files one after another."""
    jpype.startJVM("-Djava.awt.headless=true", "-Xmx512m", classpath=[jar])
    projects = _service("org.gephi.project.api.ProjectController")
    for file in files:
        projects.newProject()
        print(json.dumps(_opened(file, projects.getCurrentWorkspace())))  # noqa: T201  # what it is for
        projects.closeCurrentProject()


def _opened(file: str, workspace: Any) -> dict[str, object]:
    importer = _service("org.gephi.io.importer.api.ImportController")
    container = importer.importFile(jpype.JClass("java.io.File")(file))
    issues = _all(container.getReport().getIssues(1_000))
    processor = jpype.JClass("org.gephi.io.processor.plugin.DefaultProcessor")()
    importer.process(container, processor, workspace)
    model = _service("org.gephi.graph.api.GraphController").getGraphModel(workspace)
    graph = model.getGraph()
    return {
        "issues": [[str(issue.getLevel()), str(issue.getMessage())] for issue in issues],
        "directed": bool(model.isDirected()),
        "timed": bool(model.isDynamic()),
        "labels": {str(node.getId()): str(node.getLabel()) for node in graph.getNodes().toArray()},
        "colours": sorted({int(node.getColor().getRGB()) & 0xFFFFFF for node in graph.getNodes().toArray()}),
        "weights": [
            [str(edge.getSource().getId()), str(edge.getTarget().getId()), float(edge.getWeight())]
            for edge in graph.getEdges().toArray()
        ],
    }


def _service(name: str) -> Any:
    return jpype.JClass("org.openide.util.Lookup").getDefault().lookup(jpype.JClass(name))


def _all(found: Any) -> Iterator[Any]:
    while found.hasNext():
        yield found.next()


if __name__ == "__main__":
    main(*sys.argv[1:])
