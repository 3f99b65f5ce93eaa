import { type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { CanvasList } from './CanvasList';
import { ACTIONS, type Action, moveCamera, nextLink, step } from './keys';
import type { Look } from './look';
import { Painter } from './painter';
import { type Lit, type PlacedCard, type PlacedLink, type Scene, cardAt, linkAt, pathsThrough } from './scene';
import type { View } from './view';

export type Thing = PlacedCard | PlacedLink;

interface Props {
  scene: Scene;
  look: Look;
  view: View;
  label: string;
  canvas: Ref<HTMLCanvasElement>;
  focusOn: { id: string; n: number } | undefined; // n: the same card asked for again
  tip: (thing: Thing) => ReactNode;
  onCard: (card: PlacedCard, more: boolean) => void;
  onLink: (link: PlacedLink) => void;
  onNothing: () => void;
  onAction: (action: Action, card: PlacedCard | undefined, link: PlacedLink | undefined) => void;
}

const NEAR = 8; // pixels from a link that are on it
const DRAGGED = 3;

/* The board itself: draws, moves the camera, tells what was hit or typed. */
export function Canvas({ scene, look, view, label, canvas, focusOn, tip, onCard, onLink, onNothing, onAction }: Props) {
  const element = useRef<HTMLCanvasElement>(null);
  const painter = useRef(new Painter());
  const drag = useRef<{ x: number; y: number; lastX: number; lastY: number; moved: boolean } | undefined>(undefined);
  const frame = useRef(0);
  const [size, setSize] = useState(view.size);
  const [hovered, setHovered] = useState<{ thing: Thing; x: number; y: number }>();
  const [cursor, setCursor] = useState<{ card: string; link?: string }>();
  const now = (cursor && scene.byId.get(cursor.card)) ?? scene.cards[0];
  const link = cursor?.link ? scene.byKey.get(cursor.link) : undefined;
  const lit = useRef<Lit | undefined>(undefined);
  const latest = useRef({ scene, look });
  latest.current = { scene, look };

  function redraw(): void {
    if (frame.current) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const g = element.current?.getContext('2d', { alpha: false });
      if (!g || view.size.width === 0) return;
      const { scene: s, look: l } = latest.current;
      painter.current.paint(g, globalThis.devicePixelRatio || 1, s, view.camera, view.size, l, lit.current, view.isMoving);
      view.rest();
    });
  }

  useLayoutEffect(() => {
    const frameOf = element.current?.parentElement;
    if (!frameOf) return undefined;
    const observer = new ResizeObserver(() => {
      view.size = { width: frameOf.clientWidth, height: frameOf.clientHeight };
      setSize(view.size);
    });
    observer.observe(frameOf);
    return () => observer.disconnect();
  }, [view]);
  useEffect(() => view.listen(redraw), [view]);

  // The first picture is fitted; later ones stay where the eye is.
  const fitted = useRef(false);
  useEffect(() => {
    if (!fitted.current && size.width > 0 && scene.cards.length > 0) {
      fitted.current = true;
      view.fit(scene);
    }
    lit.current = hovered ? pathsThrough(scene, ('key' in hovered.thing ? scene.byKey.get(hovered.thing.key) : scene.byId.get(hovered.thing.id)) ?? hovered.thing) : undefined;
    redraw();
  }, [scene, look, size, hovered]);

  useEffect(() => {
    const card = focusOn && scene.byId.get(focusOn.id);
    if (!card) return;
    view.centre(card, 0.7);
    setCursor({ card: card.id });
  }, [focusOn]);

  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    // React's own listener is passive: it could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = target.getBoundingClientRect();
      view.zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [view]);

  function under(event: PointerEvent): Thing | undefined {
    const box = event.currentTarget.getBoundingClientRect();
    const { camera: c } = view;
    const [x, y] = [c.x + (event.clientX - box.left) / c.zoom, c.y + (event.clientY - box.top) / c.zoom];
    return cardAt(scene, x, y) ?? linkAt(scene, x, y, NEAR / c.zoom);
  }

  function hover(thing: Thing | undefined, event?: PointerEvent): void {
    if (thing === hovered?.thing) return;
    const box = event?.currentTarget.getBoundingClientRect();
    setHovered(thing && box && event ? { thing, x: event.clientX - box.left, y: event.clientY - box.top } : undefined);
  }

  function onMove(event: PointerEvent): void {
    const from = drag.current;
    if (!from) {
      if (!view.isMoving) hover(under(event), event);
      return;
    }
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAGGED) from.moved = true;
    if (from.moved) view.pan(event.clientX - from.lastX, event.clientY - from.lastY);
    from.lastX = event.clientX;
    from.lastY = event.clientY;
  }

  function choose(thing: Thing | undefined, more: boolean): void {
    if (!thing) onNothing();
    else if ('key' in thing) onLink(thing);
    else {
      setCursor({ card: thing.id });
      onCard(thing, more);
    }
  }

  function onUp(event: PointerEvent): void {
    const from = drag.current;
    drag.current = undefined;
    view.hold(false);
    if (from && !from.moved) choose(under(event), event.shiftKey || event.ctrlKey);
  }

  function walk(to: PlacedCard | undefined): void {
    if (!to) return;
    setCursor({ card: to.id });
    onCard(to, false);
    if (!view.shows(to)) view.centre(to);
  }

  function walkLinks(by: number): void {
    const next = now && nextLink(scene, now, cursor?.link, by);
    if (!next || !now) return;
    setCursor({ card: now.id, link: next.key });
    onLink(next);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = ACTIONS[event.key];
    hover(undefined);
    if (moveCamera(view, scene, event.key, event.shiftKey)) {
      // moved
    } else if (event.key === 'l' || event.key === 'L') walkLinks(event.key === 'l' ? 1 : -1);
    else if (event.key === 'Escape') choose(undefined, false);
    else if (event.key === 'Enter' && now) choose(link ?? now, false);
    else if (action) onAction(action, now, link);
    else if (/^(Arrow.*|Home|End)$/.test(event.key)) walk(step(scene, cursor ? now : undefined, event.key) ?? now);
    else return;
    event.preventDefault();
  }

  const ratio = globalThis.devicePixelRatio || 1;
  return (
    <>
      <canvas
        ref={(target) => {
          element.current = target;
          if (typeof canvas === 'function') canvas(target);
          else if (canvas) canvas.current = target;
        }}
        width={Math.max(1, Math.round(size.width * ratio))}
        height={Math.max(1, Math.round(size.height * ratio))}
        style={{ width: size.width, height: size.height, display: 'block', touchAction: 'none', cursor: hovered ? 'pointer' : 'grab' }}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-activedescendant={link ? 'card-link' : now ? `card-${scene.cards.indexOf(now)}` : undefined}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY, lastX: event.clientX, lastY: event.clientY, moved: false };
          view.hold(true);
          hover(undefined);
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onPointerLeave={() => hover(undefined)}
      />
      {hovered && (
        <div className="canvas-tip" role="tooltip" style={{ left: Math.min(hovered.x + 14, Math.max(0, size.width - 330)), top: Math.min(hovered.y + 14, Math.max(0, size.height - 130)) }}>
          {tip(hovered.thing)}
        </div>
      )}
      <CanvasList scene={scene} look={look} label={label} link={link} />
    </>
  );
}
