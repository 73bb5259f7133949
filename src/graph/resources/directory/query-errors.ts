// What the directory says of queries that it doesn't support.
import { GraphError } from '../../errors.ts';

const unsupported = (message: string) => new GraphError(400, 'Request_UnsupportedQuery', message);

/** The directory names its types in Pascal case: `User`, `ServicePrincipal`. */
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** [documented] advanced query capabilities; [recorded] microsoft-graph-docs-contrib#1326. */
export const filterClauseUnsupported = (property: string, type: string) =>
  unsupported(
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${pascal(type)}'.`,
  );
/** [recorded] msgraph-sdk-java#1841. */
export const relationFilterUnsupported = () =>
  unsupported('The specified filter to the reference property query is currently not supported.');
/** [recorded] microsoft-graph-docs-contrib#4187. */
export const sortingUnsupported = () => unsupported('Sorting not supported for current query.');
/** [recorded] microsoft-graph-docs-contrib#1354. */
export const sortPropertyUnsupported = (property: string, type: string) =>
  unsupported(`Unsupported sort property '${property}' for '${pascal(type)}'.`);
/** [recorded] microsoft-graph-docs#15275; [inferred] the code. */
export const orderOfMixed = () =>
  new GraphError(
    400,
    'BadRequest',
    'Given expression for $orderby Microsoft.OData.UriParser.SingleValueOpenPropertyAccessNode is not supported',
  );
/** [recorded] microsoft-graph-docs#18615. */
export const levelsOfMany = () =>
  unsupported(
    "Transitive manager's list is only supported on a single user, send the $expand request on /users/{id} endpoint",
  );
