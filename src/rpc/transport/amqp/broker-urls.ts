// URLs of brokers have passwords. They are taken apart at once; what is shown is host and port alone, and texts
// of others are searched for what must not be shown.

import { TransportError } from '../errors.js';
import type { Options } from './amqplib.js';

/** One broker. */
export interface BrokerAddress {
  /** Host and port: what may be shown. */
  readonly title: string;
  readonly isTls: boolean;
  /** For amqplib, with user and password. */
  readonly connect: Options.Connect;
  /** Without what must not be shown. */
  readonly scrub: (text: string) => string;
}

/** As oslo negotiates it. */
const HEARTBEAT_S = 60;
const PORTS: Readonly<Record<string, number>> = { 'amqp:': 5672, 'amqps:': 5671 };

/** Brokers by their URLs, in the order in which they are tried. */
export function parseBrokerUrls(urls: string | readonly string[]): readonly BrokerAddress[] {
  const list = typeof urls === 'string' ? [urls] : urls;
  if (list.length === 0) throw new TransportError('bad-setting', 'no URL of a broker is given');
  return list.map((url, index) => {
    const address = parse(url);
    if (address !== undefined) return address;
    // Not what it is: it may have a password.
    const text = `broker URL ${index + 1} is no URL such as amqps://user:password@host:5671/vhost`;
    throw new TransportError('bad-setting', text);
  });
}

function parse(text: string): BrokerAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const port = url.port === '' ? PORTS[url.protocol] : Number(url.port);
  const [username, password, vhost] = [url.username, url.password, url.pathname.slice(1)].map(
    decoded,
  );
  if (port === undefined || username === undefined || password === undefined) return undefined;
  if (vhost === undefined || url.hostname === '') return undefined;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const heartbeat = Number(url.searchParams.get('heartbeat') ?? HEARTBEAT_S);
  if (!Number.isInteger(heartbeat) || heartbeat < 0 || heartbeat > 65_535) return undefined;
  const isAnonymous = username === '' && password === '';
  return {
    title: `${url.hostname}:${port}`,
    isTls: url.protocol === 'amqps:',
    connect: {
      protocol: url.protocol.slice(0, -1),
      hostname,
      port,
      // amqplib decodes it once more.
      vhost: encodeURIComponent(vhost),
      heartbeat,
      ...(isAnonymous ? {} : { username, password }),
    },
    scrub: scrubber([password, url.password, username, url.username]),
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function scrubber(secrets: readonly string[]): (text: string) => string {
  const found = secrets.filter((secret) => secret !== '');
  return (text) => found.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
