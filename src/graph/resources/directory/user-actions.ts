// What can be done to users beside changing their properties.
import {
  isLongEnough,
  isMixedEnough,
  isPasswordOf,
  isStrongPassword,
  withPassword,
} from '../../../directory/index.ts';
import type { Operation } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, now } from '../../request/call.ts';
import { passwordTooWeak, passwordWrong } from './errors.ts';

const page = (name: string) => `https://learn.microsoft.com/graph/api/user-${name.toLowerCase()}`;

const revokeSignInSessions: Operation = {
  on: 'user',
  name: 'revokeSignInSessions',
  run(call, user) {
    if (!user) return false;
    const change = { signInSessionsValidFromDateTime: now(call) };
    call.tenant.collection('users').update(user.id, change, actorOf(call));
    return true;
  },
  evidence: 'documented',
  sources: [page('revokeSignInSessions')],
};

/** The present password is anything where it isn't known. */
const changePassword: Operation = {
  on: 'user',
  name: 'changePassword',
  run(call, user, { currentPassword, newPassword }) {
    if (!user) return;
    // [documented] only with a signed-in user, and for that one.
    if (call.caller.kind !== 'delegated' || call.caller.userId !== user.id)
      throw errors.insufficientPrivileges();
    if (!currentPassword) throw errors.requiredPropertyMissing('currentPassword');
    if (typeof newPassword !== 'string' || !isStrongPassword(newPassword) || newPassword === currentPassword)
      throw passwordTooWeak();
    if (!isPasswordOf(user, String(currentPassword))) throw passwordWrong();
    const profile = { password: newPassword, forceChangePasswordNextSignIn: false };
    const change = withPassword(user, profile, now(call));
    call.tenant.collection('users').update(user.id, change, actorOf(call));
  },
  evidence: 'documented',
  sources: [page('changePassword')],
};

const validatePassword: Operation = {
  on: 'user',
  bound: 'set',
  name: 'validatePassword',
  run(_call, _user, { password }) {
    const text = String(password ?? '');
    const rule = (ruleName: string, isValid: boolean, message: string) => ({
      ruleName,
      validationPassed: isValid,
      message: isValid ? null : message,
    });
    return {
      isValid: isStrongPassword(text),
      validationResults: [
        // [documented] the names of the rules, by example; [inferred] the messages.
        rule(
          'PasswordNotMeetMinimumLength',
          isLongEnough(text),
          'The password must have 8 to 256 characters.',
        ),
        rule(
          'PasswordNotMeetComplexity',
          isMixedEnough(text),
          'The password must have three of: lowercase letters, uppercase letters, numbers, symbols.',
        ),
      ],
    };
  },
  evidence: 'documented',
  sources: [page('validatePassword')],
};

export const userActions: readonly Operation[] = [revokeSignInSessions, changePassword, validatePassword];
