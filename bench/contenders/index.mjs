// All whom a user could pick instead, each with the same data. A contender gives, for a payload, functions of the number
// of the call; what it writes and reads is held to the data before anything is timed.

import { ajv } from './ajv.mjs';
import { avsc } from './avsc.mjs';
import { classTransformer } from './class-transformer.mjs';
import { handWritten } from './hand-written.mjs';
import { json } from './json.mjs';
import { msgpackr } from './msgpackr.mjs';
import { protobufEs, protobufEsJson } from './protobuf-es.mjs';
import { protobufjs } from './protobufjs.mjs';
import { typebox } from './typebox.mjs';
import { zod } from './zod.mjs';

export const CONTENDERS = [
  json,
  ajv,
  zod,
  typebox,
  protobufEs,
  protobufEsJson,
  protobufjs,
  avsc,
  msgpackr,
  handWritten,
  classTransformer,
];
