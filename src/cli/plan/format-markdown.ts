// A plan for a release note, or a comment on a change.

import { backportTable, upgradeTable } from '../losses/format-markdown.js';
import { code, markdown, table } from '../markdown.js';
import { whenOf, within } from './format-text.js';
import type { DatabaseSteps, UpgradePlan } from './upgrade-plan.js';

export function formatMarkdown(plan: UpgradePlan): string {
  const { phases, lastWayBack, backport, upgrade, losses, refusals, database, afterwards } = plan;
  const [older, newer] = [markdown(plan.older), markdown(plan.newer)];
  const parts = [
    `## From ${older} to ${newer}\n`,
    phases
      .map(
        ({ number, what, command }) =>
          `${number}. ${markdown(what)}${command === undefined ? '' : `: ${code(command)}`}\n`,
      )
      .join(''),
    `Up to step ${lastWayBack} the way back is the way you came: nodes first, conductors last. After it, pins are put back and rows migrated back first: ${code(`backlevel db migrate --to ${plan.older}`)}.\n`,
    `### ${within(backport)}: what ${newer} writes at ${older}'s versions loses\n`,
    backportTable(losses.objects),
    `### ${within(upgrade)}: what ${older} wrote becomes at ${newer}\n`,
    upgradeTable(losses.objects),
    '### Refused\n',
    refusals.length === 0
      ? 'Nothing.\n'
      : table(
          ['When', 'What', 'From', 'To', 'Why'],
          refusals.map(({ path, from, to, why, when }) => [
            within(when).toLowerCase(),
            code(path),
            markdown(from),
            markdown(to),
            markdown(why),
          ]),
        ),
    ...(database === undefined ? [] : databaseParts(database)),
    ...(afterwards.fields.length === 0
      ? []
      : [
          '### Fields that may be removed\n',
          table(
            ['Field', 'When', 'Why'],
            afterwards.fields.map(({ path, message, waitsFor }) => [
              code(path),
              markdown(whenOf(waitsFor)),
              markdown(message),
            ]),
          ),
        ]),
    ...(afterwards.versions.length === 0
      ? []
      : [
          `### Once ${older} is retired, no supported release speaks\n`,
          afterwards.versions
            .map(({ object, versions }) => `- ${code(object)} ${versions.join(', ')}\n`)
            .join(''),
        ]),
  ];
  return parts.join('\n');
}

function databaseParts({ engine, expand, contract }: DatabaseSteps): readonly string[] {
  const sql = (steps: DatabaseSteps['expand']): string =>
    steps.length === 0
      ? 'Nothing.\n'
      : `\`\`\`sql\n${steps.map((step) => `${step.sql};\n`).join('')}\`\`\`\n`;
  return [`### Expand (${engine})\n`, sql(expand), `### Contract (${engine})\n`, sql(contract)];
}
