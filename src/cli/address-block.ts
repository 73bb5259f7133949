import { attachmentOf } from '../../server/attach/attachment.ts';
import type { Launched } from '../../server/index.ts';
import { resolveVariables } from './environment.ts';
import { defaultShell, shellLines } from './shell-syntax.ts';

/** Lines to paste for a script that takes the emulator's address from its environment. */
export function addressBlock(launched: Launched): string[] {
  const attachment = attachmentOf(launched, launched.info);
  const situation = { attachment, ways: ['env'], environment: {} } as const;
  return shellLines(resolveVariables(situation, { extra: attachment.ca }), defaultShell());
}
