// The site as its readers have it: from a disk, in a real browser, by mouse, keyboard and screen reader.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { missingChromium, startChromium } from '../support/chromium.js';
import { backlevel } from '../support/program.js';

const ROOT = resolve(import.meta.dirname, '../..');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(missingChromium !== undefined)('the site in a browser', () => {
  const out = mkdtempSync(join(tmpdir(), 'backlevel-site-'));
  let browser: Browser;
  beforeAll(async () => {
    [browser] = await Promise.all([
      startChromium(),
      backlevel(['docs', '--out', out, '--title', 'Compute'], { cwd: ROOT }),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(out, { recursive: true });
  });

  /** A page; whatever it complains of, and whatever it asks of another machine, fails the test. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) wrong.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(wrong).toEqual([]);
    });
    await page.goto(
      pathToFileURL(join(out, path.split('#')[0] ?? '')).href + path.replace(/^[^#]*/, ''),
    );
    return page;
  }

  it.each([
    'index.html',
    'objects/host.html',
    'objects/instance.html',
    'enums/vnic-type.html',
    'releases.html',
    'losses.html',
    'losses/2025.2-and-2026.1.html',
  ])(
    '%s has nothing that a screen reader or a keyboard stumbles over, dark or light',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open(path, { colorScheme });
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: {
              run: (
                options: object,
              ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          };
          const { violations } = await axe.run({ preload: false });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        });
        expect(found).toEqual([]);
      }
    },
    60_000,
  );

  it.each(['index.html', 'objects/host.html', 'releases.html', 'losses/2025.2-and-2026.1.html'])(
    '%s fits a phone: tables scroll, the page does not',
    async (path) => {
      const page = await open(path, PHONE);
      const wide: unknown = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(PHONE.viewport.width);
    },
  );

  it('finds an object, an enum and a field by keyboard alone', async () => {
    const page = await open('objects/flavor.html');
    await page.keyboard.press('/');
    await page.keyboard.type('size_gb');
    const first = page.locator('#found li').first();
    await first.waitFor();
    expect(await first.textContent()).toContain('Volume.size_gb');
    expect(await page.locator('dialog input').getAttribute('aria-activedescendant')).toBe(
      'found-0',
    );
    await page.keyboard.press('Enter');
    await page.waitForURL(/objects\/volume\.html#field-size_bytes$/);
    expect(await page.locator('tr:target').count()).toBe(1);
  });

  it('closes the search by Escape, and says where nothing is found', async () => {
    const page = await open('index.html');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nosuchthing');
    await expect.poll(() => page.locator('.hint').textContent()).toBe('Nothing is called that.');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  it('compares two versions at an address that can be sent to somebody', async () => {
    const page = await open('objects/volume.html#compare=1.6..1.1');
    expect(await page.locator('[name=from]').inputValue()).toBe('1.6');
    const text = (): Promise<string> => page.locator('.compared').innerText();
    expect(await text()).toMatch(/encryption_key\s+not in 1\.1/);
    expect(await text()).toMatch(/size_bytes\s+renamed/);
    expect(await text()).toContain('1.6 → 1.5');
    expect(await text()).toContain('backlevel explain Volume 1.6 1.1');
    await page.getByRole('button', { name: 'Swap' }).click();
    expect(page.url()).toMatch(/#compare=1\.1\.\.1\.6$/);
    expect(await text()).toContain('1.1 → 1.2');
    expect(await text()).toMatch(/encryption_key\s+only in 1\.6/);
  });

  it('shows the newest version of a long history first', async () => {
    const page = await open('objects/host.html', PHONE);
    const last = page.locator('.timeline thead th').last();
    const box = await last.boundingBox();
    expect(box?.x).toBeLessThan(390);
  });

  it('keeps the reader’s choice of dark or light from page to page', async () => {
    const page = await open('index.html', { colorScheme: 'light' });
    const ground = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: 'dark and light' }).click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.getByRole('link', { name: 'Releases', exact: true }).click();
    await page.waitForURL(/releases/);
    expect(await ground()).toBe(dark);
  });

  it('narrows the list of objects as one types', async () => {
    const page = await open('index.html');
    await page.getByPlaceholder('names with').fill('flavor');
    expect(await page.locator('.cards li:visible b').allTextContents()).toEqual([
      'Flavor',
      'FlavorList',
    ]);
  });

  it('says everything but the comparison without scripts', async () => {
    const page = await open('objects/volume.html', { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain('Comparing needs scripts');
    expect(text).toContain('bootable is left out');
    expect(await page.locator('.search-open').isVisible()).toBe(false);
  });
});
