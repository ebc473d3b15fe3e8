// `lock`: records the present shapes as released; with --check, says what is not in it.

import { lockLacks } from '../../evolution/index.js';
import { hasErrors } from '../../pipeline/compile.js';
import { lockPath, lockText } from '../../pipeline/gate/lock-file.js';
import { addToLock, presentRecords } from '../../pipeline/gate/write-lock.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { gateOn } from '../gate.js';
import { openProject } from '../project.js';
import { report } from '../report.js';
import { tell } from '../terminal.js';

export async function lock({ terminal, options }: Invocation): Promise<ExitCode> {
  const project = openProject(terminal, options);
  const { host } = project;
  const { findings, objects, state } = await gateOn(project, { kind: 'lock' });
  if (state === undefined || hasErrors(findings)) {
    return report(terminal, options, findings, { tree: host, objects });
  }
  const path = lockPath(state.settings);
  const now = presentRecords(state.snapshot);
  if (options.has('check')) {
    const lacks = lockLacks(
      { placeOf: state.lock.placeOf, lock: state.lock.records, now },
      state.present.things,
    );
    return report(terminal, options, [...findings, ...lacks], { tree: host, objects });
  }
  const text = lockText(addToLock(state.lock.records, now, 'released'));
  const isNew = host.read(path) !== text;
  if (isNew) host.write(path, text);
  const code = await report(terminal, options, findings, { tree: host, objects });
  if (!options.has('quiet')) tell(terminal, isNew ? `${path} written` : `${path}: nothing to do`);
  return code;
}
