"""Practice without a screen: drill, mixed, review and exam, what is kept of them, and what is due when.

Nothing is imported here, and importing any module of the room creates no file: the store is opened by name, with
`tutor.practice.store.open_store`.
"""
