"""Makes the pictures of the README: the demo's five main pages, in Chromium.

Start the site with `./run --demo` first; this finds it at 127.0.0.1:$PORT and signs in with the
address and password that were printed: `scripts/pictures.py PASSWORD`.
"""
