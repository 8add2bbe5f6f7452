"""Writes the typed events, actions and responses from the schema; not shipped in the wheel.

``python -m generator`` rewrites them, ``python -m generator --check`` says which
file is stale. `schema/ami.json` holds the facts, `corrections.py` what is
wrong in it, `words.py` how headers become field names, `canonical.py` where one
name stands for several headers, `enums.py` and `params.py` what fields hold,
`areas.py` which file a class goes to, `model.py` what class each message
becomes, and the ``write_*`` modules its text. `seen.json` lists the events that
the tests provoke on real servers; they and all else go to `docs/reference` too.
"""
