import { type Answer, ORIGIN } from './graph-client.ts';

/** What is wrong with an answer; undefined when nothing is. */
export function misshapen({ status, headers: sent, text, body: value }: Answer): string | undefined {
  if (status < 200 || status >= 500) return `status ${status}: ${text}`;
  if (!/^[0-9a-f-]{36}$/.test(sent['request-id'] ?? '')) return 'no request-id';
  if (status >= 400) {
    const { code, message, innerError } = value?.error ?? {};
    const whole = code && message && innerError?.date && innerError['request-id'] === sent['request-id'];
    return whole ? undefined : `an error without all of its parts: ${text}`;
  }
  if (status === 204) return text === undefined ? undefined : 'a body with 204';
  // [documented] profilephoto-update and organizationalbranding-get: a 200 may be all there is.
  if (sent['Content-Type'] === undefined) return text === undefined ? undefined : 'a body of no type';
  if (!sent['Content-Type'].startsWith('application/json')) {
    return typeof text === 'string' ? undefined : 'no text';
  }
  const { '@odata.context': context, '@odata.nextLink': next, responses } = value ?? {};
  if (Array.isArray(responses) && context === undefined) return misshapenItems(responses);
  if (!/^https:\/\/graph\.microsoft\.com\/(v1\.0|beta)\/\$metadata#./.test(context))
    return `context ${context}`;
  if (next !== undefined && !next.startsWith(`${ORIGIN}/`)) return `next link ${next}`;
  // Only `$` hides what is ours; none of it gets out.
  const ours = /"\$(parent|secrets|permissions|device)"/.exec(text ?? '');
  return ours ? `shows ${ours[0]}` : undefined;
}

function misshapenItems(responses: readonly { status: number; body: unknown }[]): string | undefined {
  const bad = responses.find(({ status }) => status < 200 || status >= 500);
  return bad && `an item of a batch: ${JSON.stringify(bad)}`;
}
