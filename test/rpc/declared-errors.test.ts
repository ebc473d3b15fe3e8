// Which errors come out as what: only those that both sides declared become classes again.

import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { declareError, isRpcError, RpcError } from '../../src/rpc/index.js';
import { errorFrom, failureFor } from '../../src/rpc/declared-errors.js';
import { type Failure, RemoteFailure } from '../../src/rpc/transport/index.js';
import { NotFound, UUID } from './fleet.js';

const notFound = declareError(NotFound, {
  module: 'shop.errors',
  fields: ({ uuid }) => ({ uuid }),
  make: (_message, { uuid }) => new NotFound(typeof uuid === 'string' ? uuid : '?'),
});

function came(failure: Partial<Failure>): RemoteFailure {
  return new RemoteFailure({
    ...{ class: 'RpcError', module: 'backlevel', message: 'm', args: [], kwargs: {} },
    ...failure,
  });
}

test('a declared error crosses with its fields, and comes out of its own class', () => {
  const failure = failureFor(new NotFound(UUID), [notFound]);
  expect(failure).toEqual({
    class: 'NotFound',
    module: 'shop.errors',
    message: `there is no ${UUID}`,
    args: [`there is no ${UUID}`],
    kwargs: { uuid: UUID },
  });
  expect(errorFrom(came(failure), [notFound])).toBeInstanceOf(NotFound);
});

test('an error of the same name from elsewhere is another', () => {
  const other = came({ class: 'NotFound', module: 'other.errors' });
  expect(errorFrom(other, [notFound])).toBe(other);
});

test('an error of ours keeps its code, if it is one and came from one of us', () => {
  const failure = failureFor(new RpcError('not-authorised', 'Flavor.save', 'no'), []);
  const back = errorFrom(came(failure), []);
  expect(isRpcError(back, 'not-authorised') && back.about).toBe('Flavor.save');
  for (const strange of [
    came({ kwargs: { code: 'constructor' } }),
    came({ kwargs: { code: 7 } }),
    came({ module: 'nova.exception', kwargs: { code: 'not-authorised' } }),
  ]) {
    expect(errorFrom(strange, [])).toBe(strange);
  }
});

test('a method that is not there is the same error here, wherever it was missed', () => {
  const asFailure = failureFor(new RpcError('no-such-method', 'Flavor.x', 'none'), []);
  expect(asFailure).toMatchObject({
    class: 'NoSuchMethod',
    module: expect.stringContaining('oslo_messaging') as string,
  });
  expect(isRpcError(errorFrom(came(asFailure), []), 'no-such-method')).toBe(true);
});

test('whoever answers another version of the interface says so, and it is told from a missing method', () => {
  const dispatcher = 'oslo_messaging.rpc.dispatcher';
  const other = came({ class: 'UnsupportedVersion', module: dispatcher });
  expect(isRpcError(errorFrom(other, []), 'unsupported-version')).toBe(true);
  const users = came({ class: 'UnsupportedVersion', module: 'shop.errors' });
  expect(errorFrom(users, [])).toBe(users);
});

test('a conductor of Python that is too old is told as one of ours is; one that is too new is not', () => {
  const said = (objver: string, supported: JsonValue): RemoteFailure =>
    came({
      class: 'IncompatibleObjectVersion',
      module: 'oslo_versionedobjects.exception',
      kwargs: { objname: 'Flavor', objver, supported },
    });
  const back = errorFrom(said('1.10', '1.9'), []);
  expect(isRpcError(back, 'conductor-too-old') && back.about).toBe('Flavor');
  for (const other of [said('1.9', '2.0'), said('x', '1.0'), said('1.1', 1)]) {
    expect(errorFrom(other, [])).toBe(other);
  }
});

test('what is no failure of a peer stays what it is', () => {
  const error = new Error('x');
  expect(errorFrom(error, [notFound])).toBe(error);
});
