const two = (n: number) => String(n).padStart(2, '0');

/* A time of the server (UTC) on this computer's clock: 2026-05-12 09:30:05. */
export function when(at: string): string {
  const d = new Date(at);
  if (Number.isNaN(d.getTime())) return at;
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}
