// The store: one process that owns the rows, compares and swaps on their revisions, and writes all that happens to a
// file that only grows. It outlives every conductor.

import { appendFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { onLine } from '../store/lines.js';
import type { Entry, Question, Reply, Row } from '../store/row.js';
import type { StoreOrder } from '../messages.js';
import { orderGiven, serve, tell } from './process-side.js';

/** As a database would: so that there are calls under way at any time, to be killed or drained in the midst of. */
const TAKES_MS = 15;

// Written by the process that forked this one.
const order = orderGiven() as StoreOrder;
const rows = new Map<string, Row>();
/** The id of the latest machine, by its home. */
const latest = new Map<string, string>();

const server = createServer((socket) => {
  // A conductor that is killed says nothing more.
  socket.on('error', () => undefined);
  onLine(socket, (line) => {
    answer(socket, JSON.parse(line) as Question);
  });
});
server.listen(order.socket, () => {
  tell({ kind: 'ready' });
});
serve(
  () => undefined,
  () => {
    server.close();
    return Promise.resolve();
  },
);

function answer(socket: Socket, question: Question): void {
  const reply: Reply = { rows: found(question), isWritten: written(question) };
  // All take as long, so they are answered in their order.
  setTimeout(() => socket.write(`${JSON.stringify(reply)}\n`), TAKES_MS);
}

function found(question: Question): readonly Row[] {
  const ids =
    question.ask === 'get' ? [question.id] : question.ask === 'current' ? latest.values() : [];
  return [...ids].flatMap((id) => rows.get(id) ?? []);
}

function written(question: Question): boolean {
  switch (question.ask) {
    case 'ran':
      append({ ran: question.token, by: question.by });
      return true;
    case 'put': {
      const { row, expected } = question;
      const before = rows.get(row.id);
      if ((before?.revision ?? 0) !== expected) return false;
      append({ put: row });
      rows.set(row.id, row);
      if (before === undefined) latest.set(row.home, row.id);
      return true;
    }
    default:
      return false;
  }
}

function append(entry: Entry): void {
  appendFileSync(order.file, `${JSON.stringify(entry)}\n`);
}
