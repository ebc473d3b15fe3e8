// All codes, in one place. Each area's codes stand in a file of its own under catalogue/.

import type { Definition } from './diagnostic.js';
import { YAML } from './catalogue/yaml.js';
import { SCHEMA } from './catalogue/schema.js';
import { MODEL } from './catalogue/model.js';
import { HISTORY } from './catalogue/history.js';
import { RELEASE } from './catalogue/release.js';
import { CONFIG } from './catalogue/config.js';
import { HOOKS } from './catalogue/hooks.js';
import { BUMP } from './catalogue/bump.js';
import { GATE } from './catalogue/gate.js';
import { GENERATED } from './catalogue/generated.js';
import { STORAGE } from './catalogue/storage.js';
import { LAW } from './catalogue/law.js';
import { ADOPT } from './catalogue/adopt.js';

export const CATALOGUE = {
  ...YAML,
  ...SCHEMA,
  ...MODEL,
  ...HISTORY,
  ...STORAGE,
  ...RELEASE,
  ...CONFIG,
  ...HOOKS,
  ...GENERATED,
  ...GATE,
  ...BUMP,
  ...LAW,
  ...ADOPT,
};

export type Code = keyof typeof CATALOGUE;

export type ParametersOf<C extends Code> =
  (typeof CATALOGUE)[C] extends Definition<infer P> ? P : never;
