// What a service would send: flavors of some 0.8 KB and instances of some 10 KB, as wire trees, each
// unlike the others. The same ones on every run.

const ENVELOPE = 'versioned_object';
const WORDS =
  'amber birch cedar delta ember fjord grove haven inlet jetty knoll larch maple north ocean pearl quartz ridge stone tidal'.split(
    ' ',
  );

/** A source of numbers that starts anew for each payload (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Maker {
  constructor(seed) {
    this.next = random(seed);
  }

  integer(limit) {
    return Math.floor(this.next() * limit);
  }

  chance(share) {
    return this.next() < share;
  }

  word() {
    return WORDS[this.integer(WORDS.length)];
  }

  /** A sixteenth of the texts is not ASCII. */
  text(words) {
    const text = Array.from({ length: words }, () => this.word()).join('-');
    return this.chance(1 / 16) ? `${text} – größer` : text;
  }

  hex(length) {
    return Array.from({ length }, () => this.integer(16).toString(16)).join('');
  }

  uuid() {
    return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join('-');
  }

  time() {
    return new Date(1.7e12 + this.integer(1e8) * 1000).toISOString().replace('.000', '');
  }

  /** Null about as often as in a database's rows. */
  orNull(make) {
    return this.chance(0.22) ? null : make();
  }

  map(entries, words) {
    const pairs = Array.from({ length: entries }, (_, i) => [
      `${this.word()}:${this.word()}_${i}`,
      this.text(words),
    ]);
    return Object.fromEntries(pairs);
  }

  object(name, namespace, version, data) {
    return {
      [`${ENVELOPE}.name`]: name,
      [`${ENVELOPE}.namespace`]: namespace,
      [`${ENVELOPE}.version`]: version,
      [`${ENVELOPE}.data`]: data,
    };
  }
}

function flavor(make) {
  return make.object('Flavor', 'compute', '1.1', {
    id: make.integer(1e6),
    name: make.text(2),
    memory_mb: 512 * (1 + make.integer(64)),
    vcpus: 1 + make.integer(32),
    root_gb: make.integer(200),
    ephemeral_gb: make.integer(50),
    flavorid: make.uuid(),
    swap: make.integer(4096),
    rxtx_factor: 1 + make.integer(8) / 4,
    vcpu_weight: make.orNull(() => make.integer(100)),
    disabled: make.chance(0.1),
    is_public: make.chance(0.8),
    extra_specs: make.map(8, 2),
    projects: [make.hex(32), make.hex(32)],
    foobars: [make.word(), make.word(), make.word()],
  });
}

function blockDevice(make, index) {
  return make.object('BlockDevice', 'compute', '1.8', {
    uuid: make.uuid(),
    instance_uuid: make.uuid(),
    device_name: `/dev/vd${String.fromCharCode(97 + index)}`,
    boot_index: make.orNull(() => make.integer(10) - 1),
    source: ['blank', 'image', 'snapshot', 'volume'][make.integer(4)],
    destination: make.orNull(() => (make.chance(0.5) ? 'local' : 'volume')),
    disk_bus: make.orNull(() => ['ide', 'scsi', 'virtio'][make.integer(3)]),
    cdrom_buses: [],
    address: null,
    volume: null,
    volume_size_gb: make.orNull(() => 1 + make.integer(500)),
    encrypted: false,
    encryption_format: null,
    encryption_secret_uuid: null,
    connection_info: make.orNull(() => ({
      driver: 'iscsi',
      target: `iqn.2010-10.org.example:volume-"${make.uuid()}"`,
      lun: make.integer(16),
    })),
    tag: make.orNull(() => make.text(1)),
    created_at: make.time(),
    updated_at: make.orNull(() => make.time()),
    deleted_at: null,
  });
}

function instance(make) {
  return make.object('Instance', 'compute', '2.7', {
    id: make.integer(1e6),
    uuid: make.uuid(),
    display_name: make.text(3),
    hostname: make.text(2),
    vm_state: ['active', 'stopped', 'paused'][make.integer(3)],
    host: make.orNull(() => `${make.word()}-${make.integer(1000)}`),
    launched_at: make.orNull(() => make.time()),
    flavor: flavor(make),
    old_flavors: {},
    metadata: make.map(20, 2),
    system_metadata: make.map(20, 3),
    tags: [
      make.object('Tag', 'compute', '1.1', { resource_id: make.uuid(), tag: make.text(1) }),
      make.object('Tag', 'compute', '1.1', { resource_id: make.uuid(), tag: make.text(2) }),
    ],
    block_devices: Array.from({ length: 10 }, (_, i) => blockDevice(make, i)),
    ports: [],
    passthrough: [
      make.object('PciAddress', 'compute', '1.0', {
        domain: 0,
        bus: make.integer(256),
        slot: make.integer(32),
        function: make.integer(8),
      }),
    ],
    trusted_certs: null,
    access_ip_v4: make.orNull(() => `10.0.${make.integer(256)}.${make.integer(256)}`),
    access_ip_v6: null,
    user_data: null,
    project_id: make.hex(32),
    user_id: make.hex(32),
    created_at: make.time(),
    updated_at: make.orNull(() => make.time()),
    deleted_at: null,
  });
}

const DISTINCT = 64;

/** The wire trees of each object that is measured, and the manifest of a peer a few versions behind. */
export const PAYLOADS = {
  Flavor: {
    trees: made(flavor),
    older: { Flavor: '1.0' },
  },
  Instance: {
    trees: made(instance),
    older: {
      Instance: '2.4',
      Flavor: '1.0',
      BlockDevice: '1.7',
      Volume: '1.6',
      Port: '1.4',
      Network: '1.1',
      Tag: '1.0',
      PciAddress: '1.0',
      UsbAddress: '1.0',
    },
  },
};

function made(make) {
  return Array.from({ length: DISTINCT }, (_, seed) => make(new Maker(seed + 1)));
}
