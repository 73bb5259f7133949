// What the control API tells of Apple's management protocol.
import { z } from 'zod';

const moment = z.string().meta({ format: 'date-time', description: 'Virtual time' });

export const managedAppStatusSchema = z
  .enum([
    'Prompting',
    'PromptingForLogin',
    'PromptingForManagement',
    'Installing',
    'Managed',
    'UserInstalledApp',
    'UserRejected',
    'ManagementRejected',
    'Failed',
  ])
  .meta({ description: 'As Apple’s ManagedApplicationList tells of it; absent of the person’s own apps' });

const propertyList = z.string().meta({ description: 'An XML property list' });

const mdmExchangeSchema = z.object({
  at: moment,
  messageType: z.enum(['Authenticate', 'TokenUpdate', 'CheckOut']).optional(),
  status: z.enum(['Idle', 'Acknowledged', 'Error', 'NotNow']).optional(),
  requestType: z.string().optional(),
  commandUUID: z.string().optional(),
  policyId: z.string().optional().meta({ description: 'The policy that the profile is made of' }),
  command: propertyList.optional(),
  message: propertyList,
});

export const mdmConversationSchema = z
  .object({
    exchanges: z.array(mdmExchangeSchema).meta({ description: 'What went over the wire, in order' }),
    inventory: z
      .array(mdmExchangeSchema)
      .meta({ description: 'What the device would answer to Intune’s questions now' }),
    waiting: z
      .array(
        z.object({
          commandUUID: z.string(),
          requestType: z.string(),
          policyId: z.string().optional(),
          command: propertyList,
        }),
      )
      .meta({ description: 'The queue: what Intune sends when the device next polls' }),
  })
  .meta({ description: 'A device as a client of Apple’s management protocol' });
