"""Publishes what lies in one folder to another, so many times, as a process of its own that tests can kill."""

import sys
from pathlib import Path

from pipeline.diagnostics import PipelineError
from pipeline.files import MANIFEST, interruptible, publish


def main(source: Path, folder: Path, times: int) -> int:
    """Return the exit code that the command would give; what went wrong goes to standard error."""
    files = {path.name: path.read_bytes() for path in sorted(source.iterdir())}
    manifest = files.pop(MANIFEST)
    try:
        with interruptible():
            for _ in range(times):
                publish(folder, files, manifest)
    except PipelineError as error:
        sys.stderr.write(f"{error.message}\n{error.hint}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
