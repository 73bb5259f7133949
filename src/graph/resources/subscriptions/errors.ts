// What the subscription service refuses, in its words.
import { GraphError } from '../../errors.ts';

const refused = (code: string, message: string) => new GraphError(400, code, message);

/** [recorded] splunk/azure-functions-splunk#26; the variant with a status: pnp/Microsoft365-Analytics-Insights#273. */
export const validationFailed = (status: string | undefined) =>
  refused(
    'ValidationError',
    `Subscription validation request failed.${status === undefined ? '' : ` HTTP status code is '${status}'.`} Notification endpoint must respond with 200 OK to validation request.`,
  );
/** [recorded] nodejs-webhooks-sample#350, pnp/Microsoft365-Analytics-Insights#273; the code is that of the other failure. */
export const validationTimedOut = () =>
  refused('ValidationError', 'Subscription validation request timed out.');
/** [inferred] the wording; that the token has to be echoed is documented. */
export const validationNotEchoed = () =>
  refused(
    'ValidationError',
    'The server committed a protocol violation: the validation token was not returned as plain text.',
  );
/** [documented] the property is required; [inferred] the wording. */
export const propertyRequired = (property: string) =>
  refused('InvalidRequest', `Property '${property}' is required to create a subscription.`);
/** [recorded] in many public issues, with other limits: microsoft-graph-docs#3243. */
export const expirationTooFar = (minutes: number) =>
  refused('ValidationError', `Subscription expiration can only be ${minutes} minutes in the future.`);
/** [inferred] the wording. */
export const expirationPast = () =>
  refused('ValidationError', 'Subscription expiration must be in the future.');
/** [inferred] the wording; the values are documented. */
export const changeTypeInvalid = (text: string) =>
  refused('InvalidRequest', `Invalid '${text}' value of the changeType property.`);
/** [documented] the length; [inferred] the wording. */
export const clientStateTooLong = (limit: number) =>
  refused('InvalidRequest', `The clientState property cannot be longer than ${limit} characters.`);
/** [inferred] the wording. */
export const resourceUnsupported = (resource: string) =>
  refused('InvalidRequest', `Unsupported subscription resource '${resource}'.`);
/**
 * [recorded] who may not read what is subscribed to is told by the service that keeps it, after the address was asked:
 * msgraph-sdk-dotnet#365; the reason is that service's (OneDrive/onedrive-api-docs#1398 has another).
 */
export const readingForbidden = () =>
  new GraphError(
    403,
    'ExtensionError',
    'Operation: Create; Exception: [Status Code: Forbidden; Reason: Forbidden]',
  );
/** [documented] resource data is for other resources; [inferred] the wording. */
export const resourceDataUnsupported = () =>
  refused('InvalidRequest', 'Resource data is not supported in notifications about this resource.');
/** Ours: nothing leaves this machine. */
export const addressElsewhere = (url: string) =>
  refused(
    'InvalidRequest',
    `The notification URL '${url}' is not on this machine. Tenantless sends notifications to loopback addresses only (http or https on localhost, 127.0.0.1 or [::1]).`,
  );
