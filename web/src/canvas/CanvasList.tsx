import type { Look } from './look';
import type { PlacedLink, Scene } from './scene';

const MOST = 500; // a longer list helps nobody who hears it

/* A canvas says nothing to a screen reader: this list does. */
export function CanvasList({ scene, look, label, link }: { scene: Scene; look: Look; label: string; link: PlacedLink | undefined }) {
  return (
    <>
      <ul className="skip" aria-label={label}>
        {scene.cards.slice(0, MOST).map((c, i) => (
          <li key={c.id} id={`card-${i}`}>
            {look.title(c)} {look.under(c)} ↘{look.money(c.in)} ↗{look.money(c.out)}
          </li>
        ))}
      </ul>
      {link && (
        <p className="skip" id="card-link">
          {look.title(link.a)} → {look.title(link.b)} {look.money(link.amount)}
        </p>
      )}
    </>
  );
}
