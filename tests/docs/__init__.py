"""The documents: their snippets run, their commands parse, their links lead somewhere."""
