import { type ReactNode, startTransition, useEffect, useState } from 'react';

/* What no screen shows at first: drawn once the rest of the page stands. */
export function Later({ children }: { children: ReactNode }) {
  const [isTime, setIsTime] = useState(false);

  useEffect(() => {
    let task: ReturnType<typeof setTimeout> | undefined;
    // The frame comes before the picture, and what is asked for in it after.
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => startTransition(() => setIsTime(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, []);

  return isTime ? children : <div aria-busy="true" />;
}
