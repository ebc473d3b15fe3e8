// Protobuf by protobufjs' static code.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PEERS, programOf } from './peers.mjs';
import { messageOf, plainOfMessage, protoFile } from './proto-file.mjs';

export const protobufjs = {
  name: 'protobufjs static',
  checks: 'types',
  make: (name, plains) => {
    const { bench } = generated();
    const type = bench[name];
    const make = {
      message: (which, fields) => bench[which].create(fields),
      time: (text) => ({ seconds: Date.parse(text) / 1000, nanos: 0 }),
      json: structOf,
    };
    const read = {
      time: ({ seconds }) => new Date(Number(seconds) * 1000).toISOString().replace('.000', ''),
      json: plainOfStruct,
    };
    const messages = plains.map((one) => messageOf(name, one, make));
    const bytes = messages.map((one) => Buffer.from(type.encode(one).finish()));
    return {
      sizes: bytes.map(({ length }) => length),
      encode: (i) => type.encode(messages[i]).finish(),
      decode: (i) => type.decode(bytes[i]),
      read: (made) => type.decode(made),
      plain: (message) => plainOfMessage(name, message, read),
    };
  },
};

function structOf(value) {
  const fields = Object.entries(value).map(([key, one]) => [
    key,
    typeof one === 'number' ? { numberValue: one } : { stringValue: one },
  ]);
  return { fields: Object.fromEntries(fields) };
}

function plainOfStruct({ fields }) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, { kind, numberValue, stringValue }]) => [
      key,
      (kind ?? 'stringValue') === 'numberValue' ? numberValue : stringValue,
    ]),
  );
}

let known;

function generated() {
  if (known !== undefined) return known;
  const folder = join(PEERS, 'node_modules/.bench-protobufjs');
  mkdirSync(folder, { recursive: true });
  const [source, code] = [join(folder, 'bench.proto'), join(folder, 'bench.cjs')];
  writeFileSync(source, protoFile());
  const args = ['--target', 'static-module', '--wrap', 'commonjs', '--out', code, source];
  execFileSync(programOf('pbjs'), args);
  known = createRequire(code)(code);
  return known;
}
