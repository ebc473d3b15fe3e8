"""What both releases of the objects share, and the errors that both sides know."""

from oslo_versionedobjects import base
from oslo_versionedobjects import fields


class ComputeObject(base.VersionedObject):
    OBJ_PROJECT_NAMESPACE = "compute"


class ComputeSerializer(base.VersionedObjectSerializer):
    OBJ_BASE_CLASS = ComputeObject


class SetOfStringsField(fields.AutoTypedField):
    AUTO_TYPE = fields.Set(fields.String())


class NotFound(Exception):
    """Made as it is remade from the wire: with its message, and its fields by name."""

    def __init__(self, message=None, **kwargs):
        super().__init__(message)
        self.kwargs = kwargs
