"""A peer that is real oslo.versionedobjects: its classes are made from the shapes it is told.

Speaks JSON lines: a request a line, an answer a line, `{"error": …}` when Python refuses. Requests:

  {"do": "define", "peer": P, "prefix": …, "objects": [{"name", "namespace", "version", "fields"}]}
  {"do": "decode", "peer": P, "primitive": …}   → {"object": tagged}
  {"do": "encode", "peer": P, "object": tagged} → {"primitive": …}
  {"do": "echo", "peer": P, "primitive": …}     → {"primitive": …}, decoded and encoded again

Tagged values are those of tagged.py; fields are as `backlevel show --all --format json` prints them.
"""

import collections
import json
import logging
import sys

from oslo_versionedobjects import base

import tagged
import type_language

logging.basicConfig(stream=sys.stderr, level=logging.WARNING)


class Peer:
    """One set of classes. Python's registry is global: each peer puts its own in before it acts."""

    def __init__(self, prefix, objects):
        self.registry = collections.defaultdict(list)
        reader = type_language.TypeReader()
        fields = [
            {name: reader.field(one) for name, one in shape['fields'].items()} for shape in objects
        ]
        bases = collections.defaultdict(list)
        for members in reader.unions:
            common = type(type_language.union_name(members), (base.VersionedObject,), {})
            for member in members:
                bases[member].append(common)
        self.classes = {}
        self.enter()
        for shape, own_fields in zip(objects, fields):
            name = shape['name']
            parents = tuple(bases[name]) or (base.VersionedObject,)
            body = {
                'VERSION': shape['version'],
                'OBJ_SERIAL_NAMESPACE': prefix,
                'OBJ_PROJECT_NAMESPACE': shape['namespace'],
                'fields': own_fields,
            }
            one = self.classes[name, shape['version']] = type(name, parents, body)
            base.VersionedObjectRegistry.register(one)

    def enter(self):
        # What oslo's own fixture for tests does.
        base.VersionedObjectRegistry()._registry._obj_classes = self.registry
        return self

    def read(self, primitive):
        return type_language.class_for(primitive).obj_from_primitive(primitive)


PEERS = {}


def define(request):
    PEERS[request['peer']] = Peer(request['prefix'], request['objects'])
    return {'defined': len(request['objects'])}


def decode(request):
    obj = PEERS[request['peer']].enter().read(request['primitive'])
    return {'object': tagged.object_to_tagged(obj)}


def encode(request):
    peer = PEERS[request['peer']].enter()
    obj = tagged.object_from_tagged(request['object'], peer.classes)
    return {'primitive': obj.obj_to_primitive()}


def echo(request):
    obj = PEERS[request['peer']].enter().read(request['primitive'])
    return {'primitive': obj.obj_to_primitive()}


ACTIONS = {'define': define, 'decode': decode, 'encode': encode, 'echo': echo}


def answer(line):
    try:
        request = json.loads(line)
        return ACTIONS[request['do']](request)
    except Exception as problem:
        return {'error': {'type': type(problem).__name__, 'message': str(problem)}}


def main():
    for line in sys.stdin:
        print(json.dumps(answer(line)), flush=True)


if __name__ == '__main__':
    main()
