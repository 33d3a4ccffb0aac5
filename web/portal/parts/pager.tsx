import { addressOf, type Filters } from '../filter-query.ts'
import type { PageContext } from '../page.ts'

/** Forward by the cursor of the answer, and back to the beginning. */
export function Pager({
  context,
  filters,
  nextCursor,
}: {
  context: PageContext
  filters: Filters
  nextCursor: string | null
}) {
  const { say, href, path } = context
  const rest = new Map(filters.chosen)
  rest.delete('cursor')
  const first = filters.chosen.has('cursor') ? href(`${path}${addressOf(rest)}`) : null
  const next = nextCursor && href(`${path}${addressOf(new Map([...rest, ['cursor', [nextCursor]]]))}`)
  if (!first && !next) return null
  return (
    <nav className="pager" aria-label={say('page.label')}>
      {first && <a href={first}>{say('page.first')}</a>}
      {next && (
        <a className="pager-next" rel="next" href={next}>
          {say('page.next')}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  )
}

/** How many there are; counting stops at a limit, and then says so. */
export function Total({ context, total, isExact }: { context: PageContext; total: number; isExact: boolean }) {
  return <p className="total">{context.say(isExact ? 'scenarios.total' : 'scenarios.total_more', { n: total })}</p>
}
