"""The command `ricochet`, also as `python -m ricochet`."""

from ricochet.stopping import end_when_told


def main() -> None:
    """Run the command until it is done, or told to stop."""
    end_when_told()
    from ricochet.cli import main as command

    command()


if __name__ == "__main__":
    main()
