// A server over a broker that says just what a test wants: at most once, and answers that cannot be read.

import { expect, it } from 'vitest';
import { Endpoint } from '../../../src/rpc/transport/endpoint.js';
import { codeOf, message, serving, sleep, until } from './harness.js';
import { scripted } from './scripted.js';

it('a request that is perhaps not ours alone is not run', async () => {
  const { broker, hand } = scripted();
  const endpoint = new Endpoint({}, () => broker);
  let ran = 0;
  await endpoint.serve(serving('t'), () => ++ran);
  hand({ take: () => Promise.resolve(false) });
  hand({});
  await until(() => ran > 0);
  await sleep(10);
  expect(ran).toBe(1);
  await endpoint.close();
});

it('a request runs only after it was taken', async () => {
  const { broker, hand } = scripted();
  const endpoint = new Endpoint({}, () => broker);
  const order: string[] = [];
  await endpoint.serve(serving('t'), () => {
    order.push('run');
    return null;
  });
  const take = async (): Promise<boolean> => {
    await sleep(20);
    order.push('taken');
    return true;
  };
  hand({ take });
  await until(() => order.includes('run'));
  expect(order).toEqual(['taken', 'run']);
  await endpoint.close();
});

it('an answer that cannot be read ends the call that it was for, and no other', async () => {
  const { broker, sent, hand } = scripted();
  const endpoint = new Endpoint({}, () => broker);
  const first = codeOf(endpoint.call({ topic: 't' }, message('a'), { timeoutMs: 5000 }));
  const second = codeOf(endpoint.call({ topic: 't' }, message('b'), { timeoutMs: 300 }));
  await until(() => sent.length === 2);
  const id = /_msg_id\\":\\"([0-9a-f]{32})/.exec(sent[0]?.body.toString() ?? '')?.[1] ?? '';
  hand({
    body: Buffer.from(
      `{"oslo.version":"2.0","oslo.message":"{\\"result\\": NaN, \\"_msg_id\\": \\"${id}\\"}"}`,
    ),
  });
  expect(await first).toMatchObject({ code: 'broken-reply', mayHaveRun: true });
  expect((await second).code).toBe('call-timeout');
  await endpoint.close();
});
