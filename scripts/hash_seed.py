"""Write the hashes of a folder's eight-word runs: `hash_seed.py FOLDER` after the seed changed.

The texts themselves stay out of the repository; check_bank needs only the hashes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from questions.domain.runs import SEED_HASHES, run_hashes, words


def main(folder: str) -> None:
    """Hash every text file under the folder."""
    files = sorted(path for path in Path(folder).rglob("*") if path.suffix in {".txt", ".md"})
    if not files:
        sys.exit(f"{folder}: no .txt or .md file in it")
    hashes = {each for path in files for each in run_hashes(words(path.read_text("utf-8")))}
    SEED_HASHES.write_text("".join(f"{each:016x}\n" for each in sorted(hashes)))
    print(f"{len(hashes)} runs of {len(files)} files")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: hash_seed.py FOLDER")
    main(sys.argv[1])
