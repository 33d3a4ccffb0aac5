import type { PageContext } from '../page.ts'

const size = 104
const gap = 6

/**
 * The districts as tiles of equal size, roughly where they lie, each with a number of its own. Drawn by us: real
 * boundaries may not be published without a map approval number. Every tile opens the district's scenarios.
 */
export function TileMap({ context, counts }: { context: PageContext; counts: ReadonlyMap<string, number> }) {
  const { catalog, locale, say, href } = context
  const columns = Math.max(...catalog.districts.map((one) => one.tile.col)) + 1
  const rows = Math.max(...catalog.districts.map((one) => one.tile.row)) + 1
  const step = size + gap
  return (
    <figure aria-label={say('industries.map_label')}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure names the drawing, each link its tile */}
      <svg
        className="tile-map"
        viewBox={`-2 -2 ${columns * step - gap + 4} ${rows * step - gap + 4}`}
        focusable="false"
      >
        {catalog.districts.map((one) => {
          const count = counts.get(one.key) ?? 0
          const [x, y] = [one.tile.col * step, one.tile.row * step]
          return (
            <a
              key={one.key}
              href={href(`/scenarios?district=${one.key}`)}
              aria-label={`${one[locale]} ${say('industries.map_tracks', { n: count })}`}
            >
              <rect className={count > 0 ? 'tile has-tracks' : 'tile'} x={x} y={y} width={size} height={size} rx="2" />
              <text className={one[locale].length > 9 ? 'tile-name is-long' : 'tile-name'} x={x + 10} y={y + 28}>
                {one[locale]}
              </text>
              <text className="tile-count" x={x + 10} y={y + size - 16}>
                {count > 0 ? count : '–'}
              </text>
            </a>
          )
        })}
      </svg>
    </figure>
  )
}
