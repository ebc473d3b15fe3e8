// What everybody has: JSON of the plain object, with nothing checked.
export const json = {
  name: 'JSON',
  checks: 'nothing',
  make: (_name, plains) => {
    const texts = plains.map((one) => JSON.stringify(one));
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(plains[i]),
      decode: (i) => JSON.parse(texts[i]),
      read: (text) => JSON.parse(text),
      plain: (value) => value,
    };
  },
};
