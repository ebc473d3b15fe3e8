// The contract of transports over a real RabbitMQ.

import { afterAll, beforeAll } from 'vitest';
import { amqpTransport } from '../../../src/rpc/transport/index.js';
import { transportContract } from '../../rpc/transport/contract.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';

describeWith(missingRabbit, 'RabbitMQ', () => {
  let rabbit: Rabbit | undefined;
  beforeAll(async () => {
    rabbit = await anyRabbit();
  });
  afterAll(async () => {
    await rabbit?.stop();
  });

  transportContract('amqp', (options) => amqpTransport({ ...options, url: rabbit?.url ?? '' }));
});
