// The sections of this bench, each as tables; they share a broker and one compiled copy of the sources.
import { resolve } from 'node:path';
import { compiledCopy } from '../../scripts/compiled/copy.mjs';
import { beside } from './beside.mjs';
import { Fleet } from './fleet.mjs';
import { growth } from './growth.mjs';
import { share } from './share.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

export const SECTIONS = { beside, growth, share };

/** Measures; a table as soon as it is known. */
export async function* tables({ sections, rounds, seconds }) {
  const code = compiledCopy(ROOT, ['src', 'generated', 'hooks', 'test/support']);
  try {
    const { anyRabbit } = await code.import('test/support/rabbitmq.ts');
    const rabbit = await anyRabbit();
    try {
      for (const name of sections) {
        const fleet = new Fleet({ url: rabbit.url, code: code.folder });
        try {
          yield* SECTIONS[name](fleet, { rounds, seconds });
        } finally {
          await fleet.end();
        }
      }
    } finally {
      await rabbit.stop();
    }
  } finally {
    code.remove();
  }
}
