// A conductor on a broker that strangers may write to, and what each of them must be told.

import { expect } from 'vitest';
import {
  Aggregate,
  BlockDevice,
  ConsoleToken,
  Host,
  registry,
} from '../../../../generated/index.js';
import type { JsonValue } from '../../../../src/core/json.js';
import {
  amqpTransport,
  Conductor,
  ConductorClient,
  conductorPort,
  type Implementation,
  LocalCalls,
  RequestContext,
  serveConductor,
  type Transport,
} from '../../../../src/rpc/index.js';
import { instanceMethods, UUID } from '../../../rpc/fleet.js';
import { newTopic } from '../../../rpc/transport/harness.js';
import { anyRabbit, type Rabbit } from '../../../support/rabbitmq.js';
import { INSTANCE, primitive } from './requests.js';
import { type Answer, type JsonMap, Stranger } from './stranger.js';

/** What may come back for what is wrong; anything else was no check but an accident. */
const ERRORS = [
  'BackportRefused',
  'IncompatibleObjectVersion',
  'IncompleteManifestError',
  'InvalidTargetVersion',
  'InvalidValueError',
  'LimitExceededError',
  'NoSuchMethod',
  'RpcError',
  'UnknownFieldError',
  'UnsupportedObjectError',
  'UpgradeRefused',
];

/** Longer answers would make a stranger's text travel on. */
const LONGEST_ANSWER = 4_000;

export class Victim {
  readonly topic = newTopic();
  readonly stranger: Stranger;
  /** What was run, in order. */
  readonly ran: string[] = [];
  /** The host that was saved last. */
  saved: Host | undefined;
  readonly #rabbit: Rabbit;
  readonly #open: readonly Transport[];
  readonly #client: ConductorClient;

  private constructor(rabbit: Rabbit, stranger: Stranger, node: Transport, service: Transport) {
    this.#rabbit = rabbit;
    this.stranger = stranger;
    this.#open = [node, service];
    const port = conductorPort(node, { target: { topic: this.topic } });
    this.#client = new ConductorClient(port, Date.now);
  }

  static async start(): Promise<Victim> {
    const rabbit = await anyRabbit();
    const { url } = rabbit;
    const [node, service] = [await amqpTransport({ url }), await amqpTransport({ url })];
    const victim = new Victim(rabbit, await Stranger.at(url), node, service);
    const implementations = victim.#implementations();
    const conductor = new Conductor({ registry, implementations });
    await serveConductor(service, conductor, { server: 'one', topic: victim.topic });
    return victim;
  }

  async stop(): Promise<void> {
    await this.stranger.close();
    await Promise.all(this.#open.map((one) => one.close()));
    await this.#rabbit.stop();
  }

  /** An honest call is answered, and nothing of the process was changed. */
  async isUp(): Promise<void> {
    const context = new RequestContext({ calls: new LocalCalls([]) });
    expect(await this.#client.backport(context, INSTANCE, { Instance: '2.3' })).toEqual(
      primitive('Instance', '2.3', { uuid: UUID, display_name: 'web' }),
    );
    expect('polluted' in {}).toBe(false);
  }

  /** Asks for it, sees that the error is one of ours, and that the conductor goes on. */
  async refuses(method: string, args: JsonValue, more: JsonMap = {}): Promise<Answer> {
    const answer = await this.stranger.ask(this.topic, method, args, more);
    expect(answer.result).toBeNull();
    expect(ERRORS).toContain(answer.failure?.class);
    expect(answer.failure?.tb).toEqual([]);
    expect(answer.text).not.toMatch(/node_modules|node:internal|\.[jt]s:\d+/);
    expect(answer.text.length).toBeLessThan(LONGEST_ANSWER);
    await this.isUp();
    return answer;
  }

  /** The same for a method of an object. */
  refusesAction(objinst: JsonMap, objmethod: JsonValue, args: JsonValue = []): Promise<Answer> {
    return this.refuses('object_action', { objinst, objmethod, args });
  }

  #implementations(): readonly Implementation[] {
    const noted = <T>(what: string, value: T): T => {
      this.ran.push(what);
      return value;
    };
    return [
      instanceMethods(new Map()),
      doing(Host, {
        save: (_context, host) => {
          this.saved = noted('save', (host as Host).objClone());
        },
      }),
      doing(BlockDevice, {
        attach: (_context, device) => ({ stored: (device as BlockDevice).connectionInfo }),
      }),
      doing(ConsoleToken, { validate: () => noted('validate', new ConsoleToken()) }),
      doing(Aggregate, {
        updateMetadata: (_context, _aggregate, updates) => {
          noted(`metadata ${JSON.stringify(updates)}`, undefined);
        },
      }),
    ];
  }
}

/** What is done for some methods of a class; the others have no implementation. */
function doing(
  { $$type: type }: { readonly $$type: Implementation['type'] },
  methods: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>,
): Implementation {
  return { type, find: (property) => methods[property] };
}
