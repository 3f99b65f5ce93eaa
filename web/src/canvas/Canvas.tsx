import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { type Camera, type Look, type PlacedCard, type PlacedLink, type Scene, CARD, cardAt, draw, fit, linkAt, pathsThrough } from './draw';

interface Props {
  scene: Scene;
  label: string;
  look: Omit<Look, 'lit'>;
  onCard: (card: PlacedCard, more: boolean) => void;
  onLink: (link: PlacedLink) => void;
  onNothing: () => void;
  onExpand: (card: PlacedCard, side: 'left' | 'right') => void;
  onRemove: (card: PlacedCard) => void;
  focusOn: { id: string; n: number } | undefined; // n: the same card asked for again
  register: (canvas: HTMLCanvasElement | null) => void;
}

/* Moves the camera and tells what was hit; what is shown is its parent's. */
export function Canvas({ scene, label, look, onCard, onLink, onNothing, onExpand, onRemove, focusOn, register }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const camera = useRef<Camera>({ x: 0, y: 0, zoom: 1 });
  const drag = useRef<{ x: number; y: number; moved: boolean } | undefined>(undefined);
  const frame = useRef(0);
  const rest = useRef(0);
  const moving = useRef(false);
  const hovered = useRef<string | undefined>(undefined);
  const lit = useRef<Set<string> | undefined>(undefined);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [active, setActive] = useState(0);
  const latest = useRef({ scene, look, size });
  latest.current = { scene, look, size };

  function redraw(): void {
    if (frame.current) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const g = canvas.current?.getContext('2d', { alpha: false });
      const { scene: s, look: l, size: z } = latest.current;
      if (g && z.width > 0) draw(g, z.width, z.height, s, camera.current, { ...l, lit: lit.current }, moving.current);
    });
  }

  function moved(): void {
    moving.current = true;
    redraw();
    clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      moving.current = false;
      redraw();
    }, 120);
  }

  useLayoutEffect(() => {
    const element = canvas.current?.parentElement;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The first picture is fitted; later ones stay where the eye is.
  const fitted = useRef(false);
  useEffect(() => {
    if (!fitted.current && size.width > 0 && scene.cards.length > 0) {
      camera.current = fit(scene, size.width, size.height);
      fitted.current = true;
    }
    redraw();
  });

  useEffect(() => {
    const card = focusOn && scene.byId.get(focusOn.id);
    if (!card) return;
    const zoom = Math.max(camera.current.zoom, 0.7);
    camera.current = { x: card.x + CARD.width / 2 - size.width / zoom / 2, y: card.y + CARD.height / 2 - size.height / zoom / 2, zoom };
    redraw();
  }, [focusOn]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    // React's own listener is passive: it could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const c = camera.current;
      const zoom = Math.min(3, Math.max(0.05, c.zoom * Math.exp(-event.deltaY * 0.0015)));
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      camera.current = { x: c.x + x / c.zoom - x / zoom, y: c.y + y / c.zoom - y / zoom, zoom };
      moved();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  function world(event: PointerEvent): { x: number; y: number } {
    const box = event.currentTarget.getBoundingClientRect();
    const c = camera.current;
    return { x: c.x + (event.clientX - box.left) / c.zoom, y: c.y + (event.clientY - box.top) / c.zoom };
  }

  function onMove(event: PointerEvent): void {
    const from = drag.current;
    if (from) {
      const c = camera.current;
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > 3) from.moved = true;
      if (!from.moved) return;
      camera.current = { ...c, x: c.x - event.movementX / c.zoom, y: c.y - event.movementY / c.zoom };
      moved();
      return;
    }
    const at = world(event);
    const card = cardAt(scene, at.x, at.y);
    if (card?.id === hovered.current) return;
    hovered.current = card?.id;
    lit.current = card && scene.links.length < 20000 ? pathsThrough(scene, card.id) : undefined;
    redraw();
  }

  function onUp(event: PointerEvent): void {
    const from = drag.current;
    drag.current = undefined;
    if (!from || from.moved) return;
    const at = world(event);
    const card = cardAt(scene, at.x, at.y);
    const link = card ? undefined : linkAt(scene, at.x, at.y, 8 / camera.current.zoom);
    if (card) onCard(card, event.shiftKey || event.ctrlKey);
    else if (link) onLink(link);
    else onNothing();
  }

  // Cards in the order of columns and slots: what the arrow keys walk through.
  const ordered = [...scene.cards].sort((a, b) => a.column - b.column || a.slot - b.slot);
  const now = ordered[Math.min(active, ordered.length - 1)];

  function walk(to: PlacedCard | undefined): void {
    if (!to) return;
    setActive(ordered.indexOf(to));
    onCard(to, false);
    const c = camera.current;
    const inSight = to.x > c.x && to.y > c.y && to.x + CARD.width < c.x + size.width / c.zoom && to.y + CARD.height < c.y + size.height / c.zoom;
    if (!inSight) camera.current = { ...c, x: to.x + CARD.width / 2 - size.width / c.zoom / 2, y: to.y + CARD.height / 2 - size.height / c.zoom / 2 };
    redraw();
  }

  function nearest(columns: number): PlacedCard | undefined {
    const next = ordered.filter((c) => now && Math.sign(c.column - now.column) === columns);
    return next.sort((a, b) => Math.abs(a.column - now!.column) - Math.abs(b.column - now!.column) || Math.abs(a.slot - now!.slot) - Math.abs(b.slot - now!.slot))[0];
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const i = now ? ordered.indexOf(now) : -1;
    const column = ordered.filter((c) => c.column === now?.column);
    const inColumn = now ? column.indexOf(now) : -1;
    const c = camera.current;
    switch (event.key) {
      case 'ArrowDown':
        walk(column[inColumn + 1]);
        break;
      case 'ArrowUp':
        walk(column[inColumn - 1]);
        break;
      case 'ArrowLeft':
        walk(nearest(-1));
        break;
      case 'ArrowRight':
        walk(nearest(1));
        break;
      case 'Home':
        walk(ordered[0]);
        break;
      case 'End':
        walk(ordered.at(-1));
        break;
      case '[':
        if (now) onExpand(now, 'left');
        break;
      case ']':
        if (now) onExpand(now, 'right');
        break;
      case 'Delete':
        if (now && i >= 0) onRemove(now);
        break;
      case '0':
        camera.current = fit(scene, size.width, size.height);
        redraw();
        break;
      case '+':
      case '=':
      case '-': {
        const zoom = Math.min(3, Math.max(0.05, c.zoom * (event.key === '-' ? 0.8 : 1.25)));
        camera.current = { x: c.x + size.width / 2 / c.zoom - size.width / 2 / zoom, y: c.y + size.height / 2 / c.zoom - size.height / 2 / zoom, zoom };
        moved();
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  }

  const ratio = globalThis.devicePixelRatio || 1;
  return (
    <>
      <canvas
        ref={(element) => {
          canvas.current = element;
          register(element);
        }}
        width={Math.max(1, Math.round(size.width * ratio))}
        height={Math.max(1, Math.round(size.height * ratio))}
        style={{ width: size.width, height: size.height, display: 'block', touchAction: 'none', cursor: 'grab' }}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-activedescendant={now ? `card-${active}` : undefined}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY, moved: false };
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerLeave={() => {
          hovered.current = undefined;
          lit.current = undefined;
          redraw();
        }}
      />
      {/* A canvas says nothing to a screen reader: this list does. */}
      <ul className="skip" aria-label={label}>
        {ordered.slice(0, 500).map((c, i) => (
          <li key={c.id} id={`card-${i}`}>
            {look.title(c)} {c.number} ↘{c.in} ↗{c.out}
          </li>
        ))}
      </ul>
    </>
  );
}
