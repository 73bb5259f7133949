const ROOT = 'identity/conditionalAccess';

export const POLICIES = `${ROOT}/policies`;
export const LOCATIONS = `${ROOT}/namedLocations`;
export const CONTEXTS = `${ROOT}/authenticationContextClassReferences`;
export const STRENGTH_ROOT = `${ROOT}/authenticationStrength`;
export const STRENGTHS = `${STRENGTH_ROOT}/policies`;
export const CONFIGURATIONS = `${STRENGTHS}/combinationConfigurations`;
export const DELETED_POLICIES = `${ROOT}/deletedItems/policies`;
export const DELETED_LOCATIONS = `${ROOT}/deletedItems/namedLocations`;
