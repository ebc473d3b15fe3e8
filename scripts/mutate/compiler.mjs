// What the compiler says of one changed file; the rest of the project is read once and kept.
import { join } from 'node:path';
import ts from 'typescript';

/** A function that gives the errors that a file of the project has with another text. */
export function typeErrors(root) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const changed = { path: '', text: '', version: 0 };
  const entries = ['src/cli/main.ts', 'src/runtime/index.ts'].map((file) => join(root, file));
  const service = ts.createLanguageService({
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...entries, ...(changed.path === '' ? [] : [changed.path])],
    getScriptVersion: (path) => (path === changed.path ? String(changed.version) : '0'),
    getScriptSnapshot: (path) => {
      const text = path === changed.path ? changed.text : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return (file, text) => {
    changed.path = join(root, file);
    changed.text = text;
    changed.version += 1;
    return [
      ...service.getSyntacticDiagnostics(changed.path),
      ...service.getSemanticDiagnostics(changed.path),
    ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  };
}
