import type { RunbookV1_1, RunbookV1_2 } from '../generated/runbook.js';

export function backportTo1_1(far: RunbookV1_1, near: Readonly<RunbookV1_2>): void {
  const envelope = near as unknown as { readonly 'versioned_object.data': RunbookV1_2 };
  const { description } = envelope['versioned_object.data'];
  if (description !== undefined) far.text = description;
}

export function upgradeTo1_2(far: RunbookV1_2, near: Readonly<RunbookV1_1>): void {
  if (near.text !== undefined) far.description = near.text;
}
