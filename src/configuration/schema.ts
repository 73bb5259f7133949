import { z } from 'zod';

/*
 * What `tenantless.config.*` may hold. Names are those of the flags. What a value means is for the flag's own parser to say,
 * which reads flags, variables and configurations alike; here is the shape, for people who write it and for their editors.
 * test/configuration.test.ts holds that the two agree.
 */

const MAX_PORT = 65_535;
const MAX_DEVICES = 1_000_000;
const MAX_WORKERS = 999;
const MAX_TIMEOUT = 99_999;

const port = z.int().min(0).max(MAX_PORT);
const file = z.string().min(1);
const oneOrMore = <T extends z.ZodType>(each: T) => z.union([each, z.array(each)]);

const tenant = z
  .string()
  .min(1)
  .describe('contoso, contoso-jit, empty, generated:N, or a tenant file, from this file’s folder');
const seed = z.int().describe('Same seed, same ids');
const url = z.string().min(1).describe('Address of a server that runs, such as https://localhost:8443');
const paths = oneOrMore(file).describe(
  'Files and folders, from this file’s folder, where the command names none',
);

const REPORTER = /^(?:list|dot|json|junit|ctrf|markdown|github|html|blob)(?:=.+)?$/;
const reporter = oneOrMore(
  z.string().regex(REPORTER, 'expected a reporter such as list, or one with a file: junit=report.xml'),
).describe('How to report; NAME=FILE writes to a file');

const assume = oneOrMore(
  z.string().regex(/^[^=]+=/, 'expected name=choice, such as wrongFirstApp=staysUnregistered'),
).describe('What to take for true where the pages leave something open: docs/assumptions.md');

const conditions = {
  strict: z.boolean().describe('Refuse what the service ignores without a word'),
  throttle: z.enum(['documented', 'tight', 'off']).describe('Count requests against the service’s limits'),
  lag: z.string().min(1).describe('Let reads see changes later: usual, off, or a duration such as PT10S'),
  multiAdminApproval: z.boolean().describe('Let the tenant’s access policies hold'),
};

const ports = {
  port: port.describe('Port for HTTPS; 0 picks a free one'),
  httpPort: port.describe('Port for plain HTTP; 0 picks a free one'),
  proxyPort: port.describe('Port for the HTTP proxy; 0 picks a free one'),
};

const proxyPassthrough = z
  .boolean()
  .describe('Whether the proxy leads to hosts that Tenantless does not stand in for');
const section = <T extends z.ZodRawShape>(shape: T, what: string) =>
  z.strictObject(shape).partial().describe(what);

/** What a configuration may hold. Its descriptions are those of the JSON schema for editors. */
export const configurationSchema = z
  .strictObject({
    $schema: z.string().describe('Where an editor finds this schema'),
    tenant,
    seed,
    url,
    ...ports,
    ...conditions,
    reporter,
    assume,
    start: section(
      {
        tenant,
        seed,
        ...ports,
        ...conditions,
        assume,
        proxyPassthrough,
        host: oneOrMore(z.string().min(1)).describe('The IP address to listen on, and names to answer for'),
        signIns: z.int().min(0).describe('How many sign-ins the tenant keeps'),
        clock: z.enum(['realtime', 'manual']).describe('manual: time stands still until it is advanced'),
      },
      'tenantless start',
    ),
    env: section(
      {
        url,
        attach: oneOrMore(z.enum(['env', 'proxy', 'hook'])).describe('How clients come to the server'),
        shell: z.enum(['sh', 'fish', 'powershell', 'cmd']).describe('Whose syntax to print'),
      },
      'tenantless env',
    ),
    exec: section(
      {
        tenant,
        seed,
        ...conditions,
        assume,
        proxyPassthrough,
        attach: z.enum(['auto', 'env', 'proxy', 'hook']).describe('How the command’s requests come here'),
        // biome-ignore lint/suspicious/noThenProperty: the flag's name; nobody awaits a schema's shape
        then: oneOrMore(file).describe('Afterwards: verify, or a scenario to play in what was left behind'),
        report: file.describe('Write all of the report to this file, as JSON'),
      },
      'tenantless exec',
    ),
    permissions: section({ url }, 'tenantless permissions'),
    fleet: section(
      {
        tenant,
        seed,
        url: url.describe('The server that --url without an address means'),
        count: z.int().min(1).max(MAX_DEVICES).describe('How many devices'),
        mix: file.describe('What they and their people are like: a file of YAML'),
        ramp: z.string().min(1).describe('Over how long they come, in virtual time: 10m, 8h, PT10M'),
      },
      'tenantless fleet enroll',
    ),
    explain: section({ url }, 'tenantless explain'),
    verify: section(
      {
        paths,
        format: z.enum(['pretty', 'json', 'sarif', 'junit', 'markdown', 'github']).describe('How to print'),
        output: file.describe('Write the report to this file'),
        enrollment: z.string().min(1).describe('Judge this enrollment type only'),
        firstApp: z.string().min(1).describe('The app of the first sign-in, by its name or bundle id'),
        assume,
        complete: z.boolean().describe('Assume no policies, apps or assignments beyond those given'),
        baseline: file.describe('Let be what this file has, and fail only on what is new'),
      },
      'tenantless verify',
    ),
    import: section({ output: file.describe('The tenant file to write'), seed }, 'tenantless import'),
    run: section(
      {
        paths,
        reporter,
        seed,
        strict: conditions.strict,
        assume,
        workers: z.int().min(1).max(MAX_WORKERS).describe('How many threads play'),
        timeout: z
          .int()
          .min(1)
          .max(MAX_TIMEOUT)
          .describe('Seconds that a function of a scenario in TypeScript may take'),
      },
      'tenantless run',
    ),
    mergeReports: section({ reporter }, 'tenantless merge-reports'),
  })
  .partial();

/** What `tenantless.config.{ts,js,yaml,json}` says: at the top what several commands share, below a command's name what is its own. */
export type Configuration = z.input<typeof configurationSchema>;

/**
 * Gives a configuration in TypeScript its type.
 *
 *     import { defineConfig } from 'tenantless/config';
 *     export default defineConfig({ tenant: 'contoso-jit', verify: { paths: ['policies'] } });
 */
export const defineConfig = (configuration: Configuration): Configuration => configuration;

/** The JSON schema of a configuration, for editors. */
export function configurationJsonSchema(): object {
  return { title: 'Tenantless configuration', ...z.toJSONSchema(configurationSchema, { io: 'input' }) };
}
