// What a page does when its node is gone. The framework looks for the node again; one that does not know the page any more (another node, or
// the same after a restart) makes the page load anew. What was typed and may not have arrived is carried over the loading, in this window only.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  if (!notice) return;

  const shelf = 'bof-typed';
  // A connection that dies without a word is noticed after half a minute: until then what is typed may go nowhere.
  const unsure = 60_000;
  // Whoever signs in again, or a node that starts, takes a while.
  const keepsFor = 10 * 60_000;
  const givesUpAfter = 60_000;
  const typed = new Map();

  const isText = control => control.matches('textarea, select, input:not([type=checkbox], [type=radio])');
  const isKept = control => control.matches?.('main input:not([type=password], [type=hidden], [type=file]), main textarea, main select');

  // Boxes that belong together share a name and have no id of their own.
  function nameOf(control) {
    if (control.id) return `#${CSS.escape(control.id)}`;
    return control.name ? `input[name="${CSS.escape(control.name)}"][value="${CSS.escape(control.value)}"]` : null;
  }

  function note(event) {
    if (isKept(event.target) && nameOf(event.target)) typed.set(nameOf(event.target), Date.now());
  }

  function lately() {
    const controls = [...typed].filter(([, at]) => Date.now() - at < unsure).map(([name]) => [name, document.querySelector(`main ${name}`)]);
    return controls.filter(([, control]) => control);
  }

  function tell(control) {
    if (isText(control)) control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function loadAgain() {
    const fields = lately().map(([name, control]) => [name, isText(control) ? control.value : control.checked]);
    if (fields.length > 0) {
      try {
        sessionStorage.setItem(shelf, JSON.stringify({ at: Date.now(), page: location.pathname, who: notice.dataset.who, fields }));
      } catch {
        // No room, or forbidden: the draft is what is left.
      }
    }
    location.reload();
  }

  function putBack() {
    const kept = JSON.parse(sessionStorage.getItem(shelf) ?? 'null');
    sessionStorage.removeItem(shelf);
    if (!kept || kept.page !== location.pathname || kept.who !== notice.dataset.who || Date.now() - kept.at > keepsFor) return;

    const left = new Map(kept.fields);
    const until = Date.now() + givesUpAfter;
    const watch = new MutationObserver(fill);
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    fill();

    function fill() {
      if (location.pathname !== kept.page || Date.now() > until) left.clear();
      for (const [name, value] of left) {
        const control = document.querySelector(`main ${name}`);
        if (!control || control.disabled || control.readOnly) continue;
        left.delete(name);
        if (isText(control) ? control.value === value : control.checked === value) continue;
        if (isText(control)) control.value = value;
        else control.checked = value;
        tell(control);
      }
      if (left.size === 0) watch.disconnect();
    }
  }

  async function lookAgain() {
    document.removeEventListener('visibilitychange', lookWhenSeen);
    try {
      if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) loadAgain();
    } catch {
      document.addEventListener('visibilitychange', lookWhenSeen);
    }
  }

  function lookWhenSeen() {
    if (document.visibilityState === 'visible') lookAgain();
  }

  document.addEventListener('input', note, true);
  document.addEventListener('change', note, true);
  notice.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail.state;
    if (state === 'rejected' || state === 'resume-failed') loadAgain();
    // The same node after all: what was typed meanwhile went nowhere.
    else if (state === 'hide') lately().forEach(([, control]) => tell(control));
    else if (state === 'failed') document.addEventListener('visibilitychange', lookWhenSeen);
  });
  putBack();
})();
