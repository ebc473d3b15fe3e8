"""Times oslo.versionedobjects on the data that it is given: JSON on standard input, JSON out."""

import json
import statistics
import sys
import time

try:
    from oslo_versionedobjects import base, fields
except ImportError:
    sys.exit(3)

LATER = {'Flavor': 'foobars', 'Instance': 'deleted_at', 'BlockDevice': 'deleted_at'}
ROUNDS = 15
ROUND_S = 0.05

given = json.load(sys.stdin)
shapes = given['shapes']


def field_of(declared):
    if isinstance(declared, str):
        nullable = declared.endswith('?')
        kind = declared.rstrip('?')
        made = {
            'integer': fields.IntegerField,
            'number': fields.FloatField,
            'boolean': fields.BooleanField,
            'uuid': fields.UUIDField,
            'datetime': fields.DateTimeField,
            'json': fields.DictOfNullableStringsField,
        }.get(kind, fields.StringField)
        return made(nullable=nullable)
    if 'enum' in declared:
        return fields.EnumField(declared['enum'], nullable=declared.get('nullable', False))
    if 'map' in declared:
        return fields.DictOfStringsField()
    if 'object' in declared:
        return fields.ObjectField(declared['object'])
    if isinstance(declared['list'], str):
        return fields.ListOfStringsField()
    return fields.ListOfObjectsField(declared['list']['object'])


class Backports:
    """Takes away what the version before does not know, as is usual."""

    def obj_make_compatible(self, primitive, target_version):
        super().obj_make_compatible(primitive, target_version)
        if target_version == '1.0':
            primitive.pop(LATER.get(type(self).__name__), None)


classes = {}
for name, declared in shapes.items():
    body = {
        'VERSION': '1.1',
        'fields': {one: field_of(kind) for one, kind in declared.items()},
        'obj_relationships': {},
    }
    made = type(name, (Backports, base.VersionedObject), body)
    classes[name] = base.VersionedObjectRegistry.register(made)


def object_of(name, plain):
    values = {}
    for one, kind in shapes[name].items():
        value = plain[one]
        if isinstance(kind, dict) and 'object' in kind and value is not None:
            value = object_of(kind['object'], value)
        elif isinstance(kind, dict) and isinstance(kind.get('list'), dict):
            value = [object_of(kind['list']['object'], item) for item in value]
        elif kind == 'json?' and value is not None:
            value = {key: str(item) for key, item in value.items()}
        values[one] = value
    made = classes[name](**values)
    made.obj_reset_changes()
    return made


payload = given['payload']
objects = [object_of(payload, plain) for plain in given['plains']]
manifest = {name: '1.0' for name in shapes}


def encode(i):
    return json.dumps(objects[i].obj_to_primitive())


def older(i):
    return json.dumps(objects[i].obj_to_primitive(target_version='1.0', version_manifest=manifest))


texts = [encode(i) for i in range(len(objects))]


def decode(i):
    return base.VersionedObject.obj_from_primitive(json.loads(texts[i]))


def both(i):
    return base.VersionedObject.obj_from_primitive(json.loads(encode(i)))


def microseconds(work):
    count = 0
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        calls = 0
        while time.perf_counter() - begun < ROUND_S:
            work(count % len(objects))
            count += 1
            calls += 1
        times.append((time.perf_counter() - begun) / calls)
    return statistics.median(times) * 1e6


for i in range(len(objects)):
    assert json.loads(json.dumps(decode(i).obj_to_primitive())) == json.loads(texts[i])

json.dump(
    {
        'bytes': round(statistics.mean(len(text.encode()) for text in texts)),
        'encode': microseconds(encode),
        'decode': microseconds(decode),
        'both': microseconds(both),
        'older': microseconds(older),
    },
    sys.stdout,
)
