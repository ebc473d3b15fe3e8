// The golden vectors of the worked domain: writes them anew, or says where the code gives something else.
//   node scripts/vectors.mjs [--check]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compiledCopy } from './compiled/copy.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = 'test/vectors/compute';

process.chdir(ROOT);
const isCheck = process.argv.includes('--check');
const copy = compiledCopy(ROOT, ['src', 'generated', 'hooks', 'test/vectors', 'test/compute']);
try {
  const { vectorDomain } = await copy.import('test/vectors/domain.ts');
  const { formatVectors, makeVectors, vectorFile } = await copy.import('test/vectors/vectors.ts');
  const made = makeVectors(vectorDomain());
  const texts = new Map(made.map((one) => [vectorFile(one.object), formatVectors(one)]));
  if (isCheck) await check(texts);
  else write(texts);
} finally {
  copy.remove();
}

function write(texts) {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of present()) if (!texts.has(name)) rmSync(join(FOLDER, name));
  for (const [name, text] of texts) writeFileSync(join(FOLDER, name), text);
  const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  process.stdout.write(`${texts.size} files, ${Math.round(size / 1024)} KiB\n`);
}

async function check(texts) {
  const { unifiedDiff } = await copy.import('src/cli/unified-diff.ts');
  const names = [...new Set([...present(), ...texts.keys()])].sort();
  const diffs = names.map((name) => {
    const path = join(FOLDER, name);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    return unifiedDiff(path, before, texts.get(name));
  });
  const text = diffs.join('');
  process.stdout.write(text);
  if (text !== '') process.exitCode = 1;
}

function present() {
  return existsSync(FOLDER) ? readdirSync(FOLDER) : [];
}
