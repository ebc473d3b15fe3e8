// Compiles the worked domain, lets one of its objects cross to an older peer and back, and takes a database through an
// upgrade, with the code that was generated. `npm run demo`
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../dist/disk/disk-cache.js';
import { diskHost } from '../dist/disk/disk-host.js';
import { prepareGeneratedCode } from '../dist/disk/generated-code.js';
import { lineOfLoss } from '../dist/disk/loss-lines.js';
import { programMark } from '../dist/disk/program-mark.js';
import { resolveSettings } from '../dist/pipeline/settings.js';
import { readSources } from '../dist/pipeline/sources.js';
import { demonstrateDatabase } from './demo/database.mjs';
import { backlevel, ROOT, show, title } from './demo/print.mjs';

const CONFIG = 'backlevel.config.yaml';

title('1. The schemas are compiled: schemas/compute → generated/');
backlevel(['generate']);

title('2. What Flavor became in 1.1, and what that means for a peer of 1.0');
backlevel(['explain', 'Flavor', '1.1', '1.0']);

const { registry, Flavor, Volume, releases, trail, sources, settings } = await generatedCode();

title('3. A flavor of today');
const flavor = Flavor.objNew({
  id: 7,
  name: 'm1.small',
  memoryMb: 2048,
  vcpus: 1,
  rootGb: 20,
  flavorid: 'small',
  projects: ['demo'],
  foobars: ['new', 'in', '1.1'],
});
const primitive = flavor.objToPrimitive();
show(primitive);

title('4. The same for a peer that speaks Flavor 1.0');
const older = registry.backport(primitive, { manifest: { Flavor: '1.0' } });
show(older.primitive);
showLosses(older.losses);

title('5. The peer sends it back, and it is read as a flavor of today');
const back = registry.decode(older.primitive);
console.log(`${back.constructor.name} ${back.constructor.objVersion}, name ${back.name}`);
console.log(`foobars is ${back.objIsSet('foobars') ? JSON.stringify(back.foobars) : 'not set'}\n`);

title('6. Not everything may be lost: a rule of the schema refuses');
const secret = Volume.objNew({ name: 'payroll', encryptionKey: new Uint8Array([1, 2, 3]) });
try {
  registry.backport(secret.objToPrimitive(), { manifest: { Volume: '1.1' } });
} catch (error) {
  if (error.code !== 'backport-refused') throw error;
  console.log(`${error.name}: ${error.message}\n`);
}

await demonstrateDatabase({ releases, sources, settings });

/** The generated code, stripped of types and imported: a project of your own would simply import it. */
async function generatedCode() {
  const tree = diskHost(ROOT);
  const config = { path: CONFIG, text: readFileSync(join(ROOT, CONFIG), 'utf8') };
  const { settings } = await resolveSettings(config);
  const sources = readSources(tree, settings);
  const prepared = await prepareGeneratedCode(sources, settings, cacheFolder(ROOT), programMark());
  if (!prepared.ok) throw new Error('the schemas have errors');
  const { importFile, trail } = prepared.code;
  const index = await importFile(`${settings.output}/index.ts`);
  return { ...index, trail, sources, settings };
}

function showLosses(losses) {
  for (const loss of losses) {
    const { path, kind, since } = loss;
    console.log(`lost: ${path} (${kind}, because of ${since}, line ${lineOfLoss(trail, loss)})`);
  }
  console.log();
}
