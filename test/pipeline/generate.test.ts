import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planGeneration, type Style } from '../../src/pipeline/generate.js';
import { applyEdits } from '../../src/pipeline/output-plan.js';
import { memoryCache, memoryHost, type MemoryHost } from '../support/memory-host.js';

const TEMPLATES = Object.fromEntries(
  readdirSync('templates').map((name) => [name, readFileSync(`templates/${name}`, 'utf8')]),
);

const FLAVOR = `object: Flavor
version: "1.0"
fields:
  id: integer
history:
  "1.0": First version
`;

function project(): MemoryHost {
  return memoryHost({
    'backlevel.config.yaml': 'namespace: compute\n',
    'schemas/flavor.yaml': FLAVOR,
    'schemas/tag.yaml': FLAVOR.replace('Flavor', 'Tag'),
  });
}

/** Prettier's stand-in, which says what it was asked. */
function shouting(asked: string[], fingerprint = 'loud'): Style {
  return {
    fingerprint,
    format: (path, text) => {
      asked.push(path);
      return Promise.resolve(`${text}// ${fingerprint}\n`);
    },
  };
}

function machine(host = project(), cache = memoryCache()) {
  const compiled: string[] = [];
  return {
    host,
    cache,
    /** How often something was compiled. */
    compiled,
    run: async (options: { style?: Style; program?: string } = {}) => {
      const generation = await planGeneration({
        tree: host,
        cache,
        config: 'backlevel.config.yaml',
        program: options.program ?? 'a',
        ...(options.style === undefined ? {} : { style: options.style }),
        templates: () => {
          compiled.push('once');
          return TEMPLATES;
        },
      });
      const edits = generation.plan?.edits ?? [];
      applyEdits(host, edits);
      generation.remember();
      return { ...generation, edits: edits.map(({ path }) => path) };
    },
  };
}

describe('a run of generate', () => {
  it('compiles nothing when nothing changed', async () => {
    const { run, compiled } = machine();
    expect((await run()).edits).toContain('generated/flavor.ts');
    const again = await run();
    expect(again).toMatchObject({ edits: [], findings: [], objects: 2 });
    expect(compiled).toHaveLength(1);
  });

  it.each([
    [
      'a schema changes',
      (host: MemoryHost) => {
        host.write('schemas/tag.yaml', FLAVOR.replace('Flavor', 'Label'));
      },
    ],
    [
      'a schema is new',
      (host: MemoryHost) => {
        host.write('schemas/x.yaml', FLAVOR.replace('Flavor', 'X'));
      },
    ],
    [
      'a schema goes',
      (host: MemoryHost) => {
        host.remove('schemas/tag.yaml');
      },
    ],
    [
      'the config changes',
      (host: MemoryHost) => {
        host.write('backlevel.config.yaml', 'namespace: other\n');
      },
    ],
    [
      'a generated file is edited',
      (host: MemoryHost) => {
        host.write('generated/tag.ts', '//\n');
      },
    ],
    [
      'a generated file goes',
      (host: MemoryHost) => {
        host.remove('generated/tag.ts');
      },
    ],
    [
      'the list of files goes',
      (host: MemoryHost) => {
        host.remove('generated/.backlevel.json');
      },
    ],
  ])('does its work when %s', async (_when, change) => {
    const { run, host } = machine();
    await run();
    change(host);
    expect((await run()).edits).not.toEqual([]);
    expect((await run()).edits).toEqual([]);
  });

  it('does its work when another build of the program runs', async () => {
    const { run, compiled } = machine();
    await run();
    await run({ program: 'b' });
    expect(compiled).toHaveLength(2);
  });

  it('gives the same files with any cache as with none', async () => {
    const clean = machine();
    await clean.run();
    for (const damage of ['', '{}', 'x\n{"program":"a"}', 'x\nnull']) {
      const damaged = machine();
      damaged.cache.write('generate-backlevel.config.yaml', damage);
      await damaged.run();
      expect(damaged.host.files).toEqual(clean.host.files);
    }
  });

  it('forgets nothing that it warned of', async () => {
    const host = project();
    host.write('schemas/tag.yaml', FLAVOR.replace('Flavor', 'Tag').replaceAll('"1.0"', '1.0'));
    const { run } = machine(host);
    const first = await run();
    expect(await run()).toMatchObject({ findings: first.findings });
  });

  it('plans nothing while there are errors, and remembers nothing but what it parsed', async () => {
    const { run, host, cache } = machine();
    host.write('schemas/tag.yaml', 'object: Tag\n');
    const { plan, findings } = await run();
    expect(plan).toBeUndefined();
    expect(findings.length).toBeGreaterThan(0);
    expect([...cache.entries.keys()]).toEqual(['parsed-files']);
  });

  it('finds that there is no schema at all', async () => {
    const { run } = machine(memoryHost({ 'backlevel.config.yaml': 'schemas: nowhere\n' }));
    expect((await run()).findings.map(({ code }) => code)).toEqual(['config/no-schemas']);
  });
});

describe('the releases', () => {
  const release = (supported: string) =>
    `supported: [${supported}]\nreleases:\n  "1": { Flavor: "1.0" }\n  "2": { Flavor: "1.0", Tag: "1.0" }\n`;

  it('are in generated code as long as somebody may run them', async () => {
    const { run, host } = machine();
    await run();
    expect(host.read('generated/releases.ts')).toBeUndefined();
    host.write('schemas/releases.yaml', release('"1", "2"'));
    expect((await run()).edits).toEqual([
      'generated/index.ts',
      'generated/releases.ts',
      'generated/.backlevel.json',
    ]);
    expect(host.read('generated/releases.ts')).toContain('  "1": {\n    Flavor: "1.0",\n  },\n');
    host.write('schemas/releases.yaml', release('"2"'));
    expect((await run()).edits).toContain('generated/releases.ts');
    expect(host.read('generated/releases.ts')).not.toContain('"1": {');
    host.write('schemas/releases.yaml', release(''));
    await run();
    expect(host.read('generated/releases.ts')).toBeUndefined();
    expect(host.read('generated/index.ts')).not.toContain('releases');
  });
});

describe("a user's own style", () => {
  it('is asked for only where the text changed', async () => {
    const { run, host } = machine();
    const asked: string[] = [];
    await run({ style: shouting(asked) });
    const all = [...asked];
    expect(all).toContain('generated/flavor.ts');
    expect(host.read('generated/flavor.ts')).toContain('// loud');

    asked.length = 0;
    host.write('schemas/flavor.yaml', FLAVOR.replace('id:', 'ident:'));
    await run({ style: shouting(asked) });
    expect(asked).toEqual(['generated/flavor.ts']);
  });

  it('is asked for everywhere when it changed, or went', async () => {
    const { run, host } = machine();
    await run({ style: shouting([]) });
    const asked: string[] = [];
    await run({ style: shouting(asked, 'quiet') });
    expect(asked).toContain('generated/flavor.ts');
    expect(asked).toContain('generated/tag.ts');
    await run();
    expect(host.read('generated/tag.ts')).not.toContain('// quiet');
  });

  it('is restored where a file was edited', async () => {
    const { run, host } = machine();
    await run({ style: shouting([]) });
    const before = host.read('generated/tag.ts');
    host.write('generated/tag.ts', 'edited');
    await run({ style: shouting([]) });
    expect(host.read('generated/tag.ts')).toBe(before);
  });
});
