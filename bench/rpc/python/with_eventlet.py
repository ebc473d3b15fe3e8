"""The same on eventlet, which OpenStack's services of that time ran on: green threads instead of real ones."""

import eventlet

eventlet.monkey_patch()

import os
import sys

from eventlet import tpool

from bus import obey
from client import client
from conductor import conductor


def read():
    # A line is waited for in a real thread, as it would stop all green ones.
    return tpool.execute(sys.stdin.readline)


if __name__ == "__main__":
    if sys.argv[1] == "client":
        obey(client, read)
    else:
        obey(lambda order: conductor(order, executor="eventlet"), read)
    # Its threads would wait for more.
    os._exit(0)
