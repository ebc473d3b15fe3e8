// The sides that are Python: each is one process, driven by lines of JSON.

import { isList, type JsonValue } from '../../../../src/core/json.js';
import { PythonPeer } from '../python-peer.js';
import { type Conductor, type Heard, type Node, type Places, USER } from './sides.js';

export async function pythonNode({ url, conductors, nodes }: Places): Promise<Node> {
  const peer = new PythonPeer('python-objects/node.py', oslo(url), conductors, nodes);
  await peer.ready();
  return {
    step: async ({ user = USER, ...step }) =>
      await peer.ask({ do: 'step', context: { user_id: user }, ...step }),
    tell: async (to, what) => {
      await peer.ask({ do: 'tell', what, ...to });
    },
    ...listening(peer),
  };
}

export async function pythonConductor(places: Places): Promise<Conductor> {
  const { url, conductors, oldConductors, notices } = places;
  const program = 'python-objects/conductor.py';
  const peer = new PythonPeer(program, oslo(url), conductors, oldConductors, notices);
  await peer.ready();
  return {
    store: async (servers) => {
      await peer.ask({ do: 'store', servers });
    },
    tell: async (to, uuid) => {
      await peer.ask({ do: 'tell', uuid, ...to });
    },
    ...listening(peer),
  };
}

function listening(peer: PythonPeer): Pick<Node, 'heard' | 'end'> {
  return {
    heard: async () => {
      const { heard } = await peer.ask({ do: 'heard' });
      return asHeard(heard);
    },
    end: () => {
      peer.end();
      return Promise.resolve();
    },
  };
}

function asHeard(said: unknown): readonly Heard[] {
  const items = said as JsonValue;
  if (!isList(items)) throw new Error('Python said something else than what it heard');
  return items.map((item) => {
    const [listener, what] = isList(item) ? item : [];
    if (typeof listener !== 'string' || what === undefined) throw new Error('nobody heard it');
    return [listener, what];
  });
}

function oslo(url: string): string {
  return `rabbit://${url.replace(/^amqp:\/\//, '')}/`;
}
