// What users run the package with, as data: every pair of values of two columns stands together in a row.

export const VALUES = {
  node: ['20.19', '22', '24', '26'],
  /** How generated code and the package come into the process. */
  load: ['esm', 'require', 'vite', 'esbuild'],
  typescript: ['5.9', '6', '7'],
  resolution: ['nodenext', 'bundler'],
};

/** The first rows have every value at least once: they are the short matrix. */
export const ROWS = [
  { node: '20.19', load: 'esm', typescript: '5.9', resolution: 'nodenext' },
  { node: '22', load: 'esbuild', typescript: '6', resolution: 'bundler' },
  { node: '24', load: 'vite', typescript: '5.9', resolution: 'bundler' },
  { node: '26', load: 'require', typescript: '7', resolution: 'nodenext' },

  { node: '20.19', load: 'require', typescript: '6', resolution: 'bundler' },
  { node: '20.19', load: 'vite', typescript: '7', resolution: 'nodenext' },
  { node: '20.19', load: 'esbuild', typescript: '5.9', resolution: 'bundler' },
  { node: '22', load: 'esm', typescript: '6', resolution: 'bundler' },
  { node: '22', load: 'require', typescript: '7', resolution: 'nodenext' },
  { node: '22', load: 'vite', typescript: '5.9', resolution: 'bundler' },
  { node: '24', load: 'esm', typescript: '7', resolution: 'nodenext' },
  { node: '24', load: 'require', typescript: '5.9', resolution: 'bundler' },
  { node: '24', load: 'esbuild', typescript: '6', resolution: 'nodenext' },
  { node: '26', load: 'esm', typescript: '5.9', resolution: 'bundler' },
  { node: '26', load: 'vite', typescript: '6', resolution: 'bundler' },
  { node: '26', load: 'esbuild', typescript: '7', resolution: 'bundler' },
];

export const SHORT = ROWS.slice(0, 4);

/** `20.19 esm 5.9 nodenext` */
export function nameOf({ node, load, typescript, resolution }) {
  return `node ${node}, ${load}, typescript ${typescript}, ${resolution}`;
}

/** Pairs of values that stand together in no row; none is left out. */
export function missingPairs(rows) {
  const columns = Object.keys(VALUES);
  return columns.flatMap((a, i) =>
    columns
      .slice(i + 1)
      .flatMap((b) =>
        VALUES[a].flatMap((one) =>
          VALUES[b]
            .filter((other) => !rows.some((row) => row[a] === one && row[b] === other))
            .map((other) => `${a} ${one}, ${b} ${other}`),
        ),
      ),
  );
}
