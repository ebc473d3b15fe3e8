// The nine laws by name; what each says stands in the catalogue of findings, under `law/`.

/** In the order of their numbers. */
export type LawName =
  | 'valid'
  | 'composed'
  | 'upgradable'
  | 'thereAndBack'
  | 'backAndThere'
  | 'changes'
  | 'pure'
  | 'bounded'
  | 'identity';
