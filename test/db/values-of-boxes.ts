// Boxes with a value in every field, by the names of the newest release and of the oldest.

export const LID = (
  colour: string,
  shine?: number,
  version = shine === undefined ? '1.0' : '1.1',
) => ({
  'versioned_object.name': 'Lid',
  'versioned_object.namespace': 'test',
  'versioned_object.version': version,
  'versioned_object.data': shine === undefined ? { colour } : { colour, shine },
});

export const FULL = {
  code: 'full',
  title: 'Ärmel',
  state: 'ready',
  size: 5,
  weight: 2.5,
  big: '123456789012345678901234567890',
  seen_at: '2024-02-29T23:59:59.125Z',
  photo: 'AAEC/w==',
  is_open: true,
  nickname: 'n',
  origin: 'here',
  labels: { constructor: 'a', 'k"\'': '\\' },
  tags: ['a', 'b'],
  ports: [3, 1, 3],
  lid: LID('red', 2),
  parts: [LID('blue', 0), LID('green', 7)],
};

export const FULL_OLD = {
  code: 'old',
  title: 't',
  state: 'idle',
  big: '7',
  open: false,
  motto: 'semper',
  labels: {},
  tags: ['x'],
  ports: [1],
  lid: LID('red'),
};
