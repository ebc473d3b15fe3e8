"""A peer in Python, as OpenStack has it: a server or a client of oslo.messaging, driven by lines of JSON.

    peer.py server URL TOPIC NAME     prints `ready`, then each cast and fanout that it gets
    peer.py client URL                reads one request a line, prints one answer a line
"""

import json
import sys
import time

from oslo_config import cfg
import oslo_messaging
from oslo_messaging._metrics import client as metrics

NAMESPACE = "special"


def say(what):
    print(json.dumps(what), flush=True)


def transport_of(url):
    conf = cfg.ConfigOpts()
    conf([])
    # call() reads them, and only the global configuration has them registered (14.0.3).
    conf.register_opts(metrics.oslo_messaging_metrics, group="oslo_messaging_metrics")
    return conf, oslo_messaging.get_rpc_transport(
        conf, url=url, allowed_remote_exmods=["builtins", "oslo_messaging.rpc.dispatcher"]
    )


class InstanceNotFound(Exception):
    def __init__(self, message=None, **kwargs):
        super().__init__(message)
        self.kwargs = kwargs


class Endpoint:
    target = oslo_messaging.Target(version="3.2")

    def __init__(self, name):
        self.name = name

    def echo(self, ctxt, **args):
        return {"args": args, "context": dict(ctxt), "server": self.name}

    def nothing(self, ctxt):
        return None

    def value_error(self, ctxt):
        raise ValueError("a wrong value \u00fc")

    def not_found(self, ctxt):
        raise InstanceNotFound("no instance", uuid="u-1")

    @oslo_messaging.expected_exceptions(KeyError)
    def expected(self, ctxt):
        raise KeyError("expected")

    def sleep(self, ctxt, seconds):
        time.sleep(seconds)
        return seconds

    def large(self, ctxt, size):
        return "x" * size

    def note(self, ctxt, **args):
        say({"note": args, "server": self.name, "context": dict(ctxt)})


class SpecialEndpoint:
    target = oslo_messaging.Target(namespace=NAMESPACE, version="1.1")

    def whoami(self, ctxt):
        return "special"


def serve(url, topic, name):
    conf, transport = transport_of(url)
    server = oslo_messaging.get_rpc_server(
        transport,
        oslo_messaging.Target(topic=topic, server=name),
        [Endpoint(name), SpecialEndpoint()],
        executor="threading",
        access_policy=oslo_messaging.DefaultRPCAccessPolicy,
    )
    server.start()
    say("ready")
    sys.stdin.read()
    server.stop()


def failure_of(error):
    return {
        "error": type(error).__name__,
        "module": type(error).__module__,
        "text": str(error),
        "remote": getattr(error, "exc_type", None),
        "kwargs": getattr(error, "kwargs", None),
    }


def client(url):
    conf, transport = transport_of(url)
    say("ready")
    for line in sys.stdin:
        asked = json.loads(line)
        target = oslo_messaging.Target(topic=asked["topic"], version=asked.get("version", "3.0"))
        proxy = oslo_messaging.RPCClient(
            transport, target, timeout=asked.get("timeout", 10),
            call_monitor_timeout=asked.get("monitor"),
        )
        prepared = proxy.prepare(**asked.get("prepare", {}))
        try:
            send = prepared.cast if asked.get("cast") else prepared.call
            say({"result": send(asked.get("context", {}), asked["method"], **asked.get("args", {}))})
        except Exception as error:
            say(failure_of(error))


if __name__ == "__main__":
    {"server": serve, "client": client}[sys.argv[1]](*sys.argv[2:])
