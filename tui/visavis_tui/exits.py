"""What the command's exit codes mean; `visavis --help` prints this table."""

OK = 0  # everything that was asked for was done
SOME_REFUSED = 1  # done, but some inputs were refused: standard error names each
NOTHING_DONE = 2  # a usage error, or nothing could be done: standard error says why
INTERRUPTED = 130  # stopped by Ctrl-C
BROKEN_PIPE = 141  # whoever read standard output went away

TABLE = """\
exit codes: 0 all done; 1 done, but some inputs were refused; 2 usage error or nothing done;
            130 interrupted; 141 the reader of standard output went away"""


def after(done: int, refused: int) -> int:
    """The code for a batch of which `done` inputs were taken and `refused` were not."""
    if not refused:
        return OK
    return SOME_REFUSED if done else NOTHING_DONE
