// Headers of our own: the service has none of them.

/** Of an answer that the service itself would not have given: what made it so. */
export const INJECTED_HEADER = 'x-tenantless-injected';

/** A request says for itself whether it is strict; what it says goes over the setting. */
export const STRICT_HEADER = 'x-tenantless-strict';
