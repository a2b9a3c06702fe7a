// Puts the part of Studio that this page is for into it, and tells the page around when Studio wants to go somewhere else: there is our own
// navigation, and its address bar.
(() => {
  const words = document.body.dataset;
  const base = new URL(document.baseURI).pathname;

  // Studio's places and ours.
  function placeOf(url) {
    const [, kind, id] = url.pathname.slice(base.length).match(/^workflows\/(definitions|instances)(?:\/([^/]+)\/(?:edit|view))?\/?$/) ?? [];
    if (!kind) return null;
    if (kind === 'definitions') return id ? `/processes/${id}` : '/processes';
    return id ? `/cases/${id}/diagram` : '/cases';
  }

  function go(url) {
    const place = placeOf(url);
    if (!place) return;
    if (window.parent === window) location.assign(place);
    else window.parent.postMessage({ bofGo: place }, location.origin);
  }

  if (window.parent === window) {
    location.replace(placeOf(new URL(location.href)) ?? '/processes');
    return;
  }

  // One entry of the window's history is one place of ours: what Studio notes about its lists stands in the entry that is there.
  const replace = history.replaceState.bind(history);
  history.pushState = history.replaceState = (state, unused, url) => {
    const to = new URL(url ?? location.href, document.baseURI);
    if (to.pathname === location.pathname) replace(state, unused, to.href);
    else go(to);
  };

  const to = path => go(new URL(path, document.baseURI));
  customElements.whenDefined(words.element).then(() => {
    const part = document.createElement(words.element);
    part.setAttribute('remote-endpoint', `${location.origin}/elsa/api`);
    if (words.definition) part.setAttribute('definition-id', words.definition);
    if (words.instance) part.setAttribute('instance-id', words.instance);
    part.editWorkflowDefinition = id => to(`workflows/definitions/${encodeURIComponent(id)}/edit`);
    part.viewWorkflowInstance = id => to(`workflows/instances/${encodeURIComponent(id)}/view`);
    document.getElementById('studio').replaceChildren(part);
  });
})();
