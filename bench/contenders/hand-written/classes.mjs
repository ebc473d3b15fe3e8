// Five classes of a cloud, written out by hand: what they hold on the wire is plain JSON.
import * as check from './checks.mjs';

const SOURCES = new Set(['blank', 'image', 'snapshot', 'volume']);
const DESTINATIONS = new Set(['local', 'volume']);
const BUSES = new Set(['ide', 'scsi', 'virtio', 'sata', 'usb']);
const STATES = new Set(['active', 'stopped', 'paused']);

export class Flavor {
  id;
  name;
  memoryMb;
  vcpus;
  rootGb;
  ephemeralGb;
  flavorid;
  swap;
  rxtxFactor;
  vcpuWeight;
  disabled;
  isPublic;
  extraSpecs;
  projects;
  foobars;

  static parse(data) {
    const made = new Flavor();
    made.id = check.integer(data.id, 'Flavor.id');
    made.name = check.string(data.name, 'Flavor.name');
    made.memoryMb = check.integer(data.memory_mb, 'Flavor.memory_mb');
    made.vcpus = check.integer(data.vcpus, 'Flavor.vcpus');
    made.rootGb = check.integer(data.root_gb, 'Flavor.root_gb');
    made.ephemeralGb = check.integer(data.ephemeral_gb, 'Flavor.ephemeral_gb');
    made.flavorid = check.string(data.flavorid, 'Flavor.flavorid');
    made.swap = check.integer(data.swap, 'Flavor.swap');
    made.rxtxFactor = check.number(data.rxtx_factor, 'Flavor.rxtx_factor');
    made.vcpuWeight = check.integerOrNull(data.vcpu_weight, 'Flavor.vcpu_weight');
    made.disabled = check.boolean(data.disabled, 'Flavor.disabled');
    made.isPublic = check.boolean(data.is_public, 'Flavor.is_public');
    made.extraSpecs = check.stringMap(data.extra_specs, 'Flavor.extra_specs');
    made.projects = check.strings(data.projects, 'Flavor.projects');
    made.foobars = check.strings(data.foobars, 'Flavor.foobars');
    return made;
  }

  toJSON() {
    return {
      id: this.id,
      name: this.name,
      memory_mb: this.memoryMb,
      vcpus: this.vcpus,
      root_gb: this.rootGb,
      ephemeral_gb: this.ephemeralGb,
      flavorid: this.flavorid,
      swap: this.swap,
      rxtx_factor: this.rxtxFactor,
      vcpu_weight: this.vcpuWeight,
      disabled: this.disabled,
      is_public: this.isPublic,
      extra_specs: this.extraSpecs,
      projects: this.projects,
      foobars: this.foobars,
    };
  }

  /** For a peer of the version before. */
  toOlder() {
    const data = this.toJSON();
    delete data.foobars;
    return data;
  }
}

export class Tag {
  resourceId;
  tag;

  static parse(data) {
    const made = new Tag();
    made.resourceId = check.uuid(data.resource_id, 'Tag.resource_id');
    made.tag = check.string(data.tag, 'Tag.tag');
    return made;
  }

  toJSON() {
    return {
      resource_id: this.resourceId,
      tag: this.tag,
    };
  }
}

export class PciAddress {
  domain;
  bus;
  slot;
  function;

  static parse(data) {
    const made = new PciAddress();
    made.domain = check.integer(data.domain, 'PciAddress.domain');
    made.bus = check.integer(data.bus, 'PciAddress.bus');
    made.slot = check.integer(data.slot, 'PciAddress.slot');
    made.function = check.integer(data.function, 'PciAddress.function');
    return made;
  }

  toJSON() {
    return {
      domain: this.domain,
      bus: this.bus,
      slot: this.slot,
      function: this.function,
    };
  }
}

export class BlockDevice {
  uuid;
  instanceUuid;
  deviceName;
  bootIndex;
  source;
  destination;
  diskBus;
  cdromBuses;
  address;
  volume;
  volumeSizeGb;
  encrypted;
  encryptionFormat;
  encryptionSecretUuid;
  connectionInfo;
  tag;
  createdAt;
  updatedAt;
  deletedAt;

  static parse(data) {
    const made = new BlockDevice();
    made.uuid = check.uuid(data.uuid, 'BlockDevice.uuid');
    made.instanceUuid = check.uuid(data.instance_uuid, 'BlockDevice.instance_uuid');
    made.deviceName = check.stringOrNull(data.device_name, 'BlockDevice.device_name');
    made.bootIndex = check.integerOrNull(data.boot_index, 'BlockDevice.boot_index');
    made.source = check.oneOf(SOURCES, data.source, 'BlockDevice.source');
    made.destination = check.oneOfOrNull(DESTINATIONS, data.destination, 'BlockDevice.destination');
    made.diskBus = check.oneOfOrNull(BUSES, data.disk_bus, 'BlockDevice.disk_bus');
    made.cdromBuses = check.strings(data.cdrom_buses, 'BlockDevice.cdrom_buses');
    made.address = check.stringOrNull(data.address, 'BlockDevice.address');
    made.volume = check.stringOrNull(data.volume, 'BlockDevice.volume');
    made.volumeSizeGb = check.integerOrNull(data.volume_size_gb, 'BlockDevice.volume_size_gb');
    made.encrypted = check.boolean(data.encrypted, 'BlockDevice.encrypted');
    made.encryptionFormat = check.stringOrNull(
      data.encryption_format,
      'BlockDevice.encryption_format',
    );
    made.encryptionSecretUuid = check.uuidOrNull(
      data.encryption_secret_uuid,
      'BlockDevice.encryption_secret_uuid',
    );
    made.connectionInfo = data.connection_info;
    made.tag = check.stringOrNull(data.tag, 'BlockDevice.tag');
    made.createdAt = check.dateOrNull(data.created_at, 'BlockDevice.created_at');
    made.updatedAt = check.dateOrNull(data.updated_at, 'BlockDevice.updated_at');
    made.deletedAt = check.dateOrNull(data.deleted_at, 'BlockDevice.deleted_at');
    return made;
  }

