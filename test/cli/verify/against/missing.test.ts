// What of a tag cannot be had ends the run, and says what is missing, where, and what to do.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIG, evolved, generate, NEW, OLD, projectWith, release, verified } from './story.js';
import { integrityOf, json, lockOf, tarball, type Tarball } from './packages.js';
import type { Repository } from '../../git/repository.js';

const runtime = (): Tarball => tarball('0.0.1');

async function whyNot(repository: Repository, tags: readonly string[] = ['v1']): Promise<string> {
  try {
    await verified(repository, { tags, cases: 1 });
  } catch (error) {
    if (error instanceof Error && error.name === 'CannotRun') return error.message;
    throw error;
  }
  throw new Error('the run was not ended');
}

describe('a tag that cannot be held against', () => {
  it('one that git does not know is told with the nearest that it knows', async () => {
    const repository = await evolved({ runtime: runtime() });
    expect(await whyNot(repository, ['v1', 'v11'])).toMatch(/no branch, tag or commit `v11`.*`v1`/);
  });

  it('one from before the project', async () => {
    const repository = await projectWith(OLD);
    repository.git('rm', '--quiet', '--cached', '-r', '--ignore-unmatch', '.');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
    repository.git('tag', 'v0');
    expect(await whyNot(repository, ['v0'])).toMatch(/^v0 has no backlevel\.config\.yaml/);
  });

  it('one that does not keep its generated code', async () => {
    const repository = await projectWith(OLD);
    repository.write({ '.gitignore': 'generated\n.backlevel-cache\n' });
    release(repository, 'v1', runtime());
    expect(await whyNot(repository)).toMatch(/^v1 has no generated code in generated\//);
  });

  it('one whose schemas cannot be read', async () => {
    const repository = await projectWith(OLD);
    repository.write({ 'schemas/part.yaml': 'object: Part\nversion: "1.0"\n' });
    release(repository, 'v1', runtime());
    repository.write(OLD);
    expect(await whyNot(repository)).toMatch(
      /the schemas of v1 cannot be read:\nschemas\/part\.yaml/,
    );
  });

  it('one whose lock does not name the package', async () => {
    const repository = await projectWith(OLD);
    repository.commit({ 'package-lock.json': json({ packages: {} }) });
    repository.git('tag', 'v1');
    expect(await whyNot(repository)).toBe(
      'v1 does not say which runtime it ran with: package-lock.json does not name backlevel, and no package.json asks for backlevel; verify against a commit that has the lock file, where backlevel is installed',
    );
  });

  it('one whose generated code takes its runtime from another package', async () => {
    const config = `${CONFIG}runtimeModule: "@acme/objects"\n`;
    const repository = await projectWith({ ...OLD, 'backlevel.config.yaml': config });
    release(repository, 'v1', runtime());
    expect(await whyNot(repository)).toMatch(/^v1: .*@acme\/objects.*not in the repository/);
  });

  it('one whose tarball is not the one that its lock means is never run', async () => {
    const repository = await projectWith(OLD);
    const real = runtime();
    repository.commit({
      'package-lock.json': lockOf({ ...real, integrity: integrityOf(Buffer.from('another')) }),
      'vendor/backlevel-0.0.1.tgz': real.bytes,
    });
    repository.git('tag', 'v1');
    expect(await whyNot(repository)).toMatch(
      /^v1: its vendor\/backlevel-0\.0\.1\.tgz is not the one that package-lock\.json names: its integrity is another/,
    );
  });

  it('one whose tarball is not committed, and one whose tarball is none', async () => {
    const repository = await projectWith(OLD);
    repository.commit({ 'package-lock.json': lockOf(runtime()) });
    repository.git('tag', 'v1');
    expect(await whyNot(repository)).toMatch(/there is no vendor\/backlevel-0\.0\.1\.tgz/);
    const bytes = Buffer.from('no tarball');
    const broken = { version: '0.0.1', bytes, integrity: integrityOf(bytes) };
    release(repository, 'v2', broken);
    expect(await whyNot(repository, ['v2'])).toMatch(/^v2: .* cannot be unpacked/);
  });
});

/** The processes of either side that this one has started and that are still there. */
function workersAlive(): readonly string[] {
  const { pid } = process;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return children
    .filter((child) => child !== '' && existsSync(`/proc/${child}/cmdline`))
    .map((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8'))
    .filter((command) => command.includes('worker.js'));
}

describe('a process that fails', () => {
  it('code that cannot be loaded is told with what node said', async () => {
    const repository = await evolved({
      runtime: runtime(),
      faultsBefore: [
        {
          file: 'generated/index.ts',
          replace: 'export const registry',
          by: 'if (Part) throw new Error("cannot be loaded");\nexport const registry',
        },
      ],
    });
    const why = await whyNot(repository);
    expect(why).toMatch(/^the code of v1 ended by itself \(exit 1\)/);
    expect(why).toContain('cannot be loaded');
  });

  it('code that hangs is ended after its time, and what it was asked is told', async () => {
    const repository = await evolved({
      runtime: runtime(),
      faultsBefore: [
        { file: 'generated/part.ts', replace: 'const o = new Part();', by: 'for (;;) {}' },
      ],
    });
    const started = performance.now();
    const run = verified(repository, { cases: 1, deadline: 1500 });
    await expect(run).rejects.toThrow(
      /the code of v1 gave no answer within 1\.5 s; it was asked: write \{/,
    );
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(workersAlive()).toEqual([]);
  });

  it('code that writes to standard output is told by what it wrote', async () => {
    const repository = await evolved({
      runtime: runtime(),
      faultsBefore: [
        {
          file: 'generated/part.ts',
          replace: 'const o = new Part();',
          by: 'console.log("here I am"); const o = new Part();',
        },
      ],
    });
    expect(await whyNot(repository)).toMatch(
      /^the code of v1 wrote "here I am" to standard output/,
    );
  });

  it('code that ends its process leaves none behind', async () => {
    const repository = await evolved({
      runtime: runtime(),
      faultsBefore: [
        {
          file: 'generated/part.ts',
          replace: 'const o = new Part();',
          by: 'console.error("out of memory"); process.exit(7);',
        },
      ],
    });
    const why = await whyNot(repository);
    expect(why).toMatch(/^the code of v1 ended by itself \(exit 7\); it was asked: write/);
    expect(why).toContain('out of memory');
    expect(workersAlive()).toEqual([]);
  });

  it('a runtime that lacks something is told so, and the rest is tried', async () => {
    const young = tarball('0.0.5', {
      file: 'dist/runtime/registry.js',
      replace: 'backport(primitive, goal, options = {}) {',
      by: 'ebackport(primitive, goal, options = {}) {',
    });
    const repository = await evolved({ runtime: young });
    const { tags } = await verified(repository, { cases: 1 });
    expect(tags[0]?.failures).toEqual([]);
    expect(tags[0]?.skipped).toContainEqual({
      object: '*',
      why: 'the runtime of v1 cannot backport yet, so that this was not tried',
    });
  });
});

describe('what changed since the tag', () => {
  it('other settings of that time are those of that time', async () => {
    const then = `${CONFIG}output: src/objects\nimportExtension: none\npropertyNames: asWritten\n`;
    const repository = await projectWith({ ...OLD, 'backlevel.config.yaml': then });
    release(repository, 'v1', runtime());
    repository.write(NEW);
    await generate(repository);
    const { tags } = await verified(repository, { cases: 2 });
    expect(tags).toMatchObject([{ objects: 2, failures: [], runtime: '0.0.1' }]);
  });

  it('a runtime module of the user’s own goes along, with the runtime of its tag', async () => {
    const then = `${CONFIG}runtimeModule: ../lib/runtime.js\n`;
    const repository = await projectWith({
      ...OLD,
      'backlevel.config.yaml': then,
      'lib/runtime.ts': `export * from 'backlevel/runtime';\nexport { used } from './used.js';\n`,
      'lib/used.ts': 'export const used: number = 1;\n',
    });
    release(repository, 'v1', runtime());
    repository.write({ ...NEW, 'backlevel.config.yaml': CONFIG });
    await generate(repository);
    const { tags } = await verified(repository, { cases: 2 });
    expect(tags).toMatchObject([{ objects: 2, failures: [] }]);
  });

  it('another prefix is one failure that says so', async () => {
    const after = { ...NEW, 'backlevel.config.yaml': `${CONFIG}prefix: shop_object\n` };
    const repository = await evolved({ runtime: runtime(), after });
    const { tags } = await verified(repository);
    expect(tags[0]?.failures).toMatchObject([
      { object: '*', step: 'speaks', expected: 'versioned_object.name, as v1 writes it' },
    ]);
  });

  it('objects that one side does not have are not tried, and said to be so', async () => {
    const other = OLD['schemas/part.yaml']?.toString().replace('Part', 'Tool') ?? '';
    const repository = await evolved({
      runtime: runtime(),
      before: { ...OLD, 'schemas/tool.yaml': other },
      after: { ...NEW, 'schemas/tool.yaml': other.replace('Tool', 'Crate') },
    });
    const { tags } = await verified(repository, { cases: 1 });
    expect(tags[0]).toMatchObject({
      objects: 2,
      failures: [],
      skipped: [
        { object: 'Tool', why: 'the present has none any more' },
        { object: 'Crate', why: 'v1 has none yet' },
      ],
    });
  });
});
