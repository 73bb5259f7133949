// What the control API answers with about assignments, for the OpenAPI document; the tests hold real answers against it.
import { z } from 'zod';

const groupOnTheWay = z.object({ id: z.string(), name: z.string(), dynamic: z.boolean() });

const explainedGroup = z.object({
  id: z.string(),
  name: z.string().optional().meta({ description: 'Absent: there is no such group' }),
  membershipRule: z.string().optional().meta({ description: 'Of a dynamic group' }),
  memberships: z
    .array(z.object({ of: z.enum(['user', 'device']), path: z.array(groupOnTheWay) }))
    .meta({ description: 'How user and device belong to it: the groups from their own to this one' }),
});

const explainedFilter = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.string().optional().meta({ description: 'Absent: there is no such filter' }),
  matches: z.boolean().optional().meta({ description: 'Absent: it cannot be evaluated' }),
  problem: z.string().optional().meta({ description: 'Why it cannot be evaluated' }),
  comparisons: z
    .array(
      z.object({
        comparison: z.string(),
        property: z.string(),
        value: z.string().optional().meta({ description: 'Absent: the device has no such value' }),
        holds: z.boolean(),
      }),
    )
    .meta({ description: 'What each comparison of the rule saw' }),
});

const step = z.object({
  code: z.string().meta({ description: 'matched, notMember, excluded, filteredOut …; the last is verdict' }),
  sentence: z.string(),
  assignment: z.string().optional().meta({ description: 'The id of the assignment' }),
  group: explainedGroup.optional(),
  filter: explainedFilter.optional(),
});

const assignmentSchema = z.object({
  set: z.string(),
  id: z.string(),
  name: z.string(),
  type: z.string(),
  applies: z.boolean(),
  intent: z
    .enum(['required', 'available', 'uninstall', 'none'])
    .optional()
    .meta({ description: 'Of an app: what Intune does with it' }),
  offered: z.boolean().optional().meta({ description: 'Of an app: whether the Company Portal offers it' }),
  steps: z.array(step),
  onDevice: z
    .object({ state: z.string(), why: z.string() })
    .optional()
    .meta({ description: 'What became of it: installed, pending, refused, leaving, compliant …' }),
});

export const deviceAssignmentsSchema = z
  .object({ device: z.string(), name: z.string(), assignments: z.array(assignmentSchema) })
  .meta({ description: 'What a device gets, what it doesn’t, and why' });
