// Schemas with mistakes in them: each folder's files must give just the findings of its expected.json, in the
// places that it names. Add a folder, add a test.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { load } from '../../src/load/index.js';
import { buildModel, type ModelSettings } from '../../src/model/index.js';

const CASES = fileURLToPath(new URL('broken/', import.meta.url));

interface Found {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const DEFAULTS: ModelSettings = {
  namespace: 'test',
  children: 'manifest',
  propertyNames: 'camelCase',
};

describe('what is broken is told once, where it is, and nothing else is', () => {
  for (const story of readdirSync(CASES)) {
    test(story.replaceAll('-', ' '), () => {
      expect(findingsOf(story)).toEqual(inOrder(expectedOf(story)));
    });
  }
});

function findingsOf(story: string): readonly Found[] {
  const folder = join(CASES, story);
  const names = readdirSync(folder);
  const files = names
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const settings = names.includes('settings.json') ? readJson(join(folder, 'settings.json')) : {};
  const loaded = load(files);
  const known = new Set(loaded.declarations.map(({ file }) => file));
  const unread = files.map(({ path }) => path).filter((path) => !known.has(path));
  const modelled = buildModel(loaded.declarations, { ...DEFAULTS, ...settings }, unread);
  const findings = [...loaded.findings, ...modelled.findings];
  return inOrder(
    findings.map(({ code, span }) => ({
      code,
      file: span?.file ?? '',
      line: span?.line ?? 0,
      column: span?.column ?? 0,
    })),
  );
}

function expectedOf(story: string): readonly Found[] {
  return readJson(join(CASES, story, 'expected.json')) as unknown as readonly Found[];
}

// The files are ours, and a case whose file says something else fails.
function readJson(path: string): Partial<ModelSettings> {
  return JSON.parse(readFileSync(path, 'utf8')) as Partial<ModelSettings>;
}

function inOrder(findings: readonly Found[]): readonly Found[] {
  const place = ({ file, line, column, code }: Found): string =>
    `${file}:${String(line).padStart(5, '0')}:${String(column).padStart(5, '0')}:${code}`;
  return [...findings].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
