"""Static files with hashed names, but for what others made: its folders' names have the hash."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

VENDOR = "vendor/"


class Storage(CompressedManifestStaticFilesStorage):
    """Leaves `vendor/` as it came: its files name each other, and some come compressed.

    To compress the 10 MB of Python's runtime would take half a minute of the first start.
    """

    def post_process(self, paths, *args, **options):
        """Hash and compress the rest."""
        own = {path: found for path, found in paths.items() if not path.startswith(VENDOR)}
        yield from super().post_process(own, *args, **options)
