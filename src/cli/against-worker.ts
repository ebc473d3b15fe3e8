// Where the code of a peer's process stands. Asked from here, for the program is bundled into a folder beside this one.

import { fileURLToPath } from 'node:url';

export const WORKER = fileURLToPath(new URL('../cli/verify/against/worker.js', import.meta.url));
