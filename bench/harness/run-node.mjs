// A script in a Node of its own, which may be another version; what it prints is JSON.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const HERE = resolve(import.meta.dirname);

export function runNode(script, args, { node = process.execPath, flags = [] } = {}) {
  const out = execFileSync(node, [...flags, join(HERE, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out);
}

/** The program of another version of Node, which npm brings. */
export function nodeOf(version) {
  const args = [
    'exec',
    '--yes',
    `--package=node@${version}`,
    '--',
    'node',
    '-p',
    'process.execPath',
  ];
  return execFileSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
