// Calls without pause, so many at a time, until the time is over: how many, and how long each took.
import { cpuUsage } from 'node:process';
import { performance } from 'node:perf_hooks';

/** `call` gets the number of the call. */
export async function load(call, { seconds, inFlight }) {
  const took = [];
  const begin = performance.now();
  const cpu = cpuUsage();
  const end = begin + seconds * 1000;
  let next = 0;
  const one = async () => {
    for (let now = begin; now < end;) {
      await call(next++);
      const done = performance.now();
      took.push(done - now);
      now = done;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  const { user, system } = cpuUsage(cpu);
  return { ms: performance.now() - begin, cpu: (user + system) / 1000, took };
}
