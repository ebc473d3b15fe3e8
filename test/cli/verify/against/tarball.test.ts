// A tarball comes from elsewhere: what is in it is read, and nothing of it gets out of its folder.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hasIntegrity } from '../../../../src/cli/verify/against/runtime/integrity.js';
import { readTarball } from '../../../../src/cli/verify/against/runtime/tarball.js';
import { integrityOf, tarball } from './packages.js';

interface Entry {
  readonly name: string;
  readonly content?: string;
  readonly kind?: string;
}

function archive(...entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = '', kind = '0' }) => {
    const header = Buffer.alloc(512);
    const bytes = Buffer.from(content);
    header.write(name, 0);
    header.write(bytes.length.toString(8).padStart(11, '0'), 124);
    header.write(kind, 156);
    header.write('ustar', 257);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('a tarball of the package', () => {
  it('yields the code that node runs, and no more', () => {
    const files = readTarball(tarball('0.0.1').bytes);
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('package.json');
    expect(paths).toContain('dist/runtime/index.js');
    expect(paths.filter((path) => !/\.(?:js|json)$/.test(path))).toEqual([]);
  });

  it('may have names longer than its header has room for', () => {
    const long = `${'a'.repeat(120)}.js`;
    const pax = (name: string): string => {
      const record = ` path=package/${name}\n`;
      return `${record.length + 3}${record}`;
    };
    const files = readTarball(
      archive(
        { name: 'PaxHeader', kind: 'x', content: pax(long) },
        { name: 'cut.js', content: 'one' },
        { name: '././@LongLink', kind: 'L', content: `package/b/${long}\0` },
        { name: 'cut.js', content: 'two' },
        { name: 'package/last.js', content: 'three' },
      ),
    );
    expect(files).toEqual([
      { path: long, text: 'one' },
      { path: `b/${long}`, text: 'two' },
      { path: 'last.js', text: 'three' },
    ]);
  });

  it('with a path that leads out of it is refused, and links are passed over', () => {
    expect(() => readTarball(archive({ name: 'package/../../evil.js' }))).toThrow(
      'leads out of it',
    );
    expect(() => readTarball(archive({ name: 'package/a\\..\\evil.js' }))).toThrow('leads out');
    expect(readTarball(archive({ name: 'package/link.js', kind: '2' }))).toEqual([]);
  });

  it('that is cut short is refused', () => {
    const header = Buffer.alloc(512);
    header.write('package/a.js', 0);
    header.write('00000010000', 124);
    expect(() => readTarball(gzipSync(header))).toThrow('cut short');
  });
});

describe('the integrity that a lock names', () => {
  const bytes = Buffer.from('bytes');

  it('is that of the strongest digest, of which one must be right', () => {
    const right = integrityOf(bytes);
    expect(hasIntegrity(bytes, right)).toBe(true);
    expect(hasIntegrity(bytes, `sha1-wrong ${right}`)).toBe(true);
    expect(hasIntegrity(bytes, `${integrityOf(Buffer.from('other'))} ${right}`)).toBe(true);
    expect(hasIntegrity(bytes, integrityOf(Buffer.from('other')))).toBe(false);
  });

  it('of a kind that nobody knows is not had', () => {
    expect(hasIntegrity(bytes, 'md5-abc')).toBe(false);
    expect(hasIntegrity(bytes, '')).toBe(false);
  });
});
