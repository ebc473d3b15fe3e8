import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalCidr,
  canonicalIp,
  canonicalIpv4,
  canonicalIpv6,
  canonicalMac,
  canonicalUuid,
} from '../../src/core/address.js';

describe('IPv4: only the four decimal numbers, since other forms mean other hosts to other readers', () => {
  test.each(['0.0.0.0', '10.0.0.1', '255.255.255.255', '192.168.100.199'])('%s', (written) => {
    expect(canonicalIpv4(written)).toBe(written);
    expect(canonicalIp(written)).toBe(written);
  });

  test.each([
    '',
    '1',
    '10.1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.4.',
    '.1.2.3.4',
    '1..2.3',
    '256.0.0.1',
    '1.2.3.256',
    '010.0.0.1',
    '1.2.3.04',
    '0x7f.0.0.1',
    '+1.2.3.4',
    '1.2.3.-4',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '１.2.3.4',
    '1.2.3.4/32',
  ])('refuses %j', (written) => {
    expect(canonicalIpv4(written)).toBeUndefined();
    expect(canonicalIp(written)).toBeUndefined();
  });
});

describe('IPv6: any spelling of an address becomes the one of RFC 5952', () => {
  test.each([
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8::0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
    ['::FFFF:0102:0304', '::ffff:1.2.3.4'],
    ['0000:0000:0000:0000:0000:ffff:255.255.255.255', '::ffff:255.255.255.255'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['fe80::A', 'fe80::a'],
  ])('%s → %s', (written, canonical) => {
    expect(canonicalIpv6(written)).toBe(canonical);
    expect(canonicalIp(written)).toBe(canonical);
  });

  test.each([
    '',
    ':',
    ':::',
    '1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4::5:6:7:8',
    '::1::',
    '1:::2',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '12345::',
    'g::',
    '0x1::',
    '-1::',
    'fe80::1%eth0',
    '[::1]',
    '::1/128',
    ' ::1',
    '::1\n',
    '1.2.3.4',
    '::1.2.3',
    '::1.2.3.04',
    '::1.2.3.4:5',
    '1.2.3.4::',
    '1:2:3:4:5:6:7:1.2.3.4',
    `::${'0'.repeat(100_000)}1`,
    ':'.repeat(100_000),
  ])('refuses %j', (written) => {
    expect(canonicalIpv6(written)).toBeUndefined();
  });

  test('agrees with the platform on what is an address, and with itself on its spelling', () => {
    const group = fc.oneof(
      fc.constant('0'),
      fc.constant(''),
      fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16)),
      fc.ipV4(),
    );
    const nearly = fc.array(group, { maxLength: 9 }).map((groups) => groups.join(':'));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.ipV6()), (written) => {
        const canonical = canonicalIpv6(written);
        expect(canonical !== undefined).toBe(isIPv6(written));
        if (canonical !== undefined) expect(canonicalIpv6(canonical)).toBe(canonical);
      }),
      { numRuns: 3000 },
    );
  });

  test('no two addresses become one', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(groups, (numbers) => {
        const full = numbers.map((n) => n.toString(16).padStart(4, '0')).join(':');
        const canonical = canonicalIpv6(full) ?? '';
        // Written out again by the platform's own reader of URLs, which knows nothing of our code.
        expect(new URL(`http://[${canonical}]`).hostname).toBe(
          new URL(`http://[${full}]`).hostname,
        );
      }),
    );
  });
});

test('IPv4 agrees with the platform on what is an address', () => {
  const number = fc.oneof(
    fc.integer({ min: 0, max: 300 }).map(String),
    fc.constantFrom('', '00', '01'),
  );
  fc.assert(
    fc.property(fc.array(number, { minLength: 3, maxLength: 5 }), (numbers) => {
      const written = numbers.join('.');
      expect(canonicalIpv4(written)).toBe(isIPv4(written) ? written : undefined);
    }),
    { numRuns: 2000 },
  );
});

describe('CIDR: the host bits of an interface stay', () => {
  test.each([
    ['10.0.0.1/24', '10.0.0.1/24'],
    ['10.0.0.0/0', '10.0.0.0/0'],
    ['10.0.0.1', '10.0.0.1/32'],
    ['FE80::1', 'fe80::1/128'],
    ['FE80:0::1/64', 'fe80::1/64'],
    ['::ffff:1.2.3.4/100', '::ffff:1.2.3.4/100'],
  ])('%s → %s', (written, canonical) => {
    expect(canonicalCidr(written)).toBe(canonical);
  });

  test.each([
    '',
    '/24',
    '10.0.0.1/',
    '10.0.0.1/33',
    '::1/129',
    '10.0.0.1/024',
    '10.0.0.1/-1',
    '10.0.0.1/ 8',
    '10.0.0.1/2e1',
    '10.0.0.1/24/24',
    '10/8',
    '10.0.0.1/255.255.255.0',
    '10.0.0.1/24\n',
  ])('refuses %j', (written) => {
    expect(canonicalCidr(written)).toBeUndefined();
  });
});

describe('MAC: one spelling for a card', () => {
  test.each([
    ['fa:16:3e:00:11:22', 'fa:16:3e:00:11:22'],
    ['FA-16-3E-00-11-22', 'fa:16:3e:00:11:22'],
    ['Fa:16:3E:00:11:22', 'fa:16:3e:00:11:22'],
  ])('%s → %s', (written, canonical) => {
    expect(canonicalMac(written)).toBe(canonical);
  });

  test.each([
    '',
    'aabbccddeeff',
    'aabb.ccdd.eeff',
    'fa:16:3e:00:11',
    'fa:16:3e:00:11:22:33',
    'fa:16-3e:00-11:22',
    'ga:16:3e:00:11:22',
    'fa:16:3e:00:11:2',
    'fa:16:3e:00:11:22\n',
  ])('refuses %j', (written) => {
    expect(canonicalMac(written)).toBeUndefined();
  });
});

describe('UUID: equal ones are equal text', () => {
  const uuid = '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0';
  test.each([uuid, uuid.toUpperCase(), '00000000-0000-0000-0000-000000000000'])('%s', (written) => {
    expect(canonicalUuid(written)).toBe(written.toLowerCase());
  });

  test.each([
    '',
    uuid.replaceAll('-', ''),
    `{${uuid}}`,
    `urn:uuid:${uuid}`,
    ` ${uuid}`,
    `${uuid}\n`,
    `${uuid}0`,
    uuid.slice(1),
    uuid.replace('a', 'g'),
    // The Kelvin sign lower-cases to `k`, the long s upper-cases to `S`: case folding must not let
    // letters in.
    uuid.replace('a', '\u212a'),
  ])('refuses %j', (written) => {
    expect(canonicalUuid(written)).toBeUndefined();
  });
});
