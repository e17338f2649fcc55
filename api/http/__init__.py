"""The HTTP interface: routes that parse, call one service and answer; nothing else knows of Flask."""
