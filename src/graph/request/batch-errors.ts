// What is wrong with a batch as a whole, or with one of its requests before it is handled.
import { GraphError } from '../errors.ts';

const refusal = (message: string, code = 'BadRequest', status = 400) => new GraphError(status, code, message);

/** [recorded] msgraph-sdk-javascript#1451, for a batch that lacks something or has nothing in it. */
export const batchUnreadable = () => refusal('Invalid batch payload format.');
/** [recorded] msgraph-sdk-java#559, msgraph-sdk-javascript#1679: ids that differ in case only are the same. */
export const batchIdNotUnique = (id: string) => refusal(`Request Id ${id} has to be unique in a batch.`);
/** [inferred] the wording is that of Microsoft's clients; the limit is documented. */
export const batchTooLarge = (limit: number) =>
  refusal(`Number of batch request steps exceeds the maximum value of ${limit}.`, 'MaximumValueExceeded');
/** [recorded] msgraph-sdk-dotnet#1038, #2628. */
export const batchWriteIncomplete = (id: string) =>
  refusal(`Write request id : ${id} does not contain Content-Type header or body.`);
/** [recorded] how it begins: msgraph-sdk-dotnet-core#891. */
export const batchDependencyInvalid = (id: string) => refusal(`Invalid dependency for request Id ${id}.`);
/** [recorded] microsoft-graph-docs#16280; the documentation repeats it as a tip. */
export const batchOrderMixed = () => refusal('Batch should be either fully sequential or fully parallel.');
/** [documented] the status; [inferred] code and wording. */
export const batchDependencyFailed = () => refusal('Failed Dependency', 'FailedDependency', 424);
/** [inferred] OData's JSON format knows no batch inside of a batch. */
export const batchNested = () => refusal('A batch request cannot contain another batch request.');
