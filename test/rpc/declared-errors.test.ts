// Which errors come out as what: only those that both sides declared become classes again.

import { expect, test } from 'vitest';
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

test('what is no failure of a peer stays what it is', () => {
  const error = new Error('x');
  expect(errorFrom(error, [notFound])).toBe(error);
});
