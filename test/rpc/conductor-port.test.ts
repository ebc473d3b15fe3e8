// What a node promises its callers while conductors go silent: calls end in the time that was given.

import { expect, it } from 'vitest';
import { conductorPort, TransportError, type Transport } from '../../src/rpc/index.js';
import { sleep } from './transport/harness.js';

/** A transport whose servers never say anything; how long each call was allowed to take. */
function silent(afterMs: number): { transport: Transport; timeouts: number[] } {
  const timeouts: number[] = [];
  const nothing = (): Promise<never> => Promise.reject(new Error('not called here'));
  const transport: Transport = {
    call: async (_target, _message, { timeoutMs = 0 } = {}) => {
      timeouts.push(timeoutMs);
      await sleep(afterMs);
      throw new TransportError('server-silent', 'no sign of life', true);
    },
    cast: nothing,
    fanout: nothing,
    serve: nothing,
    close: nothing,
  };
  return { transport, timeouts };
}

function call(transport: Transport, timeoutMs: number, isIdempotent = true): Promise<unknown> {
  const request = { method: 'ping', args: {}, context: {}, timeoutMs, isIdempotent };
  return conductorPort(transport).call(request);
}

it('a call that is sent again has what is left of its time, not all of it once more', async () => {
  const { transport, timeouts } = silent(40);
  await expect(call(transport, 60_000)).rejects.toMatchObject({ code: 'server-silent' });
  expect(timeouts).toHaveLength(3);
  expect(timeouts[0]).toBeLessThanOrEqual(60_000);
  expect(timeouts[1]).toBeLessThanOrEqual(59_970);
  expect(timeouts[2]).toBeLessThanOrEqual(59_940);
});

it('a call whose time is over is not sent again', async () => {
  const { transport, timeouts } = silent(60);
  await expect(call(transport, 50)).rejects.toMatchObject({ code: 'server-silent' });
  expect(timeouts).toHaveLength(1);
});

it('a call that may not be repeated is sent once, however much time is left', async () => {
  const { transport, timeouts } = silent(1);
  await expect(call(transport, 60_000, false)).rejects.toMatchObject({ mayHaveRun: true });
  expect(timeouts).toHaveLength(1);
});
