"""What is known: facts about countries, goods, labels and cases, each with who says so.

Tables are in ``data/``, one module per subject reads them; ``build`` makes them from the raw
downloads. Nothing here is a number of the model, and nothing here knows the website.
"""
