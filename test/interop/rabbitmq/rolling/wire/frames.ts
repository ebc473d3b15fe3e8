// The bodies of messages in a stream of AMQP 0-9-1 bytes, as they stand on the wire.

const HEAD_BYTES = 7;
const CONTENT_HEADER = 2;
const CONTENT_BODY = 3;
/** Where a content header has the length of the body: after class and weight. */
const SIZE_AT = 4;

interface Unfinished {
  readonly parts: Buffer[];
  missing: number;
}

/** Takes the bytes as they come; `preamble` are those before the first frame. */
export function bodiesOf(found: (body: Buffer) => void, preamble = 0): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let toSkip = preamble;
  const channels = new Map<number, Unfinished>();
  return (chunk) => {
    rest = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk]);
    const skipped = Math.min(toSkip, rest.byteLength);
    toSkip -= skipped;
    let at = skipped;
    while (rest.byteLength - at >= HEAD_BYTES) {
      const size = rest.readUInt32BE(at + 3);
      const end = at + HEAD_BYTES + size + 1;
      if (end > rest.byteLength) break;
      const payload = rest.subarray(at + HEAD_BYTES, end - 1);
      const body = frame(channels, rest.readUInt8(at), rest.readUInt16BE(at + 1), payload);
      if (body !== undefined) found(body);
      at = end;
    }
    rest = rest.subarray(at);
  };
}

/** The body that ends with this frame, if one does. */
function frame(
  channels: Map<number, Unfinished>,
  type: number,
  channel: number,
  payload: Buffer,
): Buffer | undefined {
  if (type === CONTENT_HEADER) {
    const missing = Number(payload.readBigUInt64BE(SIZE_AT));
    channels.set(channel, { parts: [], missing });
    return undefined;
  }
  const open = channels.get(channel);
  if (type !== CONTENT_BODY || open === undefined) return undefined;
  open.parts.push(Buffer.from(payload));
  open.missing -= payload.byteLength;
  if (open.missing > 0) return undefined;
  channels.delete(channel);
  return Buffer.concat(open.parts);
}
