// bun.lock: JSON with commas where JSON has none. https://bun.sh/docs/install/lockfile

import { isList } from '../../../../core/json.js';
import { isJsonValue } from '../../../../core/json-value.js';
import {
  memberOf,
  PACKAGE,
  parsedJson,
  wantedBy,
  type LockAnswer,
  type LockPlace,
} from './wanted.js';

export function readBunLock(text: string, place: LockPlace): LockAnswer | undefined {
  const lock = parsedJson(text.replace(/,(\s*[}\]])/g, '$1'));
  const entry = memberOf(memberOf(lock, 'packages'), PACKAGE);
  if (!isJsonValue(entry) || !isList(entry)) return undefined;
  const texts = entry.filter((part) => typeof part === 'string');
  const reference = (texts[0] ?? '').replace(`${PACKAGE}@`, '');
  const integrity = texts.find((part) => /^sha\d+-/.test(part));
  const isTarball = /\.(?:tgz|tar\.gz)$/.test(reference) && !/^\w+:/.test(reference);
  return wantedBy(isTarball ? `file:${reference}` : reference, place, { integrity });
}
