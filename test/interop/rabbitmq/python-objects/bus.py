"""A program that takes part in the bus: it is told what to do by lines of JSON, and answers each with one."""

import json
import os
import sys

from oslo_config import cfg
import oslo_messaging
from oslo_messaging._metrics import client as metrics

from compute import ComputeSerializer

# Whose exceptions are made again when they come from elsewhere.
TRUSTED = ["builtins", "oslo_messaging.rpc.dispatcher", "compute"]


class Bus:
    def __init__(self, url):
        conf = cfg.ConfigOpts()
        conf([])
        # call() reads them, and only the global configuration has them registered (14.0.3).
        conf.register_opts(metrics.oslo_messaging_metrics, group="oslo_messaging_metrics")
        self.transport = oslo_messaging.get_rpc_transport(conf, url=url, allowed_remote_exmods=TRUSTED)
        self.heard = []

    def serve(self, topic, server, endpoint):
        # What is read may need a call of its own: each request has its thread.
        oslo_messaging.get_rpc_server(
            self.transport,
            oslo_messaging.Target(topic=topic, server=server),
            [endpoint],
            executor="threading",
            serializer=ComputeSerializer(),
            access_policy=oslo_messaging.DefaultRPCAccessPolicy,
        ).start()

    def hear(self, topic, *servers):
        for server in servers:
            self.serve(topic, server, Listener(server, self.heard))

    def client(self, topic, version="1.0", **options):
        target = oslo_messaging.Target(topic=topic, version=version)
        return oslo_messaging.RPCClient(
            self.transport, target, serializer=ComputeSerializer(), **options
        )

    def tell(self, topic, server, fanout, what):
        """Casts an object to those who listen."""
        self.client(topic).prepare(server=server, fanout=fanout).cast({}, "hear", what=what)


class Listener:
    target = oslo_messaging.Target(version="1.0")

    def __init__(self, server, heard):
        self.server = server
        self.heard = heard

    def hear(self, ctxt, what):
        self.heard.append([self.server, what.obj_to_primitive()])


def obey(commands):
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = commands[asked.pop("do")](**asked)
        print(json.dumps({} if answer is None else answer), flush=True)
    # Whoever gave the orders is gone; the threads of the servers would go on for ever.
    os._exit(0)
