// What a careful team would write without a tool: classes, every field checked when it is read, dates as dates, and older
// versions by taking away what they do not know.
import { BlockDevice, Flavor, Instance } from './hand-written/classes.mjs';

const CLASSES = { Flavor, BlockDevice, Instance };

export const handWritten = {
  name: 'hand-written classes',
  checks: 'all',
  make: (name, plains) => {
    const type = CLASSES[name];
    const texts = plains.map((one) => JSON.stringify(one));
    const objects = texts.map((text) => type.parse(JSON.parse(text)));
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(objects[i]),
      decode: (i) => type.parse(JSON.parse(texts[i])),
      older: (i) => JSON.stringify(objects[i].toOlder()),
      read: (text) => type.parse(JSON.parse(text)),
      plain: (made) => JSON.parse(JSON.stringify(made)),
    };
  },
};
