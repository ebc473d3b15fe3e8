// The tarball and what it is tried with, installed once each by npm; rows stand in folders below and share it.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Beside the package in the folder that all rows share: every TypeScript and every bundler. */
const TOOLS = {
  'typescript-5.9': 'npm:typescript@~5.9.3',
  'typescript-6': 'npm:typescript@~6.0.3',
  'typescript-7': 'npm:typescript@^7.0.2',
  '@types/node': '^20.19.0',
  esbuild: '^0.28.0',
  vite: '^8.0.0',
};

const NPM = ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline'];

/** Packs what stands in dist/ and returns the tarball's path. */
export async function pack(root, folder) {
  const to = join(folder, 'packed');
  mkdirSync(to);
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', to], root);
  return join(to, readdirSync(to)[0]);
}

/** The tarball alone, as `npm install backlevel` brings it: without any optional peer. */
export function installAlone(folder, tarball) {
  return install(join(folder, 'alone'), { backlevel: `file:${tarball}` });
}

export function installTools(folder, tarball) {
  return install(join(folder, 'tools'), { backlevel: `file:${tarball}`, ...TOOLS });
}

/** A Node of that version, which npm brings too; the path of its program. */
export async function installNode(folder, version) {
  const at = await install(join(folder, `node-${version}`), { node: version });
  return run(join(at, 'node_modules/.bin/node'), ['-p', 'process.execPath'], at).then((path) =>
    path.trim(),
  );
}

async function install(folder, dependencies) {
  mkdirSync(folder);
  const described = { name: 'user', private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(described));
  await run('npm', NPM, folder);
  return folder;
}
