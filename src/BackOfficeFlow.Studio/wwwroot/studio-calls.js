// Stands between Studio and the server. Studio dies of an answer that it does not know, and says nothing when what it saves by itself is
// refused; so it gets only what it understands: an answer, or a refusal in the words that it shows. A call that came after the session's end
// waits until the person has signed in again, and is then made anew: nothing that was drawn is lost.
(() => {
  const words = document.body.dataset;
  const calls = '/elsa/api/';
  const saving = `${calls}workflow-definitions`;
  const asking = new RegExp(`^${calls}(workflow-instances|workflow-instances/[^/]+/journal|activity-executions/report|scripting/.+|descriptors/.+)$`);
  const publishing = new RegExp(`^${saving}/[^/]+/publish$`);
  const plain = window.fetch.bind(window);

  // In seconds, until a server that starts anew is there again.
  const pauses = [1, 2, 4, 8, 8, 8, 8];
  // Studio saves half a second after the last change.
  const settles = 1_200;
  const looks = 2_000;
  const staysSignedIn = 10 * 60_000;

  const dialog = document.getElementById('bof-signed-out');
  const doubtful = document.getElementById('bof-doubtful');
  const notice = document.getElementById('bof-notice');
  let renewal = null;
  let running = 0;
  let isRefused = false;
  let lost = null;
  let touchedAt = -Infinity;

  window.fetch = (resource, options = {}) => {
    if (resource instanceof Request) return plain(resource, options);
    const url = new URL(resource, document.baseURI);
    if (url.origin !== location.origin || !url.pathname.startsWith(calls)) return plain(resource, options);
    const call = { url: url.href, path: url.pathname, method: (options.method ?? 'GET').toUpperCase(), options };
    if (call.method !== 'POST') return send(call);
    return call.path === saving ? save(call) : publishing.test(call.path) ? publish(call, send) : send(call);
  };

  async function send(call) {
    const signal = call.options.signal;
    for (let tries = 0; ; tries++) {
      const answer = await plain(call.url, call.options).catch(error => {
        if (signal?.aborted) throw error;
        return null;
      });
      if (answer?.status === 401) {
        await until(signedInAgain(), signal);
      } else if (answer?.status === 400) {
        return await inStudiosWords(answer);
      } else if (answer && (answer.ok || answer.status === 304 || answer.status === 404)) {
        hide('trying');
        return answer;
      } else if (tries < pauses.length && mayBeMadeAgain(call, answer)) {
        show('trying', words.trying);
        await until(new Promise(resolve => setTimeout(resolve, pauses[tries] * 1_000)), signal);
      } else {
        hide('trying');
        return refusal([answer ? await reasonOf(answer) : words.offline]);
      }
    }
  }

  // What changes something is made again only where the server said that it did not begin with it.
  const mayBeMadeAgain = (call, answer) =>
    answer?.status === 429 || answer?.status === 503 || ((call.method === 'GET' || asking.test(call.path)) && (!answer || answer.status >= 500));

  async function save(call) {
    running++;
    try {
      const answer = await (publishes(call) ? publish(call, send) : send(call));
      if (answer.ok) {
        tellAround();
        lost = null;
        isRefused = false;
        hide('unsaved');
      } else if (!publishes(call)) {
        isRefused = true;
        show('unsaved', `${words.unsaved} ${(await answer.clone().json()).errors.generalErrors.join(' ')}`);
      }
      return answer;
    } catch (error) {
      // Studio waits no longer than a minute or two.
      lost = call;
      throw error;
    } finally {
      running--;
    }
  }

  // What is doubtful is published only by somebody who was asked.
  async function publish(call, publishNow) {
    const asked = await publishNow({ ...call, url: `${call.url}${call.url.includes('?') ? '&' : '?'}asksFirst=true` });
    if (asked.status !== 400) return asked;
    const said = await asked.clone().json();
    if (said.code !== 'doubtful') return asked;
    if (!await isMeant(said.errors.generalErrors)) return refusal([words.unpublished]);
    if (!call.options.signal?.aborted) return publishNow(call);
    // Whoever reads long: Studio has given the call up, and begins anew with what was published.
    const published = await publishNow({ ...call, options: { ...call.options, signal: undefined } });
    if (published.ok) setTimeout(beginAnew);
    return published;
  }

  function isMeant(doubts) {
    doubtful.querySelector('[data-part=doubts]').replaceChildren(...doubts.map(text => Object.assign(document.createElement('li'), { textContent: text })));
    doubtful.returnValue = '';
    doubtful.showModal();
    return new Promise(resolve => doubtful.addEventListener('close', () => resolve(doubtful.returnValue === 'publish'), { once: true }));
  }

  // The page around says what is wrong with what was saved.
  function tellAround() {
    if (window.parent !== window) window.parent.postMessage({ bofSaved: true }, location.origin);
  }

  function publishes(call) {
    const body = call.options.body;
    const text = typeof body === 'string' ? body : body ? new TextDecoder().decode(body) : '';
    return /"publish":\s*true\s*}\s*$/.test(text);
  }

  const refusal = texts => new Response(
    JSON.stringify({ statusCode: 400, message: texts[0], errors: { generalErrors: texts } }),
    { status: 400, headers: { 'Content-Type': 'application/problem+json' } });

  async function inStudiosWords(answer) {
    const said = await answer.clone().json().catch(() => null);
    if (Array.isArray(said?.errors?.generalErrors)) return answer;
    const fields = said?.errors && typeof said.errors === 'object' ? Object.values(said.errors).flat().filter(text => typeof text === 'string') : [];
    return refusal(fields.length > 0 ? fields : [said?.title ?? said?.message ?? words.broke]);
  }

  async function reasonOf(answer) {
    if (answer.status >= 500) return words.broke;
    const said = await answer.json().catch(() => null);
    return said?.errors?.generalErrors?.[0] ?? said?.title ?? said?.message ?? (answer.status === 403 ? words.forbidden : words.broke);
  }

  const until = (promise, signal) => signal
    ? Promise.race([promise, new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))])
    : promise;

  // The session

  async function whoIsSignedIn() {
    try {
      // Whoever is not is sent to the sign-in page, which is not followed here.
      const answer = await plain(words.session, { redirect: 'manual', cache: 'no-store' });
      return answer.ok ? (await answer.json()).who : null;
    } catch {
      return undefined;
    }
  }

  function signedInAgain() {
    renewal ??= new Promise(resolve => {
      dialog.querySelector('[data-part=other]').hidden = true;
      dialog.showModal();
      const timer = setInterval(look, looks);
      window.addEventListener('focus', look);

      async function look() {
        const who = await whoIsSignedIn();
        dialog.querySelector('[data-part=other]').hidden = !who || who === words.who;
        if (who !== words.who || !renewal) return;
        clearInterval(timer);
        window.removeEventListener('focus', look);
        renewal = null;
        dialog.close();
        resolve();
        if (lost) await saveLost();
      }
    });
    return renewal;
  }

  // Studio has given that save up and would not take its answer in: the page begins anew with what was saved.
  async function saveLost() {
    const call = lost;
    lost = null;
    const answer = await save({ ...call, options: { ...call.options, signal: undefined } });
    if (answer.ok) beginAnew();
  }

  function beginAnew() {
    [isRefused, lost, touchedAt] = [false, null, -Infinity];
    location.reload();
  }

  dialog.addEventListener('cancel', event => event.preventDefault());
  dialog.querySelector('[data-part=sign-in]').addEventListener('click', () => window.open(words.signIn, '_blank'));

  // While somebody works here the session does not end.
  let renewedAt = performance.now();
  setInterval(async () => {
    if (touchedAt < renewedAt || renewal) return;
    renewedAt = performance.now();
    if (await whoIsSignedIn() === null) signedInAgain();
  }, staysSignedIn);

  // What is said above the page

  const said = new Map();

  function show(about, text) {
    said.set(about, text);
    tell();
  }

  function hide(about) {
    if (said.delete(about)) tell();
  }

  function tell() {
    notice.hidden = said.size === 0;
    notice.querySelector('[data-part=text]').textContent = [...said.values()].join(' ');
    notice.querySelector('[data-part=reload]').hidden = !said.has('unsaved');
  }

  notice.querySelector('[data-part=reload]').addEventListener('click', beginAnew);

  // Leaving

  const touch = () => { touchedAt = performance.now(); };
  for (const event of ['pointerup', 'keyup', 'input', 'change', 'drop']) document.addEventListener(event, touch, true);

  const isSettled = () => running === 0 && (words.element !== 'elsa-workflow-definition-editor' || performance.now() - touchedAt > settles);
  const isSaved = () => !isRefused && !lost && isSettled();

  window.addEventListener('beforeunload', event => {
    if (!isSaved()) event.preventDefault();
  });

  // Asked by the page around: whether it may lead somewhere else. A save that is about to begin, or under way, is given its time.
  window.bofIsSaved = async () => {
    for (let waited = 0; waited < 5_000 && !isSettled() && !renewal; waited += 100) await new Promise(resolve => setTimeout(resolve, 100));
    return !renewal && isSaved();
  };
})();
