const ROOT = 'identity/conditionalAccess';

export const POLICIES = `${ROOT}/policies`;
export const LOCATIONS = `${ROOT}/namedLocations`;
export const CONTEXTS = `${ROOT}/authenticationContextClassReferences`;
export const STRENGTHS = `${ROOT}/authenticationStrength/policies`;
export const DELETED_POLICIES = `${ROOT}/deletedItems/policies`;
export const DELETED_LOCATIONS = `${ROOT}/deletedItems/namedLocations`;
