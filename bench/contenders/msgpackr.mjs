// MessagePack with msgpackr's records: names of fields are sent once.
import { requirePeer } from './peers.mjs';

export const msgpackr = {
  name: 'msgpackr records',
  checks: 'nothing',
  make: (_name, plains) => {
    const { Packr } = requirePeer('msgpackr');
    const packer = new Packr({ structures: [] });
    // Twice: the records are known after the first.
    plains.forEach((one) => packer.pack(one));
    const bytes = plains.map((one) => Buffer.from(packer.pack(one)));
    return {
      sizes: bytes.map(({ length }) => length),
      encode: (i) => packer.pack(plains[i]),
      decode: (i) => packer.unpack(bytes[i]),
      read: (packed) => packer.unpack(packed),
      plain: (value) => value,
    };
  },
};
