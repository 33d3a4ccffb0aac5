import { App } from 'antd'
import { useState } from 'react'
import { type Round, roundRoutes } from '../../../../contracts/rounds.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { ScenarioPicker } from '../lists/scenario-picker.tsx'

/** Chooses what is judged, among the scenarios in review; each choice is kept at once. */
export function ItemsEditor({ round, etag }: { round: Round; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const set = useAct(roundRoutes.setItems)
  const [open, setOpen] = useState(round.itemList.length === 0)
  const ids = round.itemList.map((item) => item.scenario.id)
  const save = (scenarioIds: string[]) =>
    set.mutate(
      { params: { id: round.id }, body: { scenarioIds }, etag },
      { onSuccess: () => void message.success(t('reviews.saved')) },
    )
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>
          {t('reviews.items')} <span className="quiet figures">{ids.length}</span>
        </h2>
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('reviews.chooseItems')}
        </button>
      </header>
      <ProblemNote error={set.error} />
      {ids.length === 0 ? <p className="quiet">{t('reviews.itemsEmpty')}</p> : null}
      <ul>
        {round.itemList.map((item) => (
          <li key={item.id} className="line">
            <span className="grow">{item.scenario.title}</span>
            <span className="quiet figures">{item.scenario.code}</span>
            <span className="quiet">{item.owner.name}</span>
            {(item.assigned ?? 0) + (item.lost ?? 0) === 0 ? (
              <button
                type="button"
                className="icon"
                aria-label={t('reviews.takeOut', { title: item.scenario.title })}
                disabled={set.isPending}
                onClick={() => save(ids.filter((id) => id !== item.scenario.id))}
              >
                ×
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {open ? (
        <ScenarioPicker
          states="in_review"
          taken={ids}
          verb={t('reviews.add')}
          empty={t('reviews.noneInReview')}
          onPick={(row) => save([...ids, row.id])}
        />
      ) : null}
    </section>
  )
}
