"""Run the command line as `python -m routeplanner`."""

from routeplanner.cli.app import main

if __name__ == "__main__":
    main()
