import { CADENCES, formatDuration, UNPLAYED } from '../../src/clock/index.ts';

/** docs/time.md: the spans of time by which services and devices live. */
export function timePage(): string {
  const played = Object.values(CADENCES).map((cadence) => {
    const { event, span, evidence, source } = cadence;
    const spans: readonly number[] = typeof span === 'number' ? [span] : span;
    const said = 'says' in cadence ? cadence.says : '';
    return `| ${event} | ${spans.map(formatDuration).join(' to ')} | ${said} | [${evidence}](${source}) |`;
  });
  const others = UNPLAYED.map(({ event, says, why }) => `| ${event} | ${says} | ${why} |`);
  return `<!-- Generated from src/clock/cadences.ts by \`npm run docs\`. Not for editing. -->

# Time

Everything passes on the tenant's clock: real time by default, or moved on by a test (\`{ advance: PT8H }\`, \`tenant.clock.advance('PT8H')\`,
\`POST /_tenantless/clock\`). What is due meanwhile happens in order. Where a span has two ends, the seed says how long it takes: the same seed
and the same steps give the same moments.

| what | how long, how often | the page's words | source |
|---|---|---|---|
${played.join('\n')}

A person who leaves a group loses what came through it at the next check-in: within the hours of the table, as the page has it ("up to 7 hours
or more"). What happens to a device at its check-in, it does on its own, or because somebody synchronizes it (\`syncDevice\`) or checks its status in the
Company Portal. While a notification is on its way to a device, later changes send none: when it checks in, it hears of them all.

Also timed by the pages, and not here:

| what | the page's words | here |
|---|---|---|
${others.join('\n')}
`;
}
