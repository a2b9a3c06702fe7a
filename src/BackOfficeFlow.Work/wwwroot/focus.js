// Brings what has just appeared to whoever uses the keyboard or listens.
export function focus(id) {
  const target = document.getElementById(id);
  if (!target) return;
  // A group is no control: whoever is sent to it wants to answer.
  const control = target.tagName === 'FIELDSET' ? target.querySelector('input:checked, input, select, textarea') ?? target : target;
  control.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'center' });
}
