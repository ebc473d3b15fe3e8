// JSON, held to a JSON Schema by code that ajv made ahead of time.
import { requirePeer } from './peers.mjs';
import { jsonSchemaOf } from './json-schema.mjs';

export const ajv = {
  name: 'JSON + ajv standalone',
  checks: 'all, dates and UUIDs by format',
  make: (name, plains) => {
    const { default: Ajv } = requirePeer('ajv');
    const { default: addFormats } = requirePeer('ajv-formats');
    const { default: standaloneCode } = requirePeer('ajv/dist/standalone');
    const compiler = addFormats(new Ajv({ code: { source: true }, allowUnionTypes: true }));
    const validate = load(standaloneCode(compiler, compiler.compile(jsonSchemaOf(name))));
    const texts = plains.map((one) => JSON.stringify(one));
    const read = (text) => {
      const value = JSON.parse(text);
      if (!validate(value)) throw new Error('ajv refuses what is right');
      return value;
    };
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(plains[i]),
      decode: (i) => read(texts[i]),
      read,
      plain: (value) => value,
    };
  },
};

function load(code) {
  const module = { exports: {} };
  new Function('require', 'module', 'exports', code)(requirePeer, module, module.exports);
  return module.exports;
}
