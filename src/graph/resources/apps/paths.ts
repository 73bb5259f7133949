/** The sets that this area's files tell each other about; `SERVICE` shows in the text of errors [recorded]. */
export const APPS = 'deviceAppManagement/mobileApps';
export const SERVICE = 'AppLifecycle_2203/StatelessAppMetadataFEService';

const DOCUMENTATION = 'https://learn.microsoft.com/graph/api';

/** A page of the reference: `page('intune-apps-mobileapp-assign')`. */
export const page = (name: string): string => `${DOCUMENTATION}/${name}`;

/** The pages about a resource and what can be done to it. */
export const resourcePage = (name: string): string => page(`resources/${name}`);

/** Recorded requests of the admin center and their answers, which the project keeps beside its own code. */
export const RECORDED_BY_TERRAFORM_PROVIDER =
  'https://github.com/deploymenttheory/terraform-provider-microsoft365';

/** Answers of a tenant as they came, which the project keeps in its tests. */
export const RECORDED_BY_GRAPH2OTEL = 'https://github.com/rknightion/graph2otel';
