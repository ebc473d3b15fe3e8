// `release retire`: nobody runs the release any more. It stays in the file, as the record of what it spoke.

import { isSupported, withoutSupport } from '../../evolution/releases/index.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { tell } from '../terminal.js';
import { findRelease, openReleases } from './open-releases.js';

export async function retire(
  invocation: Invocation,
  [name = '']: readonly string[],
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  const { file } = findRelease(opened, name);
  const wasSupported = isSupported(file.releases, name);
  if (wasSupported) {
    opened.project.host.write(file.path, withoutSupport(file.text, file.releases, name));
  }
  if (!options.has('quiet')) {
    const done = `retired ${name}; \`backlevel generate\` takes it out of the code`;
    tell(terminal, wasSupported ? done : `${name} is retired already: nothing to do`);
  }
  return 0;
}
