// What happens to devices that fail a compliance policy: actions in rules, which belong to the policy.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

const ACTIONS = 'scheduledActionConfigurations';

export interface ActionsForRule extends JsonObject {
  readonly scheduledActionConfigurations?: readonly JsonObject[];
}

const isBlock = (action: JsonObject) => action['actionType'] === 'block';

function blocksIn(rules: readonly JsonObject[]): number {
  return rules.flatMap((rule) => ((rule as ActionsForRule)[ACTIONS] ?? []).filter(isBlock)).length;
}

/** [recorded] microsoft-graph-docs#7746: a new policy has one block action, no more and no less. */
export function checkNewRules(rules: unknown): void {
  if (blocksIn(Array.isArray(rules) ? (rules as JsonObject[]) : []) !== 1) throw errors.blockActionMissing();
}

/** [documented] that rules may be replaced by such without any action; [inferred] that others need a block action as well. */
export function checkOtherRules(rules: readonly ActionsForRule[]): void {
  if (rules.some((rule) => (rule[ACTIONS] ?? []).length > 0)) checkNewRules(rules);
}

function actionOf(body: JsonObject): JsonObject {
  return {
    notificationTemplateId: '',
    notificationMessageCCList: [],
    ...body,
    gracePeriodHours: Number(body['gracePeriodHours'] ?? 0),
    actionType: String(body['actionType'] ?? 'noAction'),
  };
}

/** Makes `bodies` the actions for noncompliance of a policy. `set`: where its rules are. */
export function replaceRules(
  call: Call,
  set: string,
  policy: Entity,
  bodies: readonly ActionsForRule[],
): readonly Entity[] {
  const collection = call.tenant.collection(set);
  const by = actorOf(call);
  for (const present of collection.where('$parent', policy.id)) collection.remove(present.id, by);
  return bodies.map((body) =>
    collection.insert(
      {
        id: call.tenant.random.guid(),
        $parent: policy.id,
        ruleName: (body['ruleName'] as string | null | undefined) ?? null,
        [ACTIONS]: (body[ACTIONS] ?? []).map((action) => ({
          ...actionOf(action),
          id: call.tenant.random.guid(),
        })),
      },
      by,
    ),
  );
}

/** Refuses a change that gives a policy a second block action or takes its only one. [inferred] from what a create must have. */
function checkChange(before: number, after: number): void {
  if (after > Math.max(before, 1) || (before === 1 && after === 0)) throw errors.blockActionMissing();
}

/** The rules below a policy, and the actions in each. `oneBlock`: whether one of all actions must be to block. */
export function scheduledActions(options: {
  readonly path: string;
  readonly types: { readonly rule: string; readonly action: string };
  readonly shared: Pick<ResourceDeclaration, 'versions' | 'service'>;
  readonly rules: Pick<ResourceDeclaration, 'verbs' | 'evidence' | 'sources'>;
  readonly oneBlock: boolean;
}): Resource[] {
  const set = `${options.path}/scheduledActionsForRule`;
  const blocksOf = (call: Call, policyId: unknown) =>
    blocksIn(call.tenant.collection(set).where('$parent', policyId));
  const change = (call: Call, action: Entity | undefined, to: JsonObject | undefined) => {
    if (!options.oneBlock) return;
    const before = blocksOf(call, call.parent?.['$parent']);
    const gone = action && isBlock(action) ? 1 : 0;
    checkChange(before, before - gone + (to && isBlock(to) ? 1 : 0));
  };
  return [
    defineResource({
      path: set,
      type: options.types.rule,
      family: 'intune',
      ...options.shared,
      beforeCreate(_call, draft) {
        // The actions of a rule come with the policy or are created below the rule.
        return { ...draft, [ACTIONS]: [] };
      },
      beforeDelete(call, rule) {
        if (!options.oneBlock) return;
        const before = blocksOf(call, rule['$parent']);
        checkChange(before, before - blocksIn([rule]));
      },
      ...options.rules,
    }),
    defineResource({
      path: `${set}/${ACTIONS}`,
      type: options.types.action,
      family: 'intune',
      source: { kind: 'inside', property: ACTIONS },
      ...options.shared,
      beforeCreate(call, draft) {
        change(call, undefined, draft);
        return actionOf(draft);
      },
      beforeUpdate(call, action, patch) {
        change(call, action, { ...action, ...patch });
        return patch;
      },
      beforeDelete: (call, action) => change(call, action, undefined),
      evidence: 'documented',
      sources: options.rules.sources,
    }),
  ];
}
