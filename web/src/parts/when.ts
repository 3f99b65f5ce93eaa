/* How the page shows a time, everywhere: 2026-05-12 09:30:05. */
const two = (n: number) => String(n).padStart(2, '0');

/* A moment, as the server says it (UTC) or as this computer's clock does: on this computer's clock. */
export function when(at: string | Date): string {
  const d = new Date(at);
  if (Number.isNaN(d.getTime())) return String(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/* The time of an entry is that of its statement, wherever it is read. */
export const stated = (time: string): string => time.replace('T', ' ');
