/* Questions that are asked before the libraries are there to show the answers. An answer is
 * taken once, and only by the page that is opened: later it may not be true any more. */
const KEPT_MS = 10_000;
const asked = new Map<string, Promise<Response>>();

export function askEarly(address: string): void {
  const answer = fetch(address);
  answer.catch(() => undefined); // whoever takes it asks again, and tells
  asked.set(address, answer);
  setTimeout(() => asked.delete(address), KEPT_MS);
}

/* undefined: it was not asked, or in vain. */
export async function takeEarly(address: string): Promise<Response | undefined> {
  const answer = asked.get(address);

  asked.delete(address);
  try {
    const response = await answer;
    return response?.ok ? response : undefined;
  } catch {
    return undefined;
  }
}
