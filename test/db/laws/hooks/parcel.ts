// One name before 1.3, two since.

interface Before {
  owner?: string;
}

interface Since {
  first?: string;
  last?: string;
}

export function backportTo1_2(far: Before, near: Readonly<Since>): void {
  if (near.first === undefined) return;
  far.owner = near.last === undefined ? near.first : `${near.first} ${near.last}`;
}

export function upgradeTo1_3(far: Since, near: Readonly<Before>): void {
  if (near.owner === undefined) return;
  const [first = '', ...rest] = near.owner.split(' ');
  far.first = first;
  far.last = rest.join(' ');
}
