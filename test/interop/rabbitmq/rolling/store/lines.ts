// Whole lines of a socket: one that its sender did not finish, because it was killed, is none.

import type { Socket } from 'node:net';

export function onLine(socket: Socket, hear: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(hear);
  });
}
