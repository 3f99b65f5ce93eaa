/* The frames of the canvas. What is at rest is kept as a picture; while the camera moves over a
 * large board this picture is moved and stretched, with a coarse one of the whole board behind it,
 * and drawn again only when it no longer covers the window or is stretched too far. */
import { drawCards } from './drawCards';
import { drawLinks, drawLit } from './drawLinks';
import { type Box, type Camera, type Size, fit, inSight, overlap } from './geometry';
import { INK, type Look } from './look';
import type { Lit, Scene } from './scene';

const LARGE = 700; // cards and links: smaller boards are drawn anew for each frame
const MARGIN = 0.3; // of the window, on each side of the kept picture
const STRETCH = 2.5;
const TAKE_EVERY_MS = 500; // while moving: what is missing until then shows coarsely
const OVERVIEW: Size = { width: 1024, height: 768 };

interface Picture {
  canvas: HTMLCanvasElement;
  camera: Camera;
  size: Size;
  scene: Scene | undefined;
  look: Look | undefined;
}

function newPicture(): Picture {
  return { canvas: document.createElement('canvas'), camera: { x: 0, y: 0, zoom: 1 }, size: { width: 0, height: 0 }, scene: undefined, look: undefined };
}

function start(g: CanvasRenderingContext2D, camera: Camera, ratio: number): void {
  const scale = camera.zoom * ratio;
  g.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
}

function clear(g: CanvasRenderingContext2D): void {
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.fillStyle = INK.paper;
  g.fillRect(0, 0, g.canvas.width, g.canvas.height);
}

export function drawScene(g: CanvasRenderingContext2D, ratio: number, scene: Scene, camera: Camera, size: Size, look: Look, isStill: boolean): void {
  const seen = inSight(camera, size);
  clear(g);
  start(g, camera, ratio);
  drawLinks(g, scene, seen, camera, look, { isStill, isLit: false });
  drawCards(g, scene, scene.cards.filter((c) => overlap(boxOfCard(c), seen)), camera, look);
}

function boxOfCard(c: { x: number; y: number }): Box {
  return { left: c.x, top: c.y, right: c.x + 210, bottom: c.y + 80 };
}

export class Painter {
  private readonly kept = newPicture();
  private readonly whole = newPicture();
  private takenAt = 0;

  private take(picture: Picture, ratio: number, scene: Scene, camera: Camera, size: Size, look: Look, isStill: boolean): void {
    const width = Math.max(1, Math.round(size.width * ratio));
    const height = Math.max(1, Math.round(size.height * ratio));
    if (picture.canvas.width !== width) picture.canvas.width = width;
    if (picture.canvas.height !== height) picture.canvas.height = height;
    const g = picture.canvas.getContext('2d', { alpha: false });
    if (g) drawScene(g, ratio, scene, camera, size, look, isStill);
    Object.assign(picture, { camera, size, scene, look });
  }

  /* Where it belongs under this camera, stretched. */
  private put(g: CanvasRenderingContext2D, ratio: number, picture: Picture, camera: Camera): void {
    const scale = (camera.zoom / picture.camera.zoom) * ratio;
    const x = (picture.camera.x - camera.x) * camera.zoom * ratio;
    const y = (picture.camera.y - camera.y) * camera.zoom * ratio;
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(picture.canvas, Math.round(x), Math.round(y), picture.size.width * scale, picture.size.height * scale);
  }

  private isKept(scene: Scene, camera: Camera, size: Size, look: Look): boolean {
    const { kept } = this;
    return kept.scene === scene && kept.look === look && kept.camera === camera && kept.size.width === size.width && kept.size.height === size.height;
  }

  private covers(scene: Scene, camera: Camera, size: Size, look: Look): boolean {
    const { kept } = this;
    if (kept.scene !== scene || kept.look !== look) return false;
    const stretch = camera.zoom / kept.camera.zoom;
    if (stretch > STRETCH || stretch < 1 / STRETCH) return false;
    const has = inSight(kept.camera, kept.size);
    const seen = inSight(camera, size);
    const { world } = scene;
    return (
      has.left <= Math.max(seen.left, world.left) &&
      has.top <= Math.max(seen.top, world.top) &&
      has.right >= Math.min(seen.right, world.right) &&
      has.bottom >= Math.min(seen.bottom, world.bottom)
    );
  }

  private withMargin(camera: Camera, size: Size): [Camera, Size] {
    const [dx, dy] = [size.width * MARGIN, size.height * MARGIN];
    return [
      { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom },
      { width: size.width + 2 * dx, height: size.height + 2 * dy },
    ];
  }

  private paintLarge(g: CanvasRenderingContext2D, ratio: number, scene: Scene, camera: Camera, size: Size, look: Look, isMoving: boolean): void {
    if (this.whole.scene !== scene || this.whole.look !== look) this.take(this.whole, 1, scene, fit(scene.world, OVERVIEW), OVERVIEW, look, false);
    const now = performance.now();
    const isStale = this.kept.scene !== scene || this.kept.look !== look || now - this.takenAt > TAKE_EVERY_MS;
    if (isMoving && isStale && !this.covers(scene, camera, size, look)) {
      this.takenAt = now;
      const [around, larger] = this.withMargin(camera, size);
      this.take(this.kept, ratio, scene, around, larger, look, false);
    }
    if (!isMoving && !this.isKept(scene, camera, size, look)) this.take(this.kept, ratio, scene, camera, size, look, true);
    clear(g);
    g.imageSmoothingEnabled = false;
    if (isMoving) this.put(g, ratio, this.whole, camera);
    this.put(g, ratio, this.kept, camera);
    g.imageSmoothingEnabled = true;
  }

  paint(g: CanvasRenderingContext2D, ratio: number, scene: Scene, camera: Camera, size: Size, look: Look, lit: Lit | undefined, isMoving: boolean): void {
    if (scene.cards.length + scene.links.length > LARGE) this.paintLarge(g, ratio, scene, camera, size, look, isMoving);
    else drawScene(g, ratio, scene, camera, size, look, !isMoving);
    if (lit && !isMoving) this.light(g, ratio, scene, camera, size, look, lit);
  }

  /* All others behind a veil, the lit ones in front of it. */
  private light(g: CanvasRenderingContext2D, ratio: number, scene: Scene, camera: Camera, size: Size, look: Look, lit: Lit): void {
    const seen = inSight(camera, size);
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.fillStyle = 'rgba(250,251,252,0.72)';
    g.fillRect(0, 0, g.canvas.width, g.canvas.height);
    start(g, camera, ratio);
    const links = [...lit.links].filter((l) => overlap(l.box, seen)).sort((a, b) => a.yuan - b.yuan);
    drawLit(g, scene, links, seen, camera, look);
    drawCards(g, scene, scene.cards.filter((c) => lit.cards.has(c.id) && overlap(boxOfCard(c), seen)), camera, look);
  }
}
