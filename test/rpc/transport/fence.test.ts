// A request runs only when the broker surely knows that it was taken: else it might run elsewhere too.

import { expect, it } from 'vitest';
import { Fence } from '../../../src/rpc/transport/amqp/fence.js';

/** A broker whose answers are given by hand. */
function broker(): { trips: { answer: () => void; lose: () => void }[]; fence: Fence } {
  const trips: { answer: () => void; lose: () => void }[] = [];
  const fence = new Fence(
    () =>
      new Promise<void>((resolve, reject) => {
        trips.push({
          answer: resolve,
          lose: () => {
            reject(new Error('channel closed'));
          },
        });
      }),
  );
  return { trips, fence };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

it('who comes together goes together; who comes later waits for a later answer', async () => {
  const { trips, fence } = broker();
  const passed: string[] = [];
  void fence.pass().then(() => passed.push('a'));
  void fence.pass().then(() => passed.push('b'));
  await turn();
  expect(trips).toHaveLength(1);
  void fence.pass().then(() => passed.push('c'));
  void fence.pass().then(() => passed.push('d'));
  await turn();
  expect(passed).toEqual([]);
  trips[0]?.answer();
  await turn();
  expect(passed).toEqual(['a', 'b']);
  expect(trips).toHaveLength(2);
  trips[1]?.answer();
  await fence.settled();
  await turn();
  expect(passed).toEqual(['a', 'b', 'c', 'd']);
});

it('where the channel is lost nobody passes', async () => {
  const { trips, fence } = broker();
  const first = fence.pass();
  await turn();
  const second = fence.pass();
  trips[0]?.lose();
  await turn();
  trips[1]?.lose();
  expect([await first, await second]).toEqual([false, false]);
});
