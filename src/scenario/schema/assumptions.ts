import { z } from 'zod';
import { ASSUMPTION_NAMES, ASSUMPTIONS, type AssumptionName, type Assumptions } from '../../tenant/index.ts';

const choicesOf = (name: AssumptionName) => Object.keys(ASSUMPTIONS[name].choices) as [string, ...string[]];

const describe = (name: AssumptionName) => {
  const { question, choices } = ASSUMPTIONS[name];
  const told = Object.entries(choices).map(([choice, does]) => `${choice}: ${does}`);
  return [question, ...told].join(' ');
};

/** What is taken for true where the pages leave something open; what is left out stays as it is. */
export const assumptionChangeSchema = z
  .strictObject(
    Object.fromEntries(
      ASSUMPTION_NAMES.map((name) => [
        name,
        z
          .enum(choicesOf(name))
          .optional()
          .meta({ description: describe(name) }),
      ]),
    ),
  )
  .meta({
    description: 'What is taken for true where the pages leave something open',
  }) as unknown as z.ZodType<Partial<Assumptions>, Partial<Assumptions>>;