  toJSON() {
    return {
      uuid: this.uuid,
      instance_uuid: this.instanceUuid,
      device_name: this.deviceName,
      boot_index: this.bootIndex,
      source: this.source,
      destination: this.destination,
      disk_bus: this.diskBus,
      cdrom_buses: this.cdromBuses,
      address: this.address,
      volume: this.volume,
      volume_size_gb: this.volumeSizeGb,
      encrypted: this.encrypted,
      encryption_format: this.encryptionFormat,
      encryption_secret_uuid: this.encryptionSecretUuid,
      connection_info: this.connectionInfo,
      tag: this.tag,
      created_at: check.textOf(this.createdAt),
      updated_at: check.textOf(this.updatedAt),
      deleted_at: check.textOf(this.deletedAt),
    };
  }

  /** For a peer of the version before. */
  toOlder() {
    const data = this.toJSON();
    delete data.deleted_at;
    return data;
  }
}

export class Instance {
  id;
  uuid;
  displayName;
  hostname;
  vmState;
  host;
  launchedAt;
  flavor;
  metadata;
  systemMetadata;
  tags;
  blockDevices;
  passthrough;
  accessIpV4;
  accessIpV6;
  projectId;
  userId;
  createdAt;
  updatedAt;
  deletedAt;

  static parse(data) {
    const made = new Instance();
    made.id = check.integer(data.id, 'Instance.id');
    made.uuid = check.uuid(data.uuid, 'Instance.uuid');
    made.displayName = check.stringOrNull(data.display_name, 'Instance.display_name');
    made.hostname = check.stringOrNull(data.hostname, 'Instance.hostname');
    made.vmState = check.oneOf(STATES, data.vm_state, 'Instance.vm_state');
    made.host = check.stringOrNull(data.host, 'Instance.host');
    made.launchedAt = check.dateOrNull(data.launched_at, 'Instance.launched_at');
    made.flavor = Flavor.parse(data.flavor);
    made.metadata = check.stringMap(data.metadata, 'Instance.metadata');
    made.systemMetadata = check.stringMap(data.system_metadata, 'Instance.system_metadata');
    made.tags = check.listOf(Tag.parse, data.tags, 'Instance.tags');
    made.blockDevices = check.listOf(
      BlockDevice.parse,
      data.block_devices,
      'Instance.block_devices',
    );
    made.passthrough = check.listOf(PciAddress.parse, data.passthrough, 'Instance.passthrough');
    made.accessIpV4 = check.stringOrNull(data.access_ip_v4, 'Instance.access_ip_v4');
    made.accessIpV6 = check.stringOrNull(data.access_ip_v6, 'Instance.access_ip_v6');
    made.projectId = check.stringOrNull(data.project_id, 'Instance.project_id');
    made.userId = check.stringOrNull(data.user_id, 'Instance.user_id');
    made.createdAt = check.dateOrNull(data.created_at, 'Instance.created_at');
    made.updatedAt = check.dateOrNull(data.updated_at, 'Instance.updated_at');
    made.deletedAt = check.dateOrNull(data.deleted_at, 'Instance.deleted_at');
    return made;
  }

  toJSON() {
    return {
      id: this.id,
      uuid: this.uuid,
      display_name: this.displayName,
      hostname: this.hostname,
      vm_state: this.vmState,
      host: this.host,
      launched_at: check.textOf(this.launchedAt),
      flavor: this.flavor,
      metadata: this.metadata,
      system_metadata: this.systemMetadata,
      tags: this.tags,
      block_devices: this.blockDevices,
      passthrough: this.passthrough,
      access_ip_v4: this.accessIpV4,
      access_ip_v6: this.accessIpV6,
      project_id: this.projectId,
      user_id: this.userId,
      created_at: check.textOf(this.createdAt),
      updated_at: check.textOf(this.updatedAt),
      deleted_at: check.textOf(this.deletedAt),
    };
  }

  /** For a peer of the version before. */
  toOlder() {
    const data = this.toJSON();
    delete data.deleted_at;
    data.flavor = this.flavor.toOlder();
    data.block_devices = this.blockDevices.map((one) => one.toOlder());
    return data;
  }
}
