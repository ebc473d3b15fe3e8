// Which requests an endpoint answers: the same namespace, the same major, at least the minor asked for.

import type { Endpoint, Message } from '../transport.js';

/** Whether any endpoint answers. */
export function isAnswered(endpoints: readonly Endpoint[], message: Message): boolean {
  const asked = partsOf(message.version);
  if (asked === undefined) return false;
  return endpoints
    .filter(({ namespace }) => namespace === message.namespace)
    .map(({ version }) => partsOf(version))
    .some((own) => own !== undefined && own.major === asked.major && own.minor >= asked.minor);
}

function partsOf(version: string): { readonly major: number; readonly minor: number } | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})$/.exec(version);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}
