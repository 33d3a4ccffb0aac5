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
              <text className="tile-name" y={y + 26}>
                {linesOf(one[locale]).map((line, at) => (
                  <tspan key={line} x={x + 10} dy={at === 0 ? 0 : 18}>
                    {line}
                  </tspan>
                ))}
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

/** A name in lines that fit a tile: about twelve Latin letters each, broken between words. */
function linesOf(name: string): string[] {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 12) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
