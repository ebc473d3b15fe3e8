// The language server that editors run for YAML, spoken to as an editor does: JSON-RPC over its standard streams.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Editor {
  /** Opens a file with this text; the answer is what the server finds wrong with it. */
  open(path: string, text: string): Promise<readonly { readonly message: string }[]>;
  /** What is proposed at the mark `|` of the text. */
  proposals(path: string, marked: string): Promise<readonly string[]>;
  /** What is said of the word at the mark. */
  hover(path: string, marked: string): Promise<string>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

const PROGRAM = join(
  dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')),
  'bin/yaml-language-server',
);

/** `settings` are those of the section `yaml`, as the editor has them. */
export async function startEditor(root: string, settings: object = {}): Promise<Editor> {
  const server = spawn(process.execPath, [PROGRAM, '--stdio'], { cwd: root, stdio: 'pipe' });
  const waiting = new Map<number, (result: unknown) => void>();
  const told = new Map<string, (found: readonly { readonly message: string }[]) => void>();
  let next = 0;
  let version = 0;
  let buffer = Buffer.alloc(0);
  server.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(buffer.toString('latin1', 0, end))?.[1]);
      if (end === -1 || buffer.length < end + 4 + length) return;
      take(JSON.parse(buffer.toString('utf8', end + 4, end + 4 + length)) as Message);
      buffer = buffer.subarray(end + 4 + length);
    }
  });

  function send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  function take({ id, method, params, result }: Message): void {
    if (method === undefined) waiting.get(id ?? -1)?.(result);
    else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: { message: string }[] };
      told.get(uri)?.(diagnostics);
    } else if (method === 'workspace/configuration') {
      const { items } = params as { items: readonly { readonly section?: string }[] };
      send({ id, result: items.map(({ section }) => (section === 'yaml' ? settings : null)) });
    } else if (id !== undefined) send({ id, result: null });
  }

  function ask(method: string, params: object): Promise<unknown> {
    const id = next++;
    send({ id, method, params });
    return new Promise((done) => waiting.set(id, done));
  }

  function openText(path: string, text: string): Promise<readonly { readonly message: string }[]> {
    const uri = pathToFileURL(join(root, path)).href;
    const document = { uri, languageId: 'yaml', version: version++, text };
    const found = new Promise<readonly { readonly message: string }[]>((done) =>
      told.set(uri, done),
    );
    send({ method: 'textDocument/didOpen', params: { textDocument: document } });
    return found;
  }

  async function at(method: string, path: string, marked: string): Promise<unknown> {
    const before = marked.slice(0, marked.indexOf('|'));
    await openText(path, marked.replace('|', ''));
    const line = before.split('\n').length - 1;
    const position = { line, character: before.length - before.lastIndexOf('\n') - 1 };
    const uri = pathToFileURL(join(root, path)).href;
    return ask(method, { textDocument: { uri }, position });
  }

  await ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ['plaintext'] } },
    },
  });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml: settings } } });
  return {
    open: openText,
    proposals: async (path, marked) => {
      const result = (await at('textDocument/completion', path, marked)) as {
        items: { label: string }[];
      };
      return result.items.map(({ label }) => label);
    },
    hover: async (path, marked) => {
      const result = (await at('textDocument/hover', path, marked)) as {
        contents: { value: string };
      } | null;
      return result?.contents.value ?? '';
    },
    close: () => server.kill(),
  };
}
