// `show`: the shape of an object at a version, or every shape there is.

import { analyseProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { findObject } from '../find-object.js';
import { everyVersion, formatShapes, isShowFormat, shown } from '../show/format-shapes.js';
import { print } from '../terminal.js';

export async function show(invocation: Invocation): Promise<ExitCode> {
  const { terminal, args, options } = invocation;
  const [name] = args;
  if ((name === undefined) !== options.has('all')) {
    throw new CannotRun('name one object, or say --all');
  }
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const { model, settings } = analysed;
  const { prefix } = settings;
  const format = options.text('format') ?? 'table';
  if (!isShowFormat(format)) throw new CannotRun(`there is no format \`${format}\``);
  const { object, version } = name === undefined ? { object: undefined } : findObject(model, name);
  const shapes = object === undefined ? everyVersion(model) : [shown(object, version)];
  print(terminal, formatShapes(format, shapes, { model, prefix }));
  return 0;
}
