// This project's own: the generated classes on the wire, with every check, every version and every change tracked.
import { loadGenerated } from '../generated-code.mjs';

/** Older peers of the payloads: what they speak. */
export const OLDER = {
  Flavor: { Flavor: '1.0' },
  Instance: {
    Instance: '2.4',
    Flavor: '1.0',
    BlockDevice: '1.7',
    Volume: '1.6',
    Port: '1.4',
    Network: '1.1',
    Tag: '1.0',
    PciAddress: '1.0',
    UsbAddress: '1.0',
  },
};

/** Of a payload: objects, their texts, and what is done with them; `trees` are envelopes of the wire. */
export async function backlevelOf(name, trees) {
  const { generated, runtime } = await loadGenerated();
  const type = generated[name];
  const serializer = new runtime.VersionedObjectSerializer(generated.registry);
  const texts = trees.map((tree) => JSON.stringify(tree));
  const objects = texts.map((text) => serializer.parse(text, type));
  const manifest = Object.freeze(OLDER[name]);
  const olderTexts = objects.map((one) => serializer.stringify(one, manifest));
  return {
    generated,
    runtime,
    type,
    serializer,
    texts,
    objects,
    olderTexts,
    encode: (i) => serializer.stringify(objects[i]),
    decode: (i) => serializer.parse(texts[i], type),
    older: (i) => serializer.stringify(objects[i], manifest),
    decodeOlder: (i) => serializer.parse(olderTexts[i], type),
  };
}
