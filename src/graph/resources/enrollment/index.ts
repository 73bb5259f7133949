import type { Declarations } from '../../declare/resource.ts';
import { apple } from './apple.ts';
import { enrollmentConfigurationOperations, enrollmentConfigurations } from './enrollment-configurations.ts';

export const enrollment: Declarations = {
  resources: [...apple.resources, ...enrollmentConfigurations],
  operations: [...apple.operations, ...enrollmentConfigurationOperations],
};
