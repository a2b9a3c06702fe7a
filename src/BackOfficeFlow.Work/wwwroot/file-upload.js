// Sends the files that somebody chooses to the house, one after the other, and tells the page how it went. The page is asked first.
export function listen(input, page, address, token) {
  async function take() {
    const files = [...input.files];
    input.value = '';
    for (const file of files) {
      const field = await page.invokeMethodAsync('MayBegin', file.name, file.size);
      if (field) await send(file, field);
    }
  }

  input.addEventListener('change', take);
  // Somebody may have been quicker than the page.
  if (input.files.length > 0) take();

  async function send(file, field) {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: file,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/octet-stream',
          RequestVerificationToken: token,
          'X-Field': encodeURIComponent(field),
          'X-File-Name': encodeURIComponent(file.name),
        },
      });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) await page.invokeMethodAsync('Arrived', said.id);
      else await page.invokeMethodAsync('Refused', Object.values(said.errors ?? {})[0]?.[0] ?? said.detail ?? said.title ?? null);
    } catch {
      await page.invokeMethodAsync('Refused', null);
    }
  }
}
