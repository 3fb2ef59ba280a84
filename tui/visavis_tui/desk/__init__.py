"""The desk by subject: each module holds the keys of one, and the app is made of all of them."""
