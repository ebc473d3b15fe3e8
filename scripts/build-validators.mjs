// Compiles the JSON Schemas of our own files to plain functions, so that no run pays for it and the
// compiler is not needed at run time. `--check` compares instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const LANGUAGE = new URL('../schemas/language/', import.meta.url);
const OUTPUT = new URL('../src/load/validators/structure.js', import.meta.url);

const VALIDATORS = {
  validateObject: 'object.schema.json',
  validateEnum: 'enum.schema.json',
  validateMixin: 'mixin.schema.json',
  validateReleases: 'releases.schema.json',
  validateConfig: 'config.schema.json',
};

// ajv copies all errors so far for each part that has some: with very many, that takes minutes.
const CONCATENATION = /vErrors = vErrors === null \? (\w+\.errors) : vErrors\.concat\(\1\);/g;

/** The text of src/load/validators/structure.js. */
export function validatorsText() {
  const ajv = new Ajv2020({
    allErrors: true,
    // Scalars come as their text: a place that wants a number or a flag takes text that spells one.
    coerceTypes: true,
    // A key named `constructor` is the user's, not JavaScript's.
    ownProperties: true,
    // Messages speak by the title of the part that was not met.
    verbose: true,
    messages: false,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true },
    inlineRefs: false,
  });
  for (const file of ['definitions.schema.json', ...Object.values(VALIDATORS)]) {
    ajv.addSchema(JSON.parse(readFileSync(new URL(file, LANGUAGE), 'utf8')), file);
  }
  const code = standaloneCode.default(ajv, VALIDATORS);
  // What ajv would import at run time (length in code points, deep equality) is left unused on purpose.
  if (code.includes('require(')) throw new Error('The validators must not import anything.');
  return `// Made by scripts/build-validators.mjs from schemas/language. Do not edit.
${code.replaceAll(CONCATENATION, 'vErrors = collected(vErrors, $1);')}
function collected(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = validatorsText();
  if (!process.argv.includes('--check')) writeFileSync(OUTPUT, text);
  else if (readFileSync(OUTPUT, 'utf8') !== text) {
    process.stderr.write('src/load/validators is stale: run `npm run build:validators`.\n');
    process.exitCode = 1;
  }
}
