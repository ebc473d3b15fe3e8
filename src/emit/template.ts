// A template is real TypeScript with named holes: `$Name` and the like for names, and comments of the form
// `/*= name */` where repeated parts go; what else stands on such a line makes the template compile. No
// conditions, no loops.

/** Fills a template; a hole that nobody fills, and a filling without a hole, are our bugs. */
export function fill(
  template: string,
  names: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>>,
): string {
  const used = new Set<string>();
  const take = (from: Readonly<Record<string, string>>, name: string): string => {
    const text = from[name];
    if (text === undefined) throw new Error(`the template has a hole ${name} that nothing fills`);
    used.add(name);
    return text;
  };
  const body = template.slice(template.indexOf(BEGIN) + BEGIN.length);
  // In one pass: what fills a hole may look like a hole itself.
  const filled = body.replace(HOLE, (_match, part?: string, name?: string) =>
    part === undefined ? take(names, name ?? '') : lines(take(parts, part)),
  );
  for (const name of [...Object.keys(parts), ...Object.keys(names)]) {
    if (!used.has(name)) throw new Error(`the template has no hole for ${name}`);
  }
  return filled;
}

/** Above this line a template declares what its holes stand for, so that it compiles. */
const BEGIN = '// ---- 8< ----\n';

const HOLE = /^[ \t]*\/\*= (\w+) \*\/.*\n?|\$\$(\w+)\$\$/gm;

/** A part ends with a line break, unless it is empty. */
function lines(part: string): string {
  return part === '' || part.endsWith('\n') ? part : `${part}\n`;
}
