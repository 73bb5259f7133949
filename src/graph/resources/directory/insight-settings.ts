// What people and organizations have decided about insights. https://learn.microsoft.com/graph/insights-customize-item-insights-privacy
import { defineResource, type Resource } from '../../declare/resource.ts';

const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

export const insightSettings: readonly Resource[] = [
  defineResource({
    path: 'users/settings',
    type: 'userSettings',
    family: 'directory',
    singleton: true,
    alwaysThere: true,
    verbs: ['get', 'update'],
    // [documented] usersettings-update
    answersUpdate: true,
    evidence: 'documented',
    sources: [page('usersettings-get'), page('usersettings-update')],
  }),
  defineResource({
    path: 'organization/settings',
    type: 'organizationSettings',
    versions: ['beta'],
    family: 'directory',
    singleton: true,
    alwaysThere: true,
    verbs: ['get'],
    evidence: 'documented',
    sources: [page('resources/organizationsettings?view=graph-rest-beta')],
  }),
  ...['itemInsights', 'peopleInsights', 'contactInsights'].map((name) =>
    defineResource({
      path: `organization/settings/${name}`,
      type: 'insightsSettings',
      versions: ['beta'],
      family: 'directory',
      singleton: true,
      alwaysThere: true,
      verbs: ['get', 'update'],
      answersUpdate: true,
      // [documented] insightssettings: on until somebody turns it off.
      complete: (_call, settings) => ({ isEnabledInOrganization: true, ...settings }),
      evidence: 'documented',
      sources: [page('insightssettings-update?view=graph-rest-beta')],
    }),
  ),
];
