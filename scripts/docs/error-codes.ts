import { CODE_SOURCES, ERROR_CODES, type ErrorCode } from '../../src/device/error-codes.ts';

/** The catalogue of codes as Markdown: the broker's first, from -51816 on. */
export function errorCodeTable(): string {
  const codes: [string, ErrorCode][] = Object.entries(ERROR_CODES).sort(
    ([one], [other]) => rank(Number(one)) - rank(Number(other)),
  );
  const rows = codes.map(([code, { name, source, when, never, evidence, telemetry }]) => {
    const link = `[${source}](${CODE_SOURCES[source].url})`;
    const step = telemetry ? `\`${telemetry}\`` : '';
    return `| ${code} | ${name ? `\`${name}\`` : ''} | ${when ?? `never: ${never}`} | ${evidence} | ${link} | ${step} |`;
  });
  return [
    '| code | name | when | mark | named by | step in the client’s telemetry |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const rank = (code: number) => (code < 0 ? -code - 1_000_000 : code);
