import type { FleetCounts, FleetSummary } from '../../fleet/index.ts';
import type { style } from '../output.ts';

const COLUMNS = ['devices', 'enrolled', 'registered', 'compliant', 'remediated', 'stuck'] as const;

/** How a fleet came out, for people. */
export function summaryLines(summary: FleetSummary, { bold, dim, red }: ReturnType<typeof style>): string[] {
  const rows: (readonly [string, FleetCounts])[] = [
    ...Object.entries(summary.byEnrollmentType),
    ['all', summary],
  ];
  const first = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(first)}${cells.map((cell, index) => String(cell).padStart((COLUMNS[index] as string).length + 2)).join('')}`;
  const { hired, seed, from, to, troubles } = summary;
  const lines = [
    dim(line('', COLUMNS)),
    ...rows.map(([name, counts]) => {
      const text = line(
        name,
        COLUMNS.map((column) => counts[column]),
      );
      return name === 'all' ? bold(text) : text;
    }),
  ];
  if (troubles.length > 0) lines.push('', 'What keeps them:');
  for (const { devices, title, reason, code, example } of troubles) {
    const detail = [title === reason ? '' : reason, code, `for one ${example}`].filter(Boolean).join(', ');
    lines.push(`${red(String(devices).padStart(7))}  ${title} ${dim(`(${detail})`)}`);
  }
  const people =
    hired > 0 ? `; ${hired} ${hired === 1 ? 'colleague was' : 'colleagues were'} hired to hold them` : '';
  return [...lines, '', dim(`From ${from} to ${to} in virtual time, seed ${seed}${people}`)];
}
