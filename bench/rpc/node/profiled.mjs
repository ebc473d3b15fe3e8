// A profile of this process for as long as it is measured, without what it took to start.
import { Session } from 'node:inspector/promises';

const INTERVAL_US = 250;

/** The commands that begin and end one. */
export function profiled() {
  const session = new Session();
  return {
    profile: async () => {
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
      await session.post('Profiler.start');
    },
    profiled: async () => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return profile;
    },
  };
}
