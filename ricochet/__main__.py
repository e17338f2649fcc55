"""The command `ricochet`, also as `python -m ricochet`."""

from ricochet.cli import main

if __name__ == "__main__":
    main()
