// The hooks of the crates that tests store: one name before 1.2, two since.

interface Before {
  owner?: string;
}

interface Since {
  first?: string;
  last?: string;
}

export function backportTo1_1(far: Before, near: Readonly<Since>): void {
  if (near.first !== undefined) far.owner = [near.first, near.last ?? ''].join(' ').trim();
}

export function upgradeTo1_2(far: Since, near: Readonly<Before>): void {
  if (near.owner === undefined) return;
  const [first = '', ...rest] = near.owner.split(' ');
  far.first = first;
  far.last = rest.join(' ');
}
