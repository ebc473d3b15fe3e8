// A node's door to the broker: everything that it is sent and sends goes through here, and is seen as it is.

import { connect, createServer, type Server, type Socket } from 'node:net';
import { bodiesOf } from './frames.js';

export type Direction = 'in' | 'out';

export class Tap {
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Opens a door to the broker of this URL. */
  static async to(
    url: string,
    see: (direction: Direction, body: Buffer) => void,
  ): Promise<{ readonly tap: Tap; readonly url: string }> {
    const [broker, door] = [new URL(url), new URL(url)];
    const server = createServer();
    const tap = new Tap(server);
    server.on('connection', (inner) => {
      tap.#through(inner, connect(Number(broker.port), broker.hostname), see);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the tap has no port');
    door.hostname = '127.0.0.1';
    door.port = String(address.port);
    return { tap, url: door.href };
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#open) socket.destroy();
  }

  #through(inner: Socket, outer: Socket, see: (direction: Direction, body: Buffer) => void): void {
    // A client begins with the name of the protocol.
    this.#pipe(
      inner,
      outer,
      bodiesOf((body) => {
        see('out', body);
      }, 8),
    );
    this.#pipe(
      outer,
      inner,
      bodiesOf((body) => {
        see('in', body);
      }),
    );
  }

  #pipe(from: Socket, to: Socket, see: (chunk: Buffer) => void): void {
    this.#open.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk: Buffer) => {
      see(chunk);
      to.write(chunk);
    });
    // However one side ends, the other learns it.
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#open.delete(from);
      to.destroy();
    });
  }
}
