// Programs in processes of their own, several at a time; what one that failed printed is in the error.

import { spawn } from 'node:child_process';

/** What it printed to standard output; throws where it ended with anything but 0. */
export async function run(command, args, cwd) {
  const { code, stdout, stderr } = await ended(command, args, cwd);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
}

/** How it ended, whatever with. */
export function ended(command, args, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err] = [[], []];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      done({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
  });
}
