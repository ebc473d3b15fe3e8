// The bytes: what Python was seen to send is read, what it wants to see is written, and the rest is refused.

import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../../src/rpc/transport/index.js';
import { idsIn, readReply, writeReply } from '../../../src/rpc/transport/wire/reply.js';
import { readRequest, uniqueIdOf, writeRequest } from '../../../src/rpc/transport/wire/request.js';
import { message } from './harness.js';

const ID = 'a'.repeat(32);
const UNIQUE = 'b'.repeat(32);
const REPLY_TO = { id: ID, queue: `reply_${'c'.repeat(32)}`, monitorMs: undefined };

function enveloped(payload: unknown, version: unknown = '2.0'): Buffer {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return Buffer.from(JSON.stringify({ 'oslo.version': version, 'oslo.message': text }));
}

function whyNot(body: Buffer | string, limits: Limits = DEFAULT_LIMITS): string {
  const read = readRequest(Buffer.from(body), limits);
  return 'refused' in read ? read.refused : 'read';
}

describe('a request on the wire', () => {
  it('is what a Python server reads', () => {
    const asked = message('m', { a: 1 }, { context: { user_id: 'u1' }, namespace: 'ns' });
    const body = writeRequest(asked, { ...REPLY_TO, monitorMs: 2000 }, UNIQUE, DEFAULT_LIMITS);
    const envelope = JSON.parse(body.toString()) as Record<string, string>;
    expect(Object.keys(envelope)).toEqual(['oslo.version', 'oslo.message']);
    expect(envelope['oslo.version']).toBe('2.0');
    expect(JSON.parse(envelope['oslo.message'] ?? '')).toEqual({
      method: 'm',
      args: { a: 1 },
      version: '3.0',
      namespace: 'ns',
      _context_user_id: 'u1',
      _msg_id: ID,
      _reply_q: REPLY_TO.queue,
      _timeout: 2,
      _unique_id: UNIQUE,
    });
    expect(uniqueIdOf(body)).toBe(UNIQUE);
  });

  it('a cast has nothing that an answer would need', () => {
    const body = writeRequest(message('m'), undefined, UNIQUE, DEFAULT_LIMITS);
    expect(body.toString()).not.toMatch(/_msg_id|_reply_q|_timeout/);
  });

  it('as Python sends it is read', () => {
    // Captured from python3-oslo.messaging 14.0.3: blanks after separators, other order, non-ASCII escaped.
    const body =
      '{"oslo.version": "2.0", "oslo.message": "{\\"method\\": \\"echo\\", \\"args\\": {\\"text\\": \\"gr\\\\u00fc\\\\u00dfe\\"}, ' +
      '\\"version\\": \\"3.0\\", \\"_msg_id\\": \\"1f\\", \\"_reply_q\\": \\"reply_2f\\", \\"_timeout\\": null, ' +
      '\\"_unique_id\\": \\"3f\\", \\"_context_user_id\\": \\"u1\\", \\"_context_roles\\": []}"}';
    expect(readRequest(Buffer.from(body), DEFAULT_LIMITS)).toEqual({
      value: {
        message: {
          method: 'echo',
          args: { text: 'grüße' },
          context: { user_id: 'u1', roles: [] },
          version: '3.0',
        },
        replyTo: { id: '1f', queue: 'reply_2f', monitorMs: undefined },
        uniqueId: '3f',
      },
    });
  });

  it('without an envelope, a version, arguments or ids is one all the same', () => {
    const read = readRequest(Buffer.from('{"method": "m"}'), DEFAULT_LIMITS);
    expect(read).toEqual({
      value: {
        message: { method: 'm', args: {}, context: {}, version: '1.0' },
        replyTo: undefined,
        uniqueId: undefined,
      },
    });
  });

  it('is refused where it cannot be one, with the reason', () => {
    expect(whyNot('')).toBe('not-json');
    expect(whyNot('garbage')).toBe('not-json');
    expect(whyNot(Buffer.from([0xff, 0xfe, 0x00]))).toBe('not-utf8');
    expect(whyNot('[]')).toBe('bad-envelope');
    expect(whyNot('null')).toBe('bad-envelope');
    expect(whyNot(enveloped({ method: 'm' }, '1.0'))).toBe('bad-envelope');
    expect(whyNot(enveloped({ method: 'm' }, '3.0'))).toBe('bad-envelope');
    expect(whyNot(enveloped({ method: 'm' }, 2))).toBe('bad-envelope');
    expect(whyNot('{"oslo.version": "2.0", "oslo.message": {"method": "m"}}')).toBe('bad-envelope');
    expect(whyNot(enveloped('[1]'))).toBe('bad-payload');
    expect(whyNot(enveloped('{"method":'))).toBe('not-json');
    for (const payload of [
      {},
      { method: 1 },
      { method: '' },
      { method: 'x'.repeat(256) },
      { method: 'm', args: [] },
      { method: 'm', args: 'x' },
      { method: 'm', version: 3 },
      { method: 'm', namespace: {} },
      { method: 'm', _unique_id: 5 },
      { method: 'm', _msg_id: {}, _reply_q: 'reply_x' },
      { method: 'm', _msg_id: ID },
      { method: 'm', _msg_id: ID, _reply_q: 'conductor' },
      { method: 'm', _msg_id: ID, _reply_q: `reply_${'x'.repeat(300)}` },
    ]) {
      expect([payload, whyNot(enveloped(payload))]).toEqual([payload, 'bad-payload']);
    }
  });

  it('too deep is refused before anything is made of it, too large before it is read', () => {
    const deep = '['.repeat(10_000_000);
    expect(whyNot(`{"method":"m","args":{"x":${deep}`)).toBe('too-deep');
    expect(whyNot(enveloped(`{"method":"m","args":{"x":${'{"a":'.repeat(600)}`))).toBe('too-deep');
    expect(whyNot(Buffer.alloc(DEFAULT_LIMITS.maxBytes + 1, 0x20))).toBe('too-large');
    // Brackets in texts are no depth.
    const flat = { method: 'm', args: { x: '[{"\\['.repeat(2000) } };
    expect(whyNot(enveloped(flat))).toBe('read');
  });

  it('goes as deep as the limit, and is read as deep', () => {
    const limits = { ...DEFAULT_LIMITS, maxDepth: 4 };
    const asked = message('m', { a: [[['x']]] });
    const body = writeRequest(asked, REPLY_TO, UNIQUE, limits);
    expect(whyNot(body, limits)).toBe('read');
    expect(() =>
      writeRequest(message('m', { a: [[[[[['x']]]]]] }), REPLY_TO, UNIQUE, limits),
    ).toThrow(/nested no deeper than/);
  });

  it('hostile keys are own properties and nothing else', () => {
    const text =
      '{"method":"m","args":{"__proto__":{"x":1}},"_context___proto__":{"y":1},"__proto__":{"method":"z"}}';
    const read = readRequest(enveloped(text), DEFAULT_LIMITS);
    if ('refused' in read) throw new Error(read.refused);
    const { args, context, method } = read.value.message;
    expect(method).toBe('m');
    expect(Object.keys(args)).toEqual(['__proto__']);
    expect(Object.keys(context)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(context)).toBe(Object.prototype);
    // What only a prototype has is no member.
    expect(whyNot(enveloped('{"__proto__":{"method":"z"}}'))).toBe('bad-payload');
  });
});

