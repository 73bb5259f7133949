import { z } from 'zod';

const moment = z.string().meta({ format: 'date-time', description: 'Virtual time' });

export const actionTakenSchema = z.object({
  action: z.enum(['notification', 'pushNotification', 'remoteLock', 'retire']),
  policy: z.string(),
  at: moment,
  failure: z.string().optional().meta({ description: 'Why nothing came of it; absent: it was done' }),
  mail: z
    .object({
      from: z.string(),
      to: z.string(),
      cc: z.array(z.string()),
      subject: z.string(),
      body: z.string(),
    })
    .optional(),
});

const explained = {
  id: z.string(),
  name: z.string(),
  why: z.string(),
  steps: z.array(z.string()).meta({ description: 'How the assignments led there' }),
};

export const explanationSchema = z
  .object({
    device: z.string(),
    summary: z.string(),
    sentences: z.array(z.string()).meta({ description: 'The whole as prose' }),
    registered: z.object({ is: z.boolean(), why: z.string() }),
    compliant: z.object({
      is: z.boolean(),
      outdated: z.literal(true).optional().meta({
        description: 'The device has changed since Intune heard of it, and would be judged otherwise now',
      }),
      state: z.string(),
      why: z.string(),
      failing: z.array(
        z.object({
          setting: z.string(),
          reason: z.string().optional(),
          userAction: z.string().optional(),
          userFixable: z.boolean(),
        }),
      ),
      settings: z
        .array(
          z.object({
            policy: z.string().optional().meta({ description: 'Absent: built in' }),
            setting: z.string(),
            title: z.string(),
            state: z.enum(['compliant', 'nonCompliant', 'unknown', 'error']),
            expected: z.string(),
            actual: z.string(),
            reason: z.string().optional(),
            class: z.enum(['remediated', 'quarantined']),
            graceEnds: moment.optional(),
          }),
        )
        .meta({ description: 'Every setting that the device is judged by' }),
      actions: z
        .array(z.object({ ...actionTakenSchema.shape, sentence: z.string() }))
        .meta({ description: 'What was done because it did not comply, or could not be' }),
    }),
    policies: z.array(
      z.object({ ...explained, set: z.string(), applies: z.boolean(), installed: z.boolean().optional() }),
    ),
    apps: z.array(
      z.object({
        ...explained,
        bundleId: z.string(),
        intent: z.string(),
        state: z.string().meta({ description: 'installed, installing, rejected, failed or absent' }),
      }),
    ),
    findings: z.array(z.string()).meta({ description: 'Ids of the rules that say what is wrong' }),
    problems: z
      .array(z.object({ rule: z.string(), message: z.string() }))
      .meta({ description: 'What is wrong, in words; a rule may be broken in more than one place' }),
    pages: z.array(z.string()).meta({ description: 'Our pages about these rules, in the package' }),
    next: z.array(z.string()).meta({ description: 'What to do now, most useful first' }),
  })
  .meta({ description: 'Where a device stands, and why' });
