// Who meets whom in a state: a sender and a receiver, by the code that they run and the release that they
// write by. Many states have the same meetings.

import type { FleetState, Process } from '../../evolution/rollout/index.js';
import { tellProcess } from '../../evolution/rollout/index.js';

export interface Meeting {
  readonly sender: Process;
  readonly receiver: Process;
  /** The code of the conductors that may answer the receiver, and the sender when it is answered. */
  readonly asked: { readonly receiver: readonly string[]; readonly sender: readonly string[] };
}

/** Every two processes of a state, each as the sender. */
export function meetingsIn({ processes }: FleetState): readonly Meeting[] {
  return processes.flatMap((sender) =>
    processes
      .filter((receiver) => receiver !== sender)
      .map((receiver) => ({
        sender,
        receiver,
        asked: {
          receiver: conductorsFor(receiver, processes),
          sender: conductorsFor(sender, processes),
        },
      })),
  );
}

/** A conductor asks nobody. */
function conductorsFor(asker: Process, processes: readonly Process[]): readonly string[] {
  if (asker.role === 'conductor') return [];
  const codes = processes.filter(({ role }) => role === 'conductor').map(({ code }) => code);
  return [...new Set(codes)];
}

/** Two meetings with one key go the same way; conductors only count where one may be asked. */
export function keyOfMeeting(
  { sender, receiver, asked }: Meeting,
  releases: readonly string[],
): string {
  const mayAsk = (by: Process, of: Process): boolean =>
    releases.indexOf(by.code) < releases.indexOf(of.pin ?? of.code);
  return JSON.stringify([
    tellProcess(sender),
    tellProcess(receiver),
    mayAsk(receiver, sender) ? asked.receiver : 'asks nobody',
    mayAsk(sender, receiver) ? asked.sender : 'asks nobody',
  ]);
}
