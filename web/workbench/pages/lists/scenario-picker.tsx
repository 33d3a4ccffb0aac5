import { useState } from 'react'
import { type ScenarioSummary, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** Scenarios in some states, found by words, each with a button that picks it. */
export function ScenarioPicker(props: {
  /** States with commas, as the API takes them. */
  states: string
  /** Only those of this organisation. */
  owner?: string | undefined
  taken: readonly string[]
  verb: string
  empty: string
  onPick: (scenario: ScenarioSummary) => void
}) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const narrowed = { ...(props.owner ? { owner: props.owner } : {}), ...(words.trim() ? { q: words.trim() } : {}) }
  const query = { state: props.states, sort: '-updatedAt', limit: 50, ...narrowed }
  const page = useCall(scenarioRoutes.list, { query: query as never }, { keep: true })
  const rows = (page.data?.items ?? []).filter((row) => !props.taken.includes(row.id))
  return (
    <div className="stack tight">
      <input
        className="input"
        type="search"
        maxLength={200}
        aria-label={t('scenarios.search')}
        placeholder={t('scenarios.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data && rows.length === 0 ? (
        <p className="quiet">
          {page.data.items.length > 0 ? t('lists.allTaken') : words.trim() ? t('list.emptyFiltered') : props.empty}
        </p>
      ) : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="line">
            <span className="grow">
              {row.title} <State machine="scenario" state={row.state} />
              <br />
              <span className="quiet">
                {row.code} {row.owner.name}
              </span>
            </span>
            <button
              type="button"
              className="button"
              aria-label={`${props.verb} ${row.title}`}
              onClick={() => props.onPick(row)}
            >
              {props.verb}
            </button>
          </li>
        ))}
      </ul>
      {page.data?.nextCursor ? <p className="quiet">{t('lists.moreByWords')}</p> : null}
    </div>
  )
}
