import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { listRoutes, type ScenarioList } from '../../../../contracts/lists.ts'
import type { ScenarioSummary } from '../../../../contracts/scenarios.ts'
import { createAutosave, type Port } from '../../../ui/client/autosave.ts'
import { send } from '../../../ui/client/call.ts'
import { collectionKey } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { moved } from './order.ts'
import { ScenarioPicker } from './scenario-picker.tsx'

interface Composition {
  ids: string[]
}

/** The list in the making is kept as one order of scenarios, saved by itself like a form. */
function portOf(listId: string, onSaved: () => void): Port<Composition> {
  return {
    async save(_, etag, whole) {
      const { etag: next } = await send(listRoutes.setItems, {
        params: { id: listId },
        body: { scenarioIds: whole.ids },
        etag,
      })
      onSaved()
      return { value: whole, etag: next }
    },
    async read() {
      const params = { id: listId }
      const { etag } = await send(listRoutes.get, { params })
      const { data } = await send(listRoutes.items, { params })
      return { value: { ids: data.items.map((item) => item.scenarioId) }, etag }
    },
    check: (changes) => ({ sendable: changes, faults: {} }),
    worth: () => true,
  }
}

/** Picks scenarios that were selected or are in publicity and puts them in order. */
export function Composer(props: { list: ScenarioList; etag: string | null; held: readonly ScenarioSummary[] }) {
  const { t } = useText()
  const queries = useQueryClient()
  const [known, setKnown] = useState(() => new Map(props.held.map((row) => [row.id, row])))
  const [autosave] = useState(() =>
    createAutosave<Composition>({
      port: portOf(props.list.id, () => void queries.invalidateQueries({ queryKey: collectionKey(listRoutes.list) })),
      initial: { value: { ids: props.held.map((row) => row.id) }, etag: props.etag },
      store: sessionStorage,
      storeKey: `list:${props.list.id}`,
      waitMs: 600,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const { ids } = form.value
  const set = (next: string[]) => autosave.set({ ids: next })
  // A new title or note is a new version too; the order itself is as it was.
  useEffect(() => {
    const { saved } = autosave.get()
    if (props.etag && saved.etag !== props.etag && autosave.get().status === 'clean') {
      autosave.refresh({ value: saved.value, etag: props.etag })
    }
  }, [props.etag, autosave])

  return (
    <div className="two-even">
      <section className="panel">
        <header className="panel-head">
          <h2>
            {t('lists.held')} <span className="quiet figures">{ids.length}</span>
          </h2>
          <SaveNote form={form} />
        </header>
        {form.conflicts.length > 0 ? (
          <div className="note note-wait stack tight">
            <p>{t('lists.conflict')}</p>
            <div className="row">
              <button type="button" className="button" onClick={() => autosave.choose({ ids: 'mine' })}>
                {t('form.keepMine')}
              </button>
              <button type="button" className="button" onClick={() => autosave.choose({ ids: 'theirs' })}>
                {t('form.keepTheirs')}
              </button>
            </div>
          </div>
        ) : null}
        {form.status === 'refused' ? <ProblemNote error={form.problem} /> : null}
        {ids.length === 0 ? <p className="quiet">{t('lists.pickFirst')}</p> : null}
        <ol className="numbered">
          {ids.map((id, at) => {
            const row = known.get(id)
            const title = row?.title ?? id
            return (
              <li key={id} className="line">
                <span className="grow">
                  <Link to="/scenarios/$id" params={{ id }} data-row-link>
                    {title}
                  </Link>{' '}
                  {row ? <State machine="scenario" state={row.state} /> : null}
                </span>
                <span className="row tight-row">
                  <button
                    type="button"
                    className="icon"
                    aria-label={t('lists.up', { title })}
                    disabled={at === 0}
                    onClick={() => set(moved(ids, id, -1))}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="icon"
                    aria-label={t('lists.down', { title })}
                    disabled={at === ids.length - 1}
                    onClick={() => set(moved(ids, id, 1))}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    className="icon"
                    aria-label={t('lists.takeOut', { title })}
                    onClick={() => set(ids.filter((other) => other !== id))}
                  >
                    ×
                  </button>
                </span>
              </li>
            )
          })}
        </ol>
      </section>
      <section className="panel">
        <h2>{t('lists.available')}</h2>
        <ScenarioPicker
          states="selected,publicised"
          taken={ids}
          verb={t('lists.add')}
          empty={t('lists.noneAvailable')}
          onPick={(row) => {
            setKnown((before) => new Map(before).set(row.id, row))
            set([...ids, row.id])
          }}
        />
      </section>
    </div>
  )
}
