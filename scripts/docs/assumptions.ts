import { ASSUMPTION_NAMES, ASSUMPTIONS } from '../../src/tenant/index.ts';

/** docs/assumptions.md: what the pages leave open, and how to take something else for true. */
export function assumptionsPage(): string {
  const sections = ASSUMPTION_NAMES.map((name) => {
    const { question, choices, evidence, because, sources } = ASSUMPTIONS[name];
    const rows = Object.entries(choices).map(
      ([choice, does], index) => `| \`${choice}\`${index === 0 ? ' (default)' : ''} | ${does} |`,
    );
    const links = sources.map((url, index) => `[${index + 1}](${url})`).join(', ');
    return [
      `## ${name}`,
      '',
      question,
      '',
      `${because} The default is ${evidence}. Pages: ${links}.`,
      '',
      '| choice | what happens |',
      '|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return `<!-- Generated from src/tenant/assumption-questions.ts by \`npm run docs\`. Not for editing. -->

# What is taken for true where the pages leave something open

Microsoft's and Apple's pages contradict one another in places, and say nothing in others. Each such question is a setting of the tenant.
The default is what we think likeliest; another choice changes what devices, Graph and \`verify\` do, not just what they say.

| where | how |
|---|---|
| command line | \`--assume wrongFirstApp=staysUnregistered\`, may be repeated: \`start\`, \`exec\`, \`run\`, \`verify\` |
| environment | \`TENANTLESS_ASSUME=wrongFirstApp=staysUnregistered,deviceStateCode=older\` |
| scenario | \`given: { assumptions: { wrongFirstApp: staysUnregistered } }\` |
| running server | \`GET\` and \`PATCH /_tenantless/assumptions\` ([control API](control-api.md)) |
| library | \`assume(tenant, { wrongFirstApp: 'staysUnregistered' })\`, \`assumptionsOf(tenant)\`; \`launch({ assumptions })\`, \`createTenant({ assumptions })\`, \`verifyDocuments(documents, { assumptions })\` |
| tenant file | \`collections: { tenantless/assumptions: [{ id: wrongFirstApp, choice: staysUnregistered }] }\`; snapshots hold it |

${sections.join('\n')}`;
}
