// The payloads as plain data, described once: validators, messages and records of all contenders are made of this.

const FLAVOR = {
  id: 'integer',
  name: 'string',
  memory_mb: 'integer',
  vcpus: 'integer',
  root_gb: 'integer',
  ephemeral_gb: 'integer',
  flavorid: 'string',
  swap: 'integer',
  rxtx_factor: 'number',
  vcpu_weight: 'integer?',
  disabled: 'boolean',
  is_public: 'boolean',
  extra_specs: { map: 'string' },
  projects: { list: 'string' },
  foobars: { list: 'string' },
};

const BLOCK_DEVICE = {
  uuid: 'uuid',
  instance_uuid: 'uuid',
  device_name: 'string?',
  boot_index: 'integer?',
  source: { enum: ['blank', 'image', 'snapshot', 'volume'] },
  destination: { enum: ['local', 'volume'], nullable: true },
  disk_bus: { enum: ['ide', 'scsi', 'virtio', 'sata', 'usb'], nullable: true },
  cdrom_buses: { list: 'string' },
  address: 'string?',
  volume: 'string?',
  volume_size_gb: 'integer?',
  encrypted: 'boolean',
  encryption_format: 'string?',
  encryption_secret_uuid: 'uuid?',
  connection_info: 'json?',
  tag: 'string?',
  created_at: 'datetime?',
  updated_at: 'datetime?',
  deleted_at: 'datetime?',
};

const TAG = { resource_id: 'uuid', tag: 'string' };

const PCI_ADDRESS = { domain: 'integer', bus: 'integer', slot: 'integer', function: 'integer' };

const INSTANCE = {
  id: 'integer',
  uuid: 'uuid',
  display_name: 'string?',
  hostname: 'string?',
  vm_state: { enum: ['active', 'stopped', 'paused'] },
  host: 'string?',
  launched_at: 'datetime?',
  flavor: { object: 'Flavor' },
  metadata: { map: 'string' },
  system_metadata: { map: 'string' },
  tags: { list: { object: 'Tag' } },
  block_devices: { list: { object: 'BlockDevice' } },
  passthrough: { list: { object: 'PciAddress' } },
  access_ip_v4: 'string?',
  access_ip_v6: 'string?',
  project_id: 'string?',
  user_id: 'string?',
  created_at: 'datetime?',
  updated_at: 'datetime?',
  deleted_at: 'datetime?',
};

/** By name; what is nested comes before what holds it. */
export const SHAPES = {
  Flavor: FLAVOR,
  Tag: TAG,
  PciAddress: PCI_ADDRESS,
  BlockDevice: BLOCK_DEVICE,
  Instance: INSTANCE,
};

/** A type with its marks taken apart: `integer?` is an integer that may be null. */
export function typeOf(type) {
  if (typeof type !== 'string') return { kind: Object.keys(type)[0], nullable: false, ...type };
  const nullable = type.endsWith('?');
  return { kind: nullable ? type.slice(0, -1) : type, nullable };
}

const PREFIX = 'versioned_object';

/** The data of a wire tree without its envelopes, with the fields of its shape alone. */
export function plainOf(name, tree) {
  const data = tree[`${PREFIX}.data`];
  const entries = Object.entries(SHAPES[name]).map(([field, type]) => [
    field,
    plainValue(typeOf(type), data[field]),
  ]);
  return Object.fromEntries(entries);
}

function plainValue(type, value) {
  if (value === null || value === undefined) return null;
  if (type.kind === 'object') return plainOf(type.object, value);
  if (type.kind === 'list') return value.map((one) => plainValue(typeOf(type.list), one));
  return value;
}
