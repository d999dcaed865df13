"""The damage harness: finished files are damaged by one half, which knows only files, and judged by the other."""