describe('an answer on the wire', () => {
  it('is what a Python client reads', () => {
    const failure = {
      class: 'ValueError',
      module: 'builtins',
      message: 'x',
      args: ['x'],
      kwargs: {},
    };
    const body = writeReply(
      { id: ID, result: null, failure, isEnding: true },
      UNIQUE,
      DEFAULT_LIMITS,
    );
    const envelope = JSON.parse(body.toString()) as Record<string, string>;
    const payload = JSON.parse(envelope['oslo.message'] ?? '') as Record<string, string>;
    expect(payload).toMatchObject({ result: null, ending: true, _msg_id: ID, _unique_id: UNIQUE });
    expect(JSON.parse(payload['failure'] ?? '')).toEqual({ ...failure, tb: [] });
    expect(uniqueIdOf(body)).toBe(UNIQUE);
    expect(idsIn(body)).toEqual([ID]);
  });

  it('of a server that passes on what it was told has the class that was meant, and no traceback', () => {
    const failure = {
      class: 'InstanceNotFound_Remote',
      module: 'nova.exception_Remote',
      message: 'none',
      tb: ['Traceback (most recent call last):\n'],
      args: [],
      kwargs: { code: 404 },
    };
    const payload = { result: null, failure: JSON.stringify(failure), ending: true, _msg_id: ID };
    expect(readReply(enveloped(payload), DEFAULT_LIMITS)).toEqual({
      value: {
        id: ID,
        result: null,
        isEnding: true,
        failure: {
          class: 'InstanceNotFound',
          module: 'nova.exception',
          message: 'none',
          args: [],
          kwargs: { code: 404 },
        },
      },
    });
  });

  it('is refused where it cannot be one', () => {
    for (const payload of [
      {},
      { _msg_id: 5 },
      { _msg_id: ID, failure: { class: 'X' } },
      { _msg_id: ID, failure: 'no json' },
      { _msg_id: ID, failure: '[]' },
      { _msg_id: ID, failure: '{}' },
      { _msg_id: ID, failure: '{"class":"X","args":{}}' },
      { _msg_id: ID, failure: '{"class":"X","kwargs":[]}' },
    ]) {
      expect(readReply(enveloped(payload), DEFAULT_LIMITS)).toEqual({ refused: 'bad-payload' });
    }
  });

  it('that cannot be read is still known to be one, by its id', () => {
    // Python writes NaN, which is not JSON.
    const body = enveloped(
      `{"result": NaN, "failure": null, "ending": true, "_msg_id": "${ID}", "_unique_id": "x"}`,
    );
    expect(readReply(body, DEFAULT_LIMITS)).toEqual({ refused: 'not-json' });
    expect(idsIn(body)).toEqual([ID]);
  });
});
