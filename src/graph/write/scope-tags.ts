// What tags somebody gives to what he creates or changes: such that there are, and that his role lets him give.
import { GraphError, intuneBadRequest } from '../errors.ts';
import type { JsonObject, TypeModel } from '../model/index.ts';
import type { Call } from '../request/call.ts';
import { findTag } from '../resources/intune-roles/scope-tags.ts';
import { tagsAllowed } from '../resources/intune-roles/standing.ts';

const PROPERTY = 'roleScopeTagIds';

/** [recorded] powershell-intune-samples#219, of apps. [inferred] that the other services say the same. */
const unknownTags = (ids: readonly string[]) =>
  intuneBadRequest(`Invalid Role Scope Tag defined ${ids.join(',')}`);
/** [recorded] IntuneManagement#401, of the settings catalog. [inferred] that the other services say the same. */
const tagNotAllowed = (id: string) =>
  intuneBadRequest(`Added a tag which is not allowed by the current role: ${id}`);
/** [recorded] DriverAutomationTool#864, of apps. */
const tagMissing = () =>
  new GraphError(400, 'ConditionNotMet', 'Must define one or more tags allowed by the current role.', {
    envelope: 'service',
  });

/** [recorded] ids are numbers; what isn't one is taken, as Microsoft's examples send it. */
const ID = /^[\d,]+$/;

/** Throws GraphError. `given`: the tags in a body; undefined where it says nothing of them. */
function check(call: Call, given: readonly string[] | undefined, unasked: readonly string[]): void {
  const unknown = given?.filter((id) => ID.test(id) && !findTag(call.tenant, id)) ?? [];
  if (unknown.length > 0) throw unknownTags(unknown);
  const { kind, userId } = call.caller;
  if (kind !== 'delegated' || userId === undefined) return;
  const allowed = tagsAllowed(call.tenant, userId);
  if (!allowed) return;
  const foreign = (given ?? unasked).find((id) => !allowed.has(id));
  if (foreign === undefined) return;
  if (given === undefined && call.resource.path === 'deviceAppManagement/mobileApps') throw tagMissing();
  throw tagNotAllowed(foreign);
}

const isTagged = (call: Call, type: TypeModel) =>
  call.resource.family === 'intune' && type.properties.has(PROPERTY);

/** [recorded] what nobody has given a tag has the built-in one, and whose role doesn't have that one can't create it. */
export function checkNewTags(call: Call, type: TypeModel, value: JsonObject): void {
  if (!isTagged(call, type)) return;
  const given = value[PROPERTY] as readonly string[] | undefined;
  check(call, given?.length ? given : undefined, ['0']);
}

export function checkChangedTags(call: Call, type: TypeModel, value: JsonObject): void {
  if (isTagged(call, type)) check(call, value[PROPERTY] as readonly string[] | undefined, []);
}
