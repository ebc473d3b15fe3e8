import { test } from 'vitest';
import { backlevel } from './support/program.js';
test('x', async () => {
  for (const line of process.env['RUN']!.split(';')) {
    const [cwd, ...args] = line.trim().split(' ');
    const { stdout, stderr, code } = await backlevel(args, { cwd: cwd! });
    console.log(`$ ${line} -> ${code}\n${stdout}${stderr}`);
  }
}, 200000);
