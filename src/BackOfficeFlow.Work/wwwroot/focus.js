// Brings what has just appeared to whoever uses the keyboard or listens.
export function focus(id) {
  const target = document.getElementById(id);
  if (!target) return;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'center' });
}
