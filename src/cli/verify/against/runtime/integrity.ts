// Whether bytes are what a lock file says: https://www.w3.org/TR/SRI/#the-integrity-attribute

import { createHash } from 'node:crypto';

const STRONGEST_FIRST = ['sha512', 'sha384', 'sha256', 'sha1'];

/** True when one of the digests of the strongest kind is that of the bytes. */
export function hasIntegrity(bytes: Buffer, integrity: string): boolean {
  const digests = integrity.split(/\s+/).map((one) => {
    const [kind = '', digest = ''] = one.split(/-(.*)/s);
    return { kind, digest: digest.replace(/\?.*$/, '') };
  });
  const strongest = STRONGEST_FIRST.find((kind) => digests.some((one) => one.kind === kind));
  if (strongest === undefined) return false;
  const real = createHash(strongest).update(bytes).digest('base64');
  return digests.some(({ kind, digest }) => kind === strongest && digest === real);
}
