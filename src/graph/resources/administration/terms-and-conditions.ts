// What people agree to before they enroll, who is asked, and who has agreed.
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { singleAssignments } from '../assignments.ts';
import { page, TERMS_SERVICE } from './services.ts';

const TERMS = 'deviceManagement/termsAndConditions';

const shared = { family: 'intune', service: TERMS_SERVICE, evidence: 'documented' } as const;

/** The terms that something below them is about. */
const itsTerms = (path: string, versions?: ResourceDeclaration['versions']): Resource =>
  defineResource({
    ...shared,
    ...(versions ? { versions } : {}),
    path: `${path}/termsAndConditions`,
    type: 'termsAndConditions',
    singleton: true,
    permissionPath: TERMS,
    verbs: ['get'],
    source: {
      kind: 'computed',
      compute: ({ tenant }, row) => {
        const terms = tenant.collection(TERMS).get(String(row?.['$parent']));
        return terms ? [terms] : [];
      },
    },
    sources: [page('resources/intune-companyterms-termsandconditionsacceptancestatus')],
  });

export const termsAndConditions: readonly Resource[] = [
  defineResource({
    ...shared,
    path: TERMS,
    type: 'termsAndConditions',
    // [documented] the administrator counts it up where people are to agree again.
    settable: ['version'],
    derived: [
      {
        name: 'modifiedDateTime',
        versions: ['beta'],
        mirrors: 'lastModifiedDateTime',
        read: (terms) => terms['lastModifiedDateTime'],
      },
    ],
    sources: [page('resources/intune-companyterms-termsandconditions')],
  }),
  defineResource({
    ...shared,
    path: `${TERMS}/assignments`,
    type: 'termsAndConditionsAssignment',
    ...singleAssignments,
    sources: [page('resources/intune-companyterms-termsandconditionsassignment')],
  }),
  defineResource({
    ...shared,
    path: `${TERMS}/groupAssignments`,
    type: 'termsAndConditionsGroupAssignment',
    versions: ['beta'],
    beforeCreate(call, draft) {
      const { targetGroupId } = draft;
      if (typeof targetGroupId !== 'string' || !targetGroupId) throw errors.intuneBadRequest();
      return call.parent ? { ...draft, id: `${call.parent.id}_${targetGroupId}` } : draft;
    },
    sources: [page('resources/intune-companyterms-termsandconditionsgroupassignment')],
  }),
  itsTerms(`${TERMS}/groupAssignments`, ['beta']),
  defineResource({
    ...shared,
    path: `${TERMS}/acceptanceStatuses`,
    type: 'termsAndConditionsAcceptanceStatus',
    sources: [page('resources/intune-companyterms-termsandconditionsacceptancestatus')],
  }),
  itsTerms(`${TERMS}/acceptanceStatuses`),
];
