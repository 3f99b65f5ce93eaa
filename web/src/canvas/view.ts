/* The camera over a board, and who wants to know where it is: the canvas and the small map. */
import { CARD, type Camera, type Size, centredOn, fit, zoomAt } from './geometry';
import type { PlacedCard, Scene } from './scene';

const REST_MS = 140;

export class View {
  camera: Camera = { x: 0, y: 0, zoom: 1 };
  size: Size = { width: 0, height: 0 };
  isMoving = false;
  isHeld = false; // by a pressed pointer: there is no rest before it is let go
  private readonly listeners = new Set<() => void>();
  private timer = 0;

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }

  /* A step of a movement; the last one is followed by a rest, in which all is drawn sharp. */
  move(camera: Camera): void {
    this.camera = camera;
    this.isMoving = true;
    this.rest();
    this.tell();
  }

  /* The rest is counted from the end of the last frame too: a slow one is no rest. */
  rest(): void {
    clearTimeout(this.timer);
    if (this.isHeld || !this.isMoving) return;
    this.timer = window.setTimeout(() => {
      this.isMoving = false;
      this.tell();
    }, REST_MS);
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.rest();
  }

  /* At once, no movement. */
  jump(camera: Camera): void {
    this.camera = camera;
    this.tell();
  }

  pan(dx: number, dy: number): void {
    const { camera: c } = this;
    this.move({ ...c, x: c.x - dx / c.zoom, y: c.y - dy / c.zoom });
  }

  zoom(factor: number, x = this.size.width / 2, y = this.size.height / 2): void {
    this.move(zoomAt(this.camera, factor, x, y));
  }

  fit(scene: Scene): void {
    this.jump(fit(scene.world, this.size));
  }

  centre(card: PlacedCard, leastZoom = 0): void {
    this.jump(centredOn(card, Math.max(this.camera.zoom, leastZoom), this.size));
  }

  shows(card: PlacedCard): boolean {
    const { camera: c, size } = this;
    return card.x > c.x && card.y > c.y && card.x + CARD.width < c.x + size.width / c.zoom && card.y + CARD.height < c.y + size.height / c.zoom;
  }
}
