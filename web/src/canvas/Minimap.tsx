import { type PointerEvent, useEffect, useRef } from 'react';

import { drawScene } from './painter';
import { type Camera, fit, inSight } from './geometry';
import type { Look } from './look';
import type { Scene } from './scene';
import type { View } from './view';

const SIZE = { width: 200, height: 130 };

/* The whole board small, with what the window shows of it; a press or a drag moves the window. By
 * keyboard the same is done on the board itself (Shift and arrows, 0, + and -), which is why this
 * is no stop of the Tab key. */
export function Minimap({ scene, look, view, label }: { scene: Scene; look: Look; view: View; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = globalThis.devicePixelRatio || 1;

  // The board is drawn once; the window's frame over it whenever the camera has moved.
  useEffect(() => {
    const g = canvas.current?.getContext('2d', { alpha: false });
    if (!g) return undefined;
    const whole = document.createElement('canvas');
    whole.width = SIZE.width * ratio;
    whole.height = SIZE.height * ratio;
    const camera = fit(scene.world, SIZE);
    const under = whole.getContext('2d', { alpha: false });
    if (under) drawScene(under, ratio, scene, camera, SIZE, look, false);
    const show = () => {
      const seen = inSight(view.camera, view.size);
      g.setTransform(1, 0, 0, 1, 0, 0);
      g.drawImage(whole, 0, 0);
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      g.strokeStyle = '#0958d9';
      g.lineWidth = 2;
      g.strokeRect((seen.left - camera.x) * camera.zoom, (seen.top - camera.y) * camera.zoom, (seen.right - seen.left) * camera.zoom, (seen.bottom - seen.top) * camera.zoom);
    };
    show();
    return view.listen(show);
  }, [scene, look, view, ratio]);

  function centre(event: PointerEvent): void {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const small: Camera = fit(scene.world, SIZE);
    const zoom = view.camera.zoom;
    view.move({
      x: small.x + (event.clientX - box.left) / small.zoom - view.size.width / zoom / 2,
      y: small.y + (event.clientY - box.top) / small.zoom - view.size.height / zoom / 2,
      zoom,
    });
  }

  return (
    <canvas
      ref={canvas}
      className="minimap no-print"
      role="img"
      aria-label={label}
      width={SIZE.width * ratio}
      height={SIZE.height * ratio}
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        centre(event);
      }}
      onPointerMove={centre}
    />
  );
}
