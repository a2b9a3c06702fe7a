// The page around Studio: follows where Studio wants to go, and asks it whether everything is saved before leaving;
// says when something was saved.
export function attach(frame, page) {
  function hear(event) {
    const place = event.data?.bofGo;
    if (event.origin !== location.origin || event.source !== frame.contentWindow) return;
    if (event.data?.bofSaved) page.invokeMethodAsync('HearSaved');
    if (typeof place === 'string' && /^\/(processes|cases)(\/|$)/.test(place)) Blazor.navigateTo(place);
  }

  window.addEventListener('message', hear);
  return {
    isSaved: async () => await frame.contentWindow?.bofIsSaved?.() ?? true,
    detach: () => window.removeEventListener('message', hear),
  };
}
