// What the control API answers with about Microsoft Graph.
import { z } from 'zod';
import { faultSchema } from '../../src/graph/conditions/faults/schema.ts';

const moment = z.string().meta({ format: 'date-time', description: 'Virtual time' });

export const requestSchema = z
  .object({
    sequence: z.int(),
    at: moment,
    method: z.string(),
    url: z.string(),
    status: z.int(),
    appId: z.string().optional(),
    requires: z
      .array(z.string())
      .optional()
      .meta({ description: 'Permissions of which any suffices, the least privileged first' }),
    resource: z.string().optional().meta({ description: 'What answered; absent when nothing matched' }),
    nearest: z
      .string()
      .optional()
      .meta({ description: 'Of a request that matched nothing: the nearest known path' }),
    hint: z.string().optional().meta({ description: 'Of a request that was refused: what was likely meant' }),
    ignored: z.array(z.string()).optional().meta({ description: 'What the service silently ignored' }),
    injected: z.array(z.string()).optional().meta({
      description: 'What made the answer another one than the service’s: a condition, or a fault’s id',
    }),
    error: z.string().optional(),
  })
  .meta({ description: 'A request to Microsoft Graph' });

export const requestListSchema = z.object({
  requests: z.array(requestSchema),
  last: z.int().meta({ description: 'The newest request there is' }),
  next: z.string().optional().meta({ description: 'Where the list goes on; absent at its end' }),
});

const operationText = z.string().meta({ description: 'create deviceManagement/deviceConfigurations' });

export const permissionReportSchema = z
  .object({
    callers: z.array(
      z.object({
        appId: z.string(),
        appDisplayName: z.string(),
        kind: z.enum(['application', 'delegated']).meta({ description: 'As itself, or for signed-in users' }),
        operations: z.array(
          z.object({
            path: z.string(),
            access: z.string(),
            calls: z.int(),
            refused: z.int().meta({ description: 'How many were refused for want of a permission' }),
            accepts: z
              .array(z.string())
              .meta({ description: 'Any of these suffices, the least privileged first' }),
          }),
        ),
        sufficient: z
          .array(
            z.object({
              permission: z.string(),
              leastFor: z
                .array(operationText)
                .meta({ description: 'What Microsoft names it for as the least privileged' }),
              alsoFor: z
                .array(z.object({ operation: operationText, insteadOf: z.string() }))
                .meta({ description: 'What takes it too, so that its own least permission is not needed' }),
            }),
          )
          .meta({ description: 'The least set of permissions that would have sufficed for everything' }),
        impossible: z
          .array(operationText)
          .meta({ description: 'What no permission lets callers of this kind do' }),
        held: z.array(
          z.object({
            permission: z.string(),
            use: z.enum(['needed', 'broader', 'unused']).meta({
              description:
                'In the least set; used where less would have done; or taken by nothing that was asked',
            }),
          }),
        ),
      }),
    ),
  })
  .meta({ description: 'Which permissions were needed, and which were held' });

export const faultListSchema = z.object({ faults: z.array(faultSchema) });
