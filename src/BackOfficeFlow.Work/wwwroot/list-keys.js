// Moves through a list of tasks by keyboard: j and k go down and up, c takes the chosen one, / goes to the search box, ? shows the keys.
// Enter follows the chosen link by itself. Keys typed into a field are left alone.
const typing = 'input, select, textarea, [contenteditable=true], .mud-dialog *';

export function listen(root) {
  const links = () => [...root.querySelectorAll('[data-list-link]')].filter(link => link.offsetParent !== null);

  function move(step) {
    const all = links();
    if (all.length === 0) return;
    const at = all.findIndex(link => link === document.activeElement || link.closest('tr, li')?.contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next].focus();
    all[next].scrollIntoView({ block: 'nearest' });
  }

  function press(selector) {
    const row = document.activeElement?.closest('tr, li');
    row?.querySelector(selector)?.click();
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === 'Escape' && root.contains(event.target) && event.target.matches('[data-list-search]')) {
      event.target.blur();
      move(1);
      return;
    }
    if (event.target.matches?.(typing)) return;
    const actions = {
      j: () => move(1),
      k: () => move(-1),
      c: () => press('[data-list-claim]'),
      '/': () => root.querySelector('[data-list-search]')?.focus(),
      '?': () => { const keys = root.querySelector('[data-list-keys]'); if (keys) keys.open = !keys.open; },
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  document.addEventListener('keydown', onKey);
  return { stop: () => document.removeEventListener('keydown', onKey) };
}
