"""The files below one folder, read with a limit and never from outside it."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import LimitError
from pipeline.files.confine import ReadError, open_file, open_inside
from pipeline.files.disk import act


@dataclass(frozen=True, slots=True)
class Store:
    """Read access to the files below `root`; paths are relative to it, decoded, with `/` between names."""

    root: Path

    def read(self, relative: str, limit: int) -> bytes:
        """Return the bytes of a regular file.

        Raises ReadError if it is missing, irregular or outside, LimitError if it has more than `limit` bytes,
        EnvironmentFault if the system fails.
        """
        path = self.root / relative
        with act("read", path), open_file(self.root, relative) as stream:
            size = os.fstat(stream.fileno()).st_size
            # What grows while it is read, or tells no size (as below /proc), is stopped by the count.
            content = b"" if size > limit else stream.read(limit + 1)
        if size > limit or len(content) > limit:
            raise LimitError(f"cannot read {path}: it has more than {limit} bytes", "make the file smaller")
        return content

    def has(self, relative: str) -> bool:
        """Whether a regular file inside the root bears that path."""
        try:
            with open_file(self.root, relative):
                return True
        except ReadError:
            return False

    def names(self, folder: str = "") -> tuple[str, ...]:
        """Return what stands in a folder, hidden names left out, sorted by code point; raises as `read` does."""
        descriptor = open_inside(self.root, folder, os.O_DIRECTORY)
        try:
            with act("list", self.root / folder):
                found = os.listdir(descriptor)  # noqa: PTH208 - a descriptor, not a path
        finally:
            os.close(descriptor)
        return tuple(sorted(name for name in found if not name.startswith(".")))

    def files(self, folder: str = "") -> tuple[str, ...]:
        """Return the paths of all files below a folder, sorted name by name; symlinks count as files."""
        paths: list[str] = []
        for name in self.names(folder):
            path = f"{folder}/{name}" if folder else name
            paths.extend(self.files(path) if self._is_own_folder(path) else [path])
        return tuple(paths)

    def _is_own_folder(self, path: str) -> bool:
        # A symlink to a folder is not entered: it may lead in a circle.
        full = self.root / path
        return full.is_dir() and not full.is_symlink()
