// A profile of V8's, split by whose code each sample was taken in.

/** In this order; the first that fits. `url` is that of the file. */
const OWNERS = {
  'backlevel: transport': (url) => url.includes('/src/rpc/transport/'),
  'backlevel: calls': (url) => url.includes('/src/rpc/'),
  'backlevel: objects': (url) => /\/(src\/(runtime|core)|generated|hooks)\//.test(url),
  amqplib: (url) => url.includes('/node_modules/'),
  'Node.js': (url) => url.startsWith('node:'),
  'the bench itself': (url) => url.includes('/bench/'),
  'garbage collector': (url) => url === '(garbage collector)',
  // Native code outside of any function: sockets, and the loop itself.
  'native, and the event loop': () => true,
};

/** Microseconds by owner, and by function; `busy` is all but idleness. */
export function ownersOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const own = new Map();
  for (const [i, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + timeDeltas[i]);
  const owners = Object.fromEntries(Object.keys(OWNERS).map((name) => [name, 0]));
  const functions = new Map();
  let busy = 0;
  for (const [id, time] of own) {
    const at = placeOf(id, byId, parents);
    if (at.url === '(idle)') continue;
    busy += time;
    const [owner] = Object.entries(OWNERS).find(([, fits]) => fits(at.url));
    owners[owner] += time;
    const name = `${at.name} (${at.url.replace(/^.*\/(?=(src|generated|hooks|amqplib|bench)\/)/, '')})`;
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  const sorted = [...functions]
    .map(([name, time]) => ({ name, time }))
    .sort((a, b) => b.time - a.time);
  return { busy, owners, functions: sorted };
}

/** Where a sample was taken: what has no file of its own is built in, and runs for whoever called it. */
function placeOf(id, byId, parents) {
  const { functionName, url } = byId.get(id).callFrame;
  if (url !== '') return { name: functionName === '' ? '(anonymous)' : functionName, url };
  if (functionName.startsWith('(')) return { name: functionName, url: functionName };
  const caller = parents.get(id);
  const at =
    caller === undefined ? { name: '(root)', url: '(root)' } : placeOf(caller, byId, parents);
  return { ...at, name: `${at.name} › ${functionName}` };
}
