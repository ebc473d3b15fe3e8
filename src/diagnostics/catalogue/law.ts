// Findings of `verify`: a law that does not hold.

import { error, type Definition } from '../diagnostic.js';

export interface Broken {
  readonly from: string;
  readonly to: string;
  readonly object: string;
}

const CURE =
  'Correct the rule or the hook in this line; if both are as they should be, the generated code is wrong: report it with the value.';

/** One of the nine laws, by its number and its name. */
function law(number: number, name: string, cause: string): Definition<Broken> {
  return error({
    message: ({ object, from, to }: Broken) =>
      `${object} ${from} to ${to} breaks law ${number}, ${name}`,
    cause,
    cure: CURE,
  });
}

export const LAW = {
  'law/valid': law(
    1,
    'valid',
    'A backport has exactly the older shape, and holds what its history makes of the value, or a declared rule refuses it.',
  ),
  'law/composed': law(
    2,
    'composed',
    'A crossing over several versions is its single steps, one after the other.',
  ),
  'law/upgradable': law(
    3,
    'upgradable',
    'An upgrade has exactly the newer shape, and holds what its history makes of the value, or a declared rule refuses it.',
  ),
  'law/there-and-back': law(
    4,
    'there and back',
    'An older object that is upgraded and brought back is the same, but for what is declared.',
  ),
  'law/back-and-there': law(
    5,
    'back and there',
    'A newer object that is brought back and upgraded is the same, but for what is declared.',
  ),
  'law/changes': law(
    6,
    'changes follow',
    'The names in `changes` are renamed, dropped or kept with their fields, at every depth.',
  ),
  'law/pure': law(
    7,
    'pure',
    'No input is changed by a crossing, and the same input gives the same bytes.',
  ),
  'law/bounded': law(
    8,
    'bounded',
    'Nothing at any depth is newer than the manifest allows, or its reader could not read it.',
  ),
  'law/identity': law(9, 'identity', 'What is brought to the version that it has stays as it is.'),
  'law/undeclared-loss': error({
    message: ({ object, from, to }: Broken) =>
      `${object} ${from} to ${to} loses what no rule declares`,
    cause: 'Whoever reads the ledger of losses must be able to rely on it.',
    cure: CURE,
  }),
  'law/unreachable-rule': error({
    message: ({ object, from, to, what }: Broken & { readonly what: string }) =>
      `${object} ${from} to ${to}: it is declared that ${what}, but no value was found for which it happens`,
    cause:
      'A loss or a refusal that cannot happen warns operators of nothing, and hides what the author meant.',
    cure: 'Take it out of the history; or, if a value is known for which it happens, report it: the makers of values should find it.',
  }),
  'law/no-value': error({
    message: ({ object, from }: Broken) =>
      `the values made for ${object} ${from} do not fit their own shape, so nothing was proved`,
    cause:
      'The limits or patterns of some field contradict each other, or the makers of values are wrong.',
    cure: 'Correct the limits; if they are right, report it with the value.',
  }),
} satisfies Record<string, Definition<never>>;
