// All codes of our own errors. What looks like one of these errors may come from elsewhere, with any text for a code;
// whoever counts by codes must not count by that.

import type { ErrorCode } from '../../runtime/index.js';
import { RPC_CODES, type RpcErrorCode } from '../errors.js';
import type { TransportErrorCode } from '../transport/errors.js';

/** A code of calls, of transports or of objects. */
export type OwnCode = ErrorCode | RpcErrorCode | TransportErrorCode;

const CODES = {
  ...RPC_CODES,
  // Of transports.
  'not-connected': true,
  'no-server': true,
  'call-timeout': true,
  'server-silent': true,
  'call-cancelled': true,
  'not-confirmed': true,
  'transport-closed': true,
  'message-too-large': true,
  'not-json': true,
  'broken-reply': true,
  'remote-failure': true,
  'broker-refused': true,
  'bad-setting': true,
  'package-missing': true,
  // Of objects.
  'field-unset': true,
  'read-only': true,
  'invalid-value': true,
  'unknown-field': true,
  'incompatible-version': true,
  'unsupported-object': true,
  'invalid-target-version': true,
  'incomplete-manifest': true,
  'backport-refused': true,
  'upgrade-refused': true,
  'not-loadable': true,
  'orphaned-object': true,
  'not-comparable': true,
  'limit-exceeded': true,
} satisfies Record<OwnCode, true>;

/** Whether it is one of ours. */
export function isOwnCode(code: string): code is OwnCode {
  return Object.hasOwn(CODES, code);
}
