// Authentication contexts. https://learn.microsoft.com/graph/api/resources/authenticationcontextclassreference
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import * as errors from './errors.ts';
import { CONTEXTS } from './paths.ts';
import { namesOf, policiesWith } from './used-by.ts';

/** [documented] c1 to c99. */
const ID = /^c[1-9]\d?$/;

export const contexts: Resource = defineResource({
  path: CONTEXTS,
  type: 'authenticationContextClassReference',
  family: 'directory',
  madeByUpdate: true,
  beforeCreate(_call, draft, sent) {
    const id = String(sent['id'] ?? '');
    if (!ID.test(id)) throw errors.contextIdInvalid(id);
    if (!draft['displayName']) throw graphErrors.requiredPropertyMissing('displayName');
    return { ...draft, id };
  },
  beforeDelete(call, context) {
    // [documented] what is published to apps, or used by a policy, stays.
    if (context['isAvailable'] === true) throw errors.contextPublished();
    const users = policiesWith(call, 'context', context.id);
    if (users.length > 0) throw errors.inUse('Authentication context', namesOf(users));
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/conditionalaccessroot-post-authenticationcontextclassreferences',
    'https://learn.microsoft.com/graph/api/authenticationcontextclassreference-update',
    'https://learn.microsoft.com/graph/api/authenticationcontextclassreference-delete',
  ],
});
