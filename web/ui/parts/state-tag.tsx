export type Tone = 'sea' | 'pine' | 'sand' | 'tile' | 'plain'

/** Marks that differ in shape, so that a state is not told by its colour alone. */
const marks: Record<Tone, string> = { sea: '●', pine: '✓', sand: '◐', tile: '▲', plain: '○' }

/** A state in words, with a mark of its tone. */
export function StateTag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={`state-tag tone-${tone}`}>
      <span aria-hidden="true" className="state-mark">
        {marks[tone]}
      </span>
      {children}
    </span>
  )
}
