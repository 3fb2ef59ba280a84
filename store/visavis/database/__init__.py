"""The store on disk: schema, publishing, reading; no SQL lives anywhere else."""
