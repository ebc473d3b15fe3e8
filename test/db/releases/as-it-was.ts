// What of the worked domain is stored, as its developers had it at 2025.2: today's files without what was added to their
// histories since, and with the fields as they stood. That this is true, the code that comes of it shows.

import { readFileSync } from 'node:fs';

/** A text that stands in today's file, and what stood there then. */
type Edit = readonly [now: string, then: string];

interface Then {
  /** The newest version of that time; absent where nothing has changed since. */
  readonly version?: string;
  readonly edits?: readonly Edit[];
}

/** Every file of stored objects, and of all that stands inside them. */
const FILES: Readonly<Record<string, Then>> = {
  'aggregate.yaml': { version: '1.2', edits: [['  availability_zone: string?\n', '']] },
  'architecture.enum.yaml': { version: '1.0', edits: [[', riscv64]', ']']] },
  'block_device.yaml': {
    version: '1.6',
    edits: [
      [
        'address: (PciAddress | UsbAddress | NvmeAddress)?',
        'address: (IdeAddress | PciAddress | UsbAddress)?',
      ],
    ],
  },
  'disk_bus.enum.yaml': { version: '1.3', edits: [[', nvme]', ']']] },
  'flavor.yaml': {
    version: '1.0',
    edits: [['  foobars: { type: list<string>, doc: The foobars that come with it. }\n', '']],
  },
  'host.yaml': {
    version: '1.9',
    edits: [
      ['  nic: { type: "mac?", doc: The card that wakes it up. }\n', ''],
      ['  firmware_version: string?\n', '  running_vms: integer\n'],
    ],
  },
  'host_capability.enum.yaml': {
    version: '1.0',
    edits: [[', virtual_tpm, memory_encryption]', ']']],
  },
  'ide_address.yaml': {},
  'instance.v1.yaml': {},
  'instance.yaml': {
    version: '2.3',
    edits: [
      [
        '  old_flavors: { type: "map<list<Flavor?>>", doc: "What it was resized from, by project." }\n',
        '',
      ],
      ['list<(PciAddress | UsbAddress | NvmeAddress)>', 'list<(PciAddress | UsbAddress)>'],
      [
        '  trusted_certs: { type: "list<string>?", doc: Certificates that its image must be signed with. }\n',
        '  progress: { type: "integer?", min: 0, max: 100 }\n',
      ],
      [
        '  destroy: {}\n',
        '  destroy: {}\n  set_admin_password: { args: { password: { type: string, sensitive: true } } }\n',
      ],
      [
        '    trusted_certs: { table: instance_trusted_certs, owner: instance_id, value: certificate }\n',
        '',
      ],
    ],
  },
  'instance_state.enum.yaml': {
    version: '1.0',
    edits: [
      [
        '  - { value: rescued, doc: "Started from another image, to mend its own." }\n',
        '  - { value: rescue, doc: "Started from another image, to mend its own." }\n',
      ],
      ['  - { value: shelved, doc: "Stopped, and its host has been given to others." }\n', ''],
    ],
  },
  'network.yaml': { version: '1.1', edits: [['max: 65535 }\n  shared', 'max: 9000 }\n  shared']] },
  'numa_cell.yaml': {
    version: '1.1',
    edits: [
      [
        '  siblings: { type: list<set<integer>>, doc: Processors that are threads of one core. }\n',
        '',
      ],
    ],
  },
  'owned.mixin.yaml': {},
  'pci_address.yaml': {},
  'persistent.mixin.yaml': {
    edits: [
      ['  deleted_at: { type: "datetime?", doc: Set when the row is marked as deleted. }\n', ''],
    ],
  },
  'port.yaml': { version: '1.3' },
  'service.yaml': {
    version: '1.6',
    edits: [
      [
        '[compute, conductor, scheduler, console]',
        '[compute, conductor, scheduler, consoleauth, network]',
      ],
      ['disabled_reason: { type: string, default: "" }', 'disabled_reason: string?'],
    ],
  },
  'tag.yaml': { version: '1.0', edits: [['maxLength: 80 }', 'maxLength: 60 }']] },
  'usb_address.yaml': {},
  'vnic_type.enum.yaml': { version: '1.0', edits: [[', vdpa]', ']']] },
  'volume.yaml': {
    version: '1.5',
    edits: [['attachments: { type: set<uuid>,', 'attachments: { type: list<uuid>,']],
  },
  'volume_status.enum.yaml': {},
};
/** What stands inside objects of today alone. */
const NEWER = ['nvme_address.yaml'];

/** Hooks are named for versions; those that later ones brought. */
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  'hooks/host.ts': ['backportTo1_9', 'HostV1_10', 'HostV1_9'],
  'hooks/numa-cell.ts': ['upgradeTo1_2', 'NumaCellV1_2'],
  'hooks/port.ts': [],
  'hooks/volume.ts': [],
};

export type Files = Readonly<Record<string, string>>;

/** The project's files of today. */
export function filesNow(): Files {
  const schemas = [...Object.keys(FILES), ...NEWER];
  return {
    ...Object.fromEntries(Object.keys(HOOKS).map((path) => [path, readFileSync(path, 'utf8')])),
    ...Object.fromEntries(schemas.map((name) => [`schemas/${name}`, schemaNow(name)])),
  };
}

/** The same at 2025.2. */
export function filesThen(): Files {
  const schemas = Object.entries(FILES).map(([name, { version, edits = [] }]) => {
    let text = schemaNow(name);
    for (const [now, then] of edits) {
      if (!text.includes(now)) throw new Error(`${name} has no ${now}`);
      text = text.replace(now, then);
    }
    return [`schemas/${name}`, version === undefined ? text : withHistoryUpTo(text, version)];
  });
  const hooks = Object.entries(HOOKS).map(([path, names]) => [
    path,
    names.reduce(without, readFileSync(path, 'utf8')),
  ]);
  return Object.fromEntries([...hooks, ...schemas]) as Files;
}

/** A file of hooks without a function, or without a type that it imports. */
function without(text: string, name: string): string {
  const declared = new RegExp(`(?:/\\*\\*.*\\n)?export function ${name}\\([^]*?\\n}\\n\\n?`);
  const imported = new RegExp(`\\b${name}\\b,?\\s*`);
  return text.replace(declared.test(text) ? declared : imported, '');
}

function schemaNow(name: string): string {
  return readFileSync(`schemas/compute/${name}`, 'utf8');
}

/** Entries stand newest first. */
function withHistoryUpTo(text: string, version: string): string {
  const begin = text.indexOf('\nhistory:\n') + '\nhistory:\n'.length;
  const entry = text.indexOf(`  "${version}":`, begin);
  if (entry < 0) throw new Error(`there is no entry of ${version}`);
  const fields = text.slice(0, begin).replace(/^version: .*$/m, `version: "${version}"`);
  return fields + text.slice(entry);
}
