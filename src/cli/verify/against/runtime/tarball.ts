// What is in a package's tarball, as far as node runs it: its JavaScript and JSON. Nothing is written from here,
// and no path leads out of the package.
// The format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06

import { gunzipSync } from 'node:zlib';
import type { KeptFile } from '../../../../disk/kept-folder.js';

const BLOCK = 512;
/** Unpacked; far more than any package has, and less than would fill a machine. */
const LARGEST = 512 * 1024 * 1024;

/** The files by their path in the package; throws an Error that says what is wrong with it. */
export function readTarball(bytes: Buffer): readonly KeptFile[] {
  const archive = gunzipSync(bytes, { maxOutputLength: LARGEST });
  const files: KeptFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    const start = at + BLOCK;
    if (!(size >= 0) || start + size > archive.length) throw new Error('the archive is cut short');
    const content = archive.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;

    const kind = text(header, 156, 1);
    if (kind === 'L') longName = text(content, 0, size);
    else if (kind === 'x') longName = paxPath(content) ?? longName;
    else if (kind !== 'g') {
      const path = inPackage(longName ?? shortName(header));
      longName = undefined;
      if ((kind === '0' || kind === '') && /\.(?:[mc]?js|json)$/.test(path)) {
        files.push({ path, text: content.toString('utf8') });
      }
    }
  }
  return files;
}

function shortName(header: Buffer): string {
  const prefix = text(header, 345, 155);
  const name = text(header, 0, 100);
  return prefix === '' || text(header, 257, 5) !== 'ustar' ? name : `${prefix}/${name}`;
}

/** Records of `LENGTH key=value`; the length is that of the whole record, in bytes. */
function paxPath(content: Buffer): string | undefined {
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at);
    const length = Number(content.toString('utf8', at, space));
    if (space < 0 || !(length > 0)) return undefined;
    const record = content.toString('utf8', space + 1, at + length - 1);
    if (record.startsWith('path=')) return record.slice('path='.length);
    at += length;
  }
  return undefined;
}

/** All that is in a tarball stands in one folder, most often `package`. */
function inPackage(name: string): string {
  const [, ...parts] = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.some((part) => part === '..' || /[\\:\0]/.test(part))) {
    throw new Error(`it has a path that leads out of it, ${name}`);
  }
  return parts.join('/');
}

/** Up to the first zero. */
function text(from: Buffer, start: number, length: number): string {
  const end = from.indexOf(0, start);
  const limit = start + length;
  return from.toString('utf8', start, end === -1 || end > limit ? limit : end);
}
