import { type Html, html } from '../../../markup/html.ts';

/** What was answered on the pages before, carried along. */
export type Answers = Readonly<Record<string, string>>;

/** A form that goes to the address it is shown at, with what was answered before. */
export function form(answers: Answers, content: Html): Html {
  return html`<form method="post">
${Object.entries(answers).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${content}
</form>`;
}
