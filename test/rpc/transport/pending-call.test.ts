// One call and what its server may say, in whatever order old servers say it.

import { expect, it } from 'vitest';
import { PendingCall } from '../../../src/rpc/transport/pending-call.js';
import { codeOf } from './harness.js';

function pending(): PendingCall {
  return new PendingCall('m on t', 60_000, {}, () => undefined);
}
const saying = (result: number | null, isEnding: boolean) =>
  ({ id: 'x', result, failure: undefined, isEnding }) as const;

it('the answer of a server that sends it before an empty ending is not lost', async () => {
  const call = pending();
  call.receive(saying(null, false));
  call.receive(saying(5, false));
  call.receive(saying(null, true));
  expect(await call.answer).toBe(5);
});

it('a heartbeat is no answer, and null is one', async () => {
  const call = pending();
  call.receive(saying(null, false));
  expect(call.ended.aborted).toBe(false);
  call.receive(saying(null, true));
  expect(await call.answer).toBeNull();
});

it('the first end counts', async () => {
  const call = pending();
  call.left();
  call.close();
  call.receive(saying(1, true));
  call.fail(new Error('too late'));
  expect(await codeOf(call.answer)).toMatchObject({ code: 'transport-closed', mayHaveRun: true });
});
