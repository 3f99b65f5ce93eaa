/* Questions that are asked before the libraries are there to show the answers. What has come by
 * then is shown at once. An answer is taken once, and only by the page that is opened: later it
 * may not be true any more. */
const KEPT_MS = 10_000;

interface Asked {
  answer: Promise<unknown>; // undefined: in vain; who takes it asks again, and tells
  data?: unknown; // once it is there
}

const asked = new Map<string, Asked>();

async function ask(address: string): Promise<unknown> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

export function askEarly(address: string): Promise<unknown> {
  const one: Asked = { answer: ask(address) };

  asked.set(address, one);
  setTimeout(() => asked.delete(address), KEPT_MS);
  one.answer = one.answer.then((data) => (one.data = data));
  return one.answer;
}

/* undefined: it was not asked, or in vain. */
export async function takeEarly<T>(address: string): Promise<T | undefined> {
  const one = asked.get(address);

  asked.delete(address);
  return (await one?.answer) as T | undefined;
}

/* What is there already. */
export function earlyAnswer<T>(address: string): T | undefined {
  return asked.get(address)?.data as T | undefined;
}
