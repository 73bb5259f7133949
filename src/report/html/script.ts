/** What the report's page does beyond being read. It must hold no `</script`, and the page allows no other script than this. */
export const SCRIPT = `
const form = document.getElementById('filters');
const items = [...document.querySelectorAll('.scenarios > li')].map((item) => ({
  item,
  details: item.querySelector('details'),
  inside: item.querySelector('.inside'),
  status: item.dataset.status,
  tags: JSON.parse(item.dataset.tags),
  text: (item.querySelector('h3').textContent + ' ' + item.querySelector('.inside > p').textContent).toLowerCase(),
}));
// What is closed stands aside, so that a thousand scenarios are filtered at once.
for (const { details, inside } of items) {
  if (!details.open) inside.remove();
  details.addEventListener('toggle', () => { if (details.open) details.append(inside); });
}
const field = (name) => form.elements[name];
const value = (name) => field(name)?.value ?? '';

function filter() {
  const words = value('text').toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const { item, status, tags, text } of items) {
    const fits = (!value('status') || status === value('status')) && (!value('tag') || tags.includes(value('tag'))) &&
      words.every((word) => text.includes(word));
    item.hidden = !fits;
    if (fits) shown += 1;
  }
  document.getElementById('none').hidden = shown > 0 || items.length === 0;
  document.getElementById('shown').textContent = shown + ' of ' + items.length + ' shown';
}

function remember() {
  const state = new URLSearchParams();
  for (const name of ['status', 'text', 'tag']) if (value(name)) state.set(name, value(name));
  history.replaceState(null, '', '#' + state);
}

function recall() {
  const hash = location.hash.slice(1);
  if (hash.includes('=')) {
    const state = new URLSearchParams(hash);
    for (const name of ['status', 'text', 'tag']) if (field(name)) field(name).value = state.get(name) ?? '';
    return filter();
  }
  const target = hash && document.getElementById(hash);
  if (!target) return;
  if (target.matches('details')) target.open = true;
  target.closest('li')?.removeAttribute('hidden');
  target.scrollIntoView();
  (target.querySelector('summary') ?? target).focus({ preventScroll: true });
}

const setOpen = (open) => {
  for (const { item, details } of items) if (!item.hidden) details.open = open;
};
form.addEventListener('input', () => { filter(); remember(); });
form.addEventListener('submit', (event) => event.preventDefault());
field('open').addEventListener('click', () => setOpen(true));
field('close').addEventListener('click', () => setOpen(false));
addEventListener('hashchange', recall);
// On paper nothing can be opened: all that the filters show is printed whole.
let unfolded = [];
addEventListener('beforeprint', () => {
  for (const { item, details, inside } of items) if (!item.hidden) details.append(inside);
  unfolded = [...document.querySelectorAll('details:not([open])')];
  for (const details of unfolded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of unfolded) details.open = false;
  for (const { details, inside } of items) if (!details.open) inside.remove();
});
form.hidden = false;
filter();
recall();
`;
