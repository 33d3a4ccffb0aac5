import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { listRoutes, type ScenarioList } from '../../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { minuteAt } from '../../../ui/client/days.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { ScenarioPicker } from './scenario-picker.tsx'

export type ListAct = 'schedule' | 'unschedule' | 'release' | 'add_addendum'

/** Schedules, releases, or adds to a released list. */
export function ListDialog(props: {
  action: ListAct
  list: ScenarioList
  /** What the list holds now. */
  held: readonly ScenarioSummary[]
  onClose: () => void
}) {
  const { t, name } = useText()
  const { timeZone } = useUi()
  const { message } = App.useApp()
  const { action, list } = props
  const verb = name(actionLabel('list', action))
  const act = useAct(listRoutes.act, { touches: [scenarioRoutes.list, todoRoutes.list] })
  // The order may just have been saved: the action goes with the version that is newest now.
  const newest = useCall(listRoutes.get, { params: { id: list.id } }, { staleTime: 0 })
  const [when, setWhen] = useState('')
  const [added, setAdded] = useState<ScenarioSummary[]>([])
  const faults = fieldMessages(act.error)
  // Publishing follows publicity: what has not been through it holds the whole list back. What is published already only joins.
  const unready = action === 'release' ? props.held.filter((row) => ['refining', 'selected'].includes(row.state)) : []

  function carryOut(reason: string) {
    const body = {
      ...(action === 'schedule' ? { at: minuteAt(when, timeZone) } : {}),
      ...(action === 'add_addendum' ? { scenarioIds: added.map((row) => row.id) } : {}),
      ...(reason ? { reason } : {}),
    }
    act.mutate(
      { params: { id: list.id, action }, body, etag: newest.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: verb }))
          props.onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={verb}
      subject={`${list.code} ${list.title}`}
      note={
        action === 'release'
          ? t('lists.releaseNote', { count: newest.data?.items ?? list.items })
          : action === 'schedule'
            ? t('lists.scheduleNote')
            : action === 'add_addendum'
              ? t('lists.addendumNote')
              : undefined
      }
      reason={action === 'add_addendum' ? 'must' : undefined}
      busy={act.isPending}
      error={act.error}
      blocked={
        !newest.data ||
        unready.length > 0 ||
        (action === 'schedule' && when === '') ||
        (action === 'add_addendum' && added.length === 0)
      }
      onConfirm={carryOut}
      onClose={props.onClose}
    >
      {unready.length > 0 ? (
        <div className="note note-wait">
          <p>{t('lists.unready', { count: unready.length })}</p>
          <ul>
            {unready.map((row) => (
              <li key={row.id}>{row.title}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {action === 'schedule' ? (
        <Field label={t('lists.when')} error={faults.at} required>
          {({ status, ...control }) => (
            <input
              {...control}
              type="datetime-local"
              className="input"
              data-status={status}
              value={when}
              onChange={(event) => setWhen(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {action === 'add_addendum' ? (
        <>
          {added.length > 0 ? (
            <ul className="chips" aria-label={t('lists.adding')}>
              {added.map((row) => (
                <li key={row.id}>
                  <button
                    type="button"
                    aria-label={t('lists.takeOut', { title: row.title })}
                    onClick={() => setAdded(added.filter((other) => other !== row))}
                  >
                    {row.title} <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <ScenarioPicker
            states="publicised"
            taken={added.map((row) => row.id)}
            verb={t('lists.add')}
            empty={t('lists.nonePublicised')}
            onPick={(row) => setAdded([...added, row])}
          />
        </>
      ) : null}
    </ConfirmDialog>
  )
}
