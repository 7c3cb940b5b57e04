"""``python -m tutor_cli`` is ``tutor``."""

from tutor_cli.cli import main

main()
