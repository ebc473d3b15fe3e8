// What must happen to the output folder so that it holds exactly the given files, and what `--check`
// says of it as it stands. Planning writes nothing.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { fingerprint, withLf } from './fingerprint.js';
import type { Host, Tree } from './host.js';
import { formatOwnedFiles, LIST_NAME, parseOwnedFiles, type OwnedFiles } from './owned-files.js';

export interface OutputFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly text: string;
}

/** A file to be written or removed; paths are relative to the project. */
export interface Edit {
  readonly path: string;
  /** Absent: there is no such file yet. */
  readonly before?: string;
  /** Absent: the file goes. */
  readonly after?: string;
}

export interface OutputPlan {
  readonly edits: readonly Edit[];
  /** Files in the way, or a damaged list: with any of these nothing may be written. */
  readonly obstacles: readonly Diagnostic[];
  /** What `--check` finds; empty exactly when there is nothing to do. */
  readonly deviations: readonly Diagnostic[];
}

/** Compares the output folder with what it should hold. */
export function planOutput(tree: Tree, folder: string, files: readonly OutputFile[]): OutputPlan {
  const listPath = `${folder}/${LIST_NAME}`;
  const listText = tree.read(listPath);
  const owned: OwnedFiles | undefined =
    listText === undefined ? new Map() : parseOwnedFiles(listText);
  if (owned === undefined) {
    const damaged = diagnose('generated/list-damaged', startOf(listPath), { file: listPath });
    return { edits: [], obstacles: [damaged], deviations: [damaged] };
  }

  const edits: Edit[] = [];
  const obstacles: Diagnostic[] = [];
  const deviations: Diagnostic[] = [];
  const wanted = new Map<string, string>();

  for (const { path, text } of files) {
    const full = `${folder}/${path}`;
    const before = tree.read(full);
    const written = owned.get(path);
    wanted.set(path, fingerprint(text));
    if (before !== undefined && withLf(before) === text) continue;
    if (before === undefined) {
      edits.push({ path: full, after: text });
      deviations.push(diagnose('generated/missing', startOf(full), { file: full }));
    } else if (written === undefined) {
      const inTheWay = diagnose('generated/foreign', startOf(full), { file: full, inTheWay: true });
      obstacles.push(inTheWay);
      deviations.push(inTheWay);
    } else {
      edits.push({ path: full, before, after: text });
      const code = fingerprint(before) === written ? 'generated/stale' : 'generated/edited';
      deviations.push(diagnose(code, startOf(full), { file: full }));
    }
  }

  for (const full of tree.list(folder)) {
    const path = full.slice(folder.length + 1);
    if (wanted.has(path) || path === LIST_NAME) continue;
    if (!owned.has(path)) {
      deviations.push(
        diagnose('generated/foreign', startOf(full), { file: full, inTheWay: false }),
      );
      continue;
    }
    const before = tree.read(full);
    edits.push({ path: full, ...(before === undefined ? {} : { before }) });
    deviations.push(diagnose('generated/left-over', startOf(full), { file: full }));
  }

  const list = formatOwnedFiles(wanted);
  if (listText === undefined || withLf(listText) !== list) {
    // The list goes last: should the run end before it, the old list still covers what it covered.
    edits.push({
      path: listPath,
      ...(listText === undefined ? {} : { before: listText }),
      after: list,
    });
    if (deviations.length === 0) {
      const code = listText === undefined ? 'generated/missing' : 'generated/stale';
      deviations.push(diagnose(code, startOf(listPath), { file: listPath }));
    }
  }
  return { edits, obstacles, deviations };
}

/** Carries a plan out. */
export function applyEdits(host: Host, edits: readonly Edit[]): void {
  for (const { path, after } of edits) {
    if (after === undefined) host.remove(path);
    else host.write(path, after);
  }
}

/** A finding about a file as a whole points at its beginning. */
function startOf(file: string): Span {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };
}
