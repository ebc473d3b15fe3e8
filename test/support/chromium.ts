// A real browser for tests of pages: Debian's chromium, without a window.

import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FOUND = process.env['BACKLEVEL_CHROMIUM'] ?? PLACES.find((path) => existsSync(path));

/** What is missing for it. */
export const missingChromium: string | undefined =
  FOUND === undefined ? `chromium (Debian's package) is not installed` : undefined;

export function startChromium(): Promise<Browser> {
  // Where tests run as root, Chromium refuses its own sandbox.
  return chromium.launch({ executablePath: FOUND ?? '', args: ['--no-sandbox'] });
}
