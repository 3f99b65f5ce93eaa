/* The board as a picture that the browser itself makes. */
import { saveFile } from '../api/download';

const MOST_SIDE = 12_000; // pixels: no browser draws much more
const MOST_PIXELS = 100e6;

/* An svg with its size in mm as png, twice as fine as a screen. Returns how much smaller than that it had to be (1: not). */
export async function savePng(svg: string, name: string, mm: { width: number; height: number }): Promise<number> {
  const [wide, high] = [(mm.width / 25.4) * 192, (mm.height / 25.4) * 192];
  const part = Math.min(1, MOST_SIDE / wide, MOST_SIDE / high, Math.sqrt(MOST_PIXELS / (wide * high)));
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(wide * part);
    canvas.height = Math.round(high * part);
    canvas.getContext('2d', { alpha: false })!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    if (blob) saveFile(`${name}.png`, blob);
    return part;
  } finally {
    URL.revokeObjectURL(address);
  }
}
