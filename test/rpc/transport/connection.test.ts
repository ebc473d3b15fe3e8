// A connection that tells why there is none: in the words of others, but never with what only the two of them know.

import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { ChannelModel, Connect } from '../../../src/rpc/transport/amqp/amqplib.js';
import { parseBrokerUrls } from '../../../src/rpc/transport/amqp/broker-urls.js';
import { Connection } from '../../../src/rpc/transport/amqp/connection.js';
import { until, watch } from './harness.js';

const SECRET = 's3cret';
const URLS = ['amqp://nova:s3cret@one', 'amqp://nova:s3cret@two'];

function connecting(connect: Connect) {
  const watched = watch();
  const brokers = parseBrokerUrls(URLS);
  const connection = new Connection({ connect, brokers, tls: undefined, notify: watched.observer });
  return { watched, connection };
}

/** A connection as amqplib has them, as far as one is needed. */
function model(): ChannelModel & EventEmitter {
  const emitter = Object.assign(new EventEmitter(), { close: () => Promise.resolve() });
  return emitter as unknown as ChannelModel & EventEmitter;
}

it('a refusal that has the password in it is told without', async () => {
  const { watched, connection } = connecting(() =>
    Promise.reject(new Error(`no login for nova with ${SECRET}`)),
  );
  await until(() => watched.kinds().length >= 4);
  await connection.close();
  const told = JSON.stringify([watched.events, connection.trouble]);
  expect(told).toContain('no login for *** with ***');
  expect(told).not.toMatch(/s3cret|nova/);
});

it('the brokers are tried in turn', async () => {
  const { watched, connection } = connecting(() => Promise.reject(new Error('no')));
  await until(() => watched.kinds().length >= 4);
  await connection.close();
  const titles = watched.events.flatMap((event) => ('broker' in event ? event.broker : []));
  expect(titles.slice(0, 4)).toEqual(['one:5672', 'two:5672', 'one:5672', 'two:5672']);
});

it('a connection that is lost is told with its reason, without secrets, and made again', async () => {
  const models = [model(), model()];
  let at = 0;
  const { watched, connection } = connecting(() => Promise.resolve(models[at++] ?? model()));
  await until(() => watched.kinds().includes('connected'));
  expect(connection.trouble).toBeUndefined();
  models[0]?.emit('blocked', `memory, says ${SECRET}`);
  models[0]?.emit('error', new Error(`bad frame ${SECRET}`));
  models[0]?.emit('close');
  await until(() => watched.kinds().filter((kind) => kind === 'connected').length === 2);
  expect(watched.events).toContainEqual({
    ...{ kind: 'disconnected', broker: 'one:5672', reason: 'bad frame ***' },
  });
  expect(JSON.stringify(watched.events)).not.toContain(SECRET);
  await connection.close();
});
