// TLS comes with the URL: `amqps:`. What the machine does not trust must be named, and then holds.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amqpTransport } from '../../../src/rpc/transport/index.js';
import { codeOf, message, methods, newTopic, serving } from '../../rpc/transport/harness.js';
import { missingPrivateRabbit, type PrivateRabbit, privateRabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';

describeWith(missingPrivateRabbit, 'a broker that speaks TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  let rabbit: PrivateRabbit;
  beforeAll(async () => {
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '1',
          '-subj',
          '/CN=localhost',
        ],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
        ...['-keyout', key ?? '', '-out', cert ?? ''],
      ],
      { stdio: 'ignore' },
    );
    rabbit = await privateRabbit((port) =>
      [
        `listeners.ssl.default = 127.0.0.1:${port}`,
        `ssl_options.certfile = ${cert ?? ''}`,
        `ssl_options.keyfile = ${key ?? ''}`,
        'ssl_options.verify = verify_none',
        '',
      ].join('\n'),
    );
  });
  afterAll(async () => {
    await rabbit.stop();
    rmSync(folder, { recursive: true });
  });

  it('is called where its certificate is trusted, and not where it is not', async () => {
    const url = `amqps://guest:guest@127.0.0.1:${rabbit.tlsPort}`;
    const trusting = await amqpTransport({ url, tls: { ca: readFileSync(cert ?? '') } });
    const topic = newTopic();
    await trusting.serve(serving(topic), methods);
    expect(await trusting.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
    await trusting.close();

    const wary = await amqpTransport({ url });
    const error = await codeOf(wary.call({ topic }, message('x'), { timeoutMs: 1500 }));
    expect(error.code).toBe('not-connected');
    expect(error.message).toMatch(/self.signed certificate/);
    await wary.close();
  });
});
