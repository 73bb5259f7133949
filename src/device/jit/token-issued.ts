import type { Step } from '../journey.ts';

/** The end of a sign-in that comes to something: the app gets its token from Entra ID. */
export const tokenIssued = (
  step: Pick<Step, 'says' | 'sees'> & Partial<Pick<Step, 'requires' | 'signIn' | 'changes'>>,
): Step => ({
  name: 'TokenIssued',
  from: 'entra',
  to: 'app',
  takes: [1, 2],
  changes: ['issueToken'],
  ...step,
});
