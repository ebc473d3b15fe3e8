import { it } from 'vitest';
import { gate } from './story.js';
import { schemaFiles } from '../../compute/compute-model.js';
const files = schemaFiles('schemas/compute').map(f=>f);
function edit(path: string, from: string|RegExp, to: string, more: [string,string|RegExp,string][] = []) {
  let out = files.map(f => f.path.endsWith(path) ? {...f, text: f.text.replace(from,to)} : f);
  for (const [p,a,b] of more) out = out.map(f => f.path.endsWith(p) ? {...f, text: f.text.replace(a,b)} : f);
  return out;
}
const show=(name:string, after: any, s?: any)=>{ const t=performance.now(); const f = gate(files, after, s); console.log('##',name, Math.round(performance.now()-t),'\n'+f.map(d=>`  ${d.span?.file?.split('/').pop()}:${d.span?.line} ${d.code} | ${d.message}`).join('\n')); };
it('x', () => {
  show('same', files);
  show('add field', edit('flavor.yaml','  swap:','  extra: string?\n  swap:'));
  show('remove field', edit('flavor.yaml',/  swap:.*\n/,''));
  show('remove field of history', edit('flavor.yaml',/  foobars:.*\n/,''));
  show('add + released entry', edit('flavor.yaml','  swap:','  extra: string?\n  swap:',[['flavor.yaml','    - add: foobars','    - add: extra\n    - add: foobars']]));
  show('rule edited', edit('flavor.yaml','upgrade: unset #','upgrade: { value: [] } #'));
  show('bump without record', edit('flavor.yaml','version: "1.1"','version: "1.2"',[['flavor.yaml','history:','history:\n  "1.2": A note'],['flavor.yaml','  swap:','  extra: string?\n  swap:']]));
  show('bump right', edit('flavor.yaml','version: "1.1"','version: "1.2"',[['flavor.yaml','history:','history:\n  "1.2":\n    - add: extra'],['flavor.yaml','  swap:','  extra: string?\n  swap:']]));
  show('enum add', edit('disk_bus.enum.yaml',/values: \[/,'values: [zzz, '));
  show('mixin add', edit('persistent.mixin.yaml','fields:','fields:\n  zzz: string?'));
  show('mixin remove', edit('persistent.mixin.yaml',/  deleted_at:.*\n/,''));
  show('doc', edit('flavor.yaml','Memory in MiB','Memory in mebibytes'));
  show('lower', edit('flavor.yaml','version: "1.1"','version: "1.0"',[['flavor.yaml',/  "1.1":\n.*\n.*\n/,''],['flavor.yaml',/  foobars:.*\n/,'']]));
  //, files, {namespace:'compute',children:'cascade',propertyNames:'camelCase'});
  show('enum bumped', edit('disk_bus.enum.yaml',/values: \[/,'values: [zzz, ',[['disk_bus.enum.yaml','version: "1.4"','version: "1.5"'],['disk_bus.enum.yaml','history:','history:\n  "1.5":\n    - add: zzz\n      backport: scsi']]));
  show('enum rule edited', edit('disk_bus.enum.yaml','backport: scsi','backport: ide'));
  show('enum add in released', edit('disk_bus.enum.yaml',/values: \[/,'values: [zzz, ',[['disk_bus.enum.yaml','    - add: nvme','    - add: zzz\n      backport: scsi\n    - add: nvme']]));
  show('was edited', edit('host.yaml',/was: string/,'was: integer'));
  show('entry out', edit('host.yaml',/  "1.3":\n(    .*\n)+/,''));
  show('gone enum', files.filter(f=>!f.path.endsWith('disk_bus.enum.yaml')));
  show('method removed', edit('flavor.yaml',/  add_access.*\n/,''));
  show('sensitive', edit('instance.yaml',/sensitive: true, /,''));
  show('gone', files.filter(f=>!f.path.endsWith('tag.yaml')));
});
